/* What a prediction leaves over: levels, the picture that a decoder makes of them, and their bits. */
#ifndef H264_RESIDUAL_H
#define H264_RESIDUAL_H

#include "h264_cavlc.h"
#include "h264_writer.h"

static void copy_block(uint8_t *to, int stride, const uint8_t *from, int size)
{
    for (int y = 0; y < size; y++)
        memcpy(to + y * stride, from + y * size, (size_t)size);
}

static void copy_macroblock(const Writer *w, uint8_t *const source[3], uint8_t *const target[3])
{
    for (int plane = 0; plane < 3; plane++) {
        int stride = w->stride[plane], size = plane == LUMA ? 16 : 8;
        const uint8_t *from = place_in(w, source, plane);
        uint8_t *to = place_in(w, target, plane);
        for (int y = 0; y < size; y++)
            memcpy(to + y * stride, from + y * stride, plane == LUMA ? 16 : 8);
    }
}

/* Chroma of any prediction; sets `pattern`'s upper bits and draws the result. */
static void encode_chroma(Writer *w, const Quantiser *quantiser)
{
    int any_dc = 0, any_ac = 0;
    for (int c = 0; c < 2; c++) {
        int differ = sad_8(w->meant_chroma[c], 8, w->predicted_chroma[c], 8);
        if (differ <= quantiser->negligible) {
            memset(w->chroma_dc[c], 0, sizeof w->chroma_dc[c]);
            memset(w->chroma_levels[c], 0, sizeof w->chroma_levels[c]);
            continue;
        }
        for (int b = 0; b < 4; b++) {
            int at = 32 * (b >> 1) + 4 * (b & 1);
            int16_t *levels = w->chroma_levels[c][b];
            transform(w->meant_chroma[c] + at, 8, w->predicted_chroma[c] + at, 8, levels);
            w->chroma_dc[c][b] = levels[0];
            any_ac |= quantise_block(levels, quantiser, 1);
        }
        any_dc |= quantise_chroma_dc(w->chroma_dc[c], quantiser);
    }
    for (int c = 0; c < 2; c++) {
        uint8_t *out = place_in(w, w->current, BLUE + c);
        int dc[4], stride = w->stride[BLUE];
        if (!any_ac && !any_dc) {
            copy_block(out, stride, w->predicted_chroma[c], 8);
            continue;
        }
        scale_chroma_dc(w->chroma_dc[c], quantiser, dc);
        for (int b = 0; b < 4; b++) {
            int at = 32 * (b >> 1) + 4 * (b & 1);
            reconstruct_with(dc[b], w->chroma_levels[c][b], quantiser,
                             w->predicted_chroma[c] + at, 8,
                             out + 4 * (b >> 1) * stride + 4 * (b & 1), stride);
        }
    }
    w->pattern |= any_ac ? 32 : any_dc ? 16 : 0;
}

/* How dear the levels of a block are: a few lone ones are not worth their bits. */
static int worth(const int16_t levels[16])
{
    static const uint8_t BY_RUN[16] = {3, 2, 2, 1, 1, 1};
    int score = 0, run = 0;
    for (int i = 0; i < 16; i++) {
        int level = levels[ZIGZAG[i]];
        if (level > 1 || level < -1)
            return 9;
        if (level) {
            score += BY_RUN[run];
            run = 0;
        } else {
            run++;
        }
    }
    return score;
}

/* Luma of a prediction from the picture before; sets `pattern`'s lower bits. */
static void encode_inter_luma(Writer *w)
{
    const Quantiser *quantiser = &w->quality->inter_luma;
    int total = 0, any[16] = {0};
    for (int quarter = 0; quarter < 4; quarter++) {
        int score = 0, corner = 128 * (quarter >> 1) + 8 * (quarter & 1);
        if (sad_8(w->meant + corner, 16, w->predicted + corner, 16) <= quantiser->negligible)
            continue;
        for (int b = 4 * quarter; b < 4 * quarter + 4; b++) {
            int at = 64 * BLOCK_Y[b] + 4 * BLOCK_X[b];
            transform(w->meant + at, 16, w->predicted + at, 16, w->levels[b]);
            any[b] = quantise_block(w->levels[b], quantiser, 0);
            score += any[b] ? worth(w->levels[b]) : 0;
        }
        if (score < 5)
            memset(any + 4 * quarter, 0, 4 * sizeof *any);
        else
            w->pattern |= 1 << quarter;
        total += score < 5 ? 0 : score;
    }
    if (total < 6) {
        memset(any, 0, sizeof any);
        w->pattern &= ~15;
    }
    uint8_t *out = place_in(w, w->current, LUMA);
    int stride = w->stride[LUMA];
    copy_block(out, stride, w->predicted, 16);
    for (int b = 0; b < 16; b++) {
        uint8_t *at = out + 4 * BLOCK_Y[b] * stride + 4 * BLOCK_X[b];
        if (!any[b]) {
            memset(w->levels[b], 0, sizeof w->levels[b]);
            continue;
        }
        reconstruct(w->levels[b], quantiser, at, stride, at, stride);
    }
}

