/* The syntax of one macroblock (ITU-T H.264, clause 7.3.5). */
#ifndef H264_SYNTAX_H
#define H264_SYNTAX_H

#include "h264_motion.h"
#include "h264_residual.h"

static void begin_macroblock(Writer *w, int kind)
{
    reserve(&w->payload, MACROBLOCK_BYTES);
    if (w->predicted_picture)
        put_ue(&w->payload, (uint32_t)w->skipped);
    w->skipped = 0;
    w->here->kind = (uint8_t)kind;
    w->touched[w->here - w->macroblocks] = DRAWN;
}

static void skip(Writer *w)
{
    w->skipped++;
}

static void write_inter(Writer *w, Motion expected)
{
    begin_macroblock(w, INTER);
    put_ue(&w->payload, 0); /* P_L0_16x16 */
    put_se(&w->payload, w->here->motion.x - expected.x);
    put_se(&w->payload, w->here->motion.y - expected.y);
    put_pattern(w, PATTERN_INTER);
    write_residual(w);
}

static void write_intra_16(Writer *w)
{
    int kind = 1 + w->mode_16 + 4 * (w->pattern >> 4) + (w->coded_ac ? 12 : 0);
    begin_macroblock(w, INTRA_16);
    put_ue(&w->payload, (uint32_t)(kind + (w->predicted_picture ? 5 : 0)));
    put_ue(&w->payload, (uint32_t)w->mode_chroma);
    put_quality(w);
    write_luma_dc(w);
    for (int b = 0; b < 16 && w->coded_ac; b++)
        write_luma_block(w, b, 1);
    write_chroma(w);
}

/* Clause 8.3.1.1: the mode that a 4x4 block's neighbours lead to expect. */
static int expected_mode(const Writer *w, int x, int y)
{
    const Macroblock *left = x ? w->here : neighbour(w, LEFT);
    const Macroblock *top = y ? w->here : neighbour(w, TOP);
    if (!left || !top)
        return MEAN;
    int before = x || left->kind == INTRA_4 ? left->modes[4 * y + (x ? x - 1 : 3)] : MEAN;
    int above = y || top->kind == INTRA_4 ? top->modes[y ? 4 * y - 4 + x : 12 + x] : MEAN;
    return before < above ? before : above;
}

static void write_intra_4(Writer *w)
{
    begin_macroblock(w, INTRA_4);
    put_ue(&w->payload, w->predicted_picture ? 5 : 0);
    for (int b = 0; b < 16; b++) {
        int x = BLOCK_X[b], y = BLOCK_Y[b];
        int mode = w->here->modes[4 * y + x], expected = expected_mode(w, x, y);
        if (mode == expected)
            put(&w->payload, 1, 1);
        else
            put(&w->payload, 4, (uint32_t)(mode < expected ? mode : mode - 1));
    }
    put_ue(&w->payload, (uint32_t)w->mode_chroma);
    put_pattern(w, PATTERN_INTRA);
    write_residual(w);
}

#endif