static void encode_intra_16(Writer *w)
{
    const Quantiser *quantiser = &w->quality->intra_luma;
    uint8_t *out = place_in(w, w->current, LUMA);
    int stride = w->stride[LUMA], dc[16];
    predict_16(out, stride, w->mode_16, w->neighbours, w->predicted);
    w->coded_ac = 0;
    for (int b = 0; b < 16; b++) {
        int at = 64 * BLOCK_Y[b] + 4 * BLOCK_X[b];
        transform(w->meant + at, 16, w->predicted + at, 16, w->levels[b]);
        w->luma_dc[4 * BLOCK_Y[b] + BLOCK_X[b]] = w->levels[b][0];
        w->coded_ac |= quantise_block(w->levels[b], quantiser, 1);
    }
    quantise_luma_dc(w->luma_dc, quantiser);
    scale_luma_dc(w->luma_dc, quantiser, dc);
    for (int b = 0; b < 16; b++) {
        reconstruct_with(dc[4 * BLOCK_Y[b] + BLOCK_X[b]], w->levels[b], quantiser,
                         w->predicted + 64 * BLOCK_Y[b] + 4 * BLOCK_X[b], 16,
                         out + 4 * BLOCK_Y[b] * stride + 4 * BLOCK_X[b], stride);
    }
}

/* nC (clause 9.2.1): what the blocks to the left and above lead to expect. */
static int context(const Writer *w, int first, int width, int x, int y)
{
    const Macroblock *left = x ? w->here : neighbour(w, LEFT);
    const Macroblock *top = y ? w->here : neighbour(w, TOP);
    int before = left ? left->counts[first + y * width + (x ? x - 1 : width - 1)] : 0;
    int above = top ? top->counts[first + (y ? y - 1 : width - 1) * width + x] : 0;
    return left && top ? (before + above + 1) >> 1 : before + above;
}

static void write_luma_block(Writer *w, int b, int first)
{
    Scanned scanned;
    int x = BLOCK_X[b], y = BLOCK_Y[b];
    scan(w->levels[b], first, 16, &scanned);
    put_residual(&w->payload, &scanned, 16 - first, context(w, 0, 4, x, y));
    w->here->counts[4 * y + x] = (uint8_t)scanned.total;
}

static void write_luma_dc(Writer *w)
{
    Scanned scanned;
    int16_t levels[16];
    for (int place = 0; place < 16; place++)
        levels[place] = (int16_t)w->luma_dc[place];
    scan(levels, 0, 16, &scanned);
    put_residual(&w->payload, &scanned, 16, context(w, 0, 4, 0, 0));
}

static void write_chroma(Writer *w)
{
    Scanned scanned;
    if (!(w->pattern >> 4))
        return;
    for (int c = 0; c < 2; c++) {
        scan_chroma_dc(w->chroma_dc[c], &scanned);
        put_residual(&w->payload, &scanned, 4, CHROMA_DC);
    }
    if (!(w->pattern & 32))
        return;
    for (int c = 0; c < 2; c++)
        for (int b = 0; b < 4; b++) {
            int first = 16 + 4 * c, x = b & 1, y = b >> 1;
            scan(w->chroma_levels[c][b], 1, 16, &scanned);
            put_residual(&w->payload, &scanned, 15, context(w, first, 2, x, y));
            w->here->counts[first + b] = (uint8_t)scanned.total;
        }
}

/* Table 9-4 the other way round. */
static void put_pattern(Writer *w, const uint8_t map[48])
{
    uint32_t number = 0;
    while (map[number] != w->pattern)
        number++;
    put_ue(&w->payload, number);
}

/* mb_qp_delta. */
static void put_quality(Writer *w)
{
    put_se(&w->payload, w->quality->qp - w->coded_qp);
    w->coded_qp = w->quality->qp;
}

/* mb_qp_delta, and the levels of all blocks that have any. */
static void write_residual(Writer *w)
{
    if (!w->pattern)
        return;
    put_quality(w);
    for (int b = 0; b < 16; b++)
        if (w->pattern >> (b >> 2) & 1)
            write_luma_block(w, b, 0);
    write_chroma(w);
}

#endif
