/* Pictures and the headers they hang on (ITU-T H.264, clauses 7.3.2, 7.3.3 and Annex E). */
#ifndef H264_PICTURE_H
#define H264_PICTURE_H

#include <math.h>

#include "h264_macroblock.h"

enum { SLICE = 0x41, KEY_SLICE = 0x65, SEQUENCE = 0x67, PICTURE = 0x68 };

#define FRAME_NUMBER_BITS 16
#define BASE_QP 26
#define REFINED_SHARE 160 /* of a picture, at most */
#define REFINING 8 /* times as much work as to find nothing to refine */
#define BASELINE 66
#define CONSTRAINED 0xC0
#define BT_709 1

static int level(const Writer *w)
{
    uint32_t size = (uint32_t)(w->columns * w->rows), rate = size * (uint32_t)w->fps;
    int last = (int)(sizeof LEVELS / sizeof *LEVELS) - 1;
    for (int i = 0; i < last; i++)
        if (rate <= LEVELS[i][1] && size <= LEVELS[i][2])
            return (int)LEVELS[i][0];
    return (int)LEVELS[last][0];
}

/* Annex E: BT.709 in limited range, a constant rate, pictures shown in the order they come. */
static void put_usability(Bits *bits, const Writer *w)
{
    put(bits, 2, 0); /* no aspect ratio, no overscan */
    put(bits, 1, 1);
    put(bits, 3, 5); /* video_format: unspecified */
    put(bits, 1, 0);
    put(bits, 1, 1);
    for (int i = 0; i < 3; i++)
        put(bits, 8, BT_709);
    put(bits, 1, 0); /* chroma lies where it lies in MPEG-2 */
    put(bits, 1, 1);
    put(bits, 32, 1);
    put(bits, 32, 2 * (uint32_t)w->fps);
    put(bits, 1, 1);
    put(bits, 3, 0); /* no decoder model, no picture structures */
    put(bits, 1, 1);
    put(bits, 1, 1);
    put_ue(bits, 0);
    put_ue(bits, 0);
    put_ue(bits, 13);
    put_ue(bits, 11);
    put_ue(bits, 0); /* max_num_reorder_frames */
    put_ue(bits, 1); /* max_dec_frame_buffering */
}

static void write_headers(Writer *w)
{
    Bits *bits = &w->payload;
    int right = (16 * w->columns - w->width) / 2, bottom = (16 * w->rows - w->height) / 2;
    clear_bits(&w->stream);
    clear_bits(bits);
    reserve(bits, MACROBLOCK_BYTES);
    put(bits, 8, BASELINE);
    put(bits, 8, CONSTRAINED);
    put(bits, 8, (uint32_t)level(w));
    put_ue(bits, 0);
    put_ue(bits, FRAME_NUMBER_BITS - 4);
    put_ue(bits, 2); /* pic_order_cnt_type */
    put_ue(bits, 1); /* max_num_ref_frames */
    put(bits, 1, 0);
    put_ue(bits, (uint32_t)w->columns - 1);
    put_ue(bits, (uint32_t)w->rows - 1);
    put(bits, 2, 3); /* frames, and what is inferred for direct prediction */
    put(bits, 1, right || bottom);
    if (right || bottom) {
        put_ue(bits, 0);
        put_ue(bits, (uint32_t)right);
        put_ue(bits, 0);
        put_ue(bits, (uint32_t)bottom);
    }
    put(bits, 1, 1);
    put_usability(bits, w);
    finish_bits(bits);
    put_nal(&w->stream, SEQUENCE, bits);
    clear_bits(bits);
    put_ue(bits, 0);
    put_ue(bits, 0);
    put(bits, 2, 0); /* CAVLC */
    put_ue(bits, 0);
    put_ue(bits, 0);
    put_ue(bits, 0);
    put(bits, 3, 0);
    put_se(bits, BASE_QP - 26);
    put_se(bits, 0);
    put_se(bits, 0);
    put(bits, 3, 4); /* deblocking is decided per slice */
    finish_bits(bits);
    put_nal(&w->stream, PICTURE, bits);
}

/* Clause 7.3.3. */
static void put_slice_header(Writer *w, int key, int qp)
{
    Bits *bits = &w->payload;
    clear_bits(&w->stream);
    clear_bits(bits);
    reserve(bits, MACROBLOCK_BYTES);
    put_ue(bits, 0);
    put_ue(bits, key ? 7 : 5);
    put_ue(bits, 0);
    put(bits, FRAME_NUMBER_BITS, w->frame_number & ((1 << FRAME_NUMBER_BITS) - 1));
    if (key) {
        put_ue(bits, w->key_number++ & 1);
        put(bits, 2, 0);
    } else {
        put(bits, 3, 0); /* one reference, in its place; no marking */
    }
    put_se(bits, qp - BASE_QP);
    w->coded_qp = qp;
    put_ue(bits, 1); /* leave block edges alone */
}

static void finish_slice(Writer *w, int key)
{
    reserve(&w->payload, MACROBLOCK_BYTES);
    if (w->skipped)
        put_ue(&w->payload, (uint32_t)w->skipped);
    finish_bits(&w->payload);
    put_nal(&w->stream, key ? KEY_SLICE : SLICE, &w->payload);
    w->frame_number++;
}

static void set_quality(Quality *quality, int qp)
{
    int lambda = (int)(pow(2.0, (qp - 12) / 6.0) + 0.5);
    quality->qp = qp;
    quality->lambda = lambda < 1 ? 1 : lambda;
    set_quantiser(&quality->intra_luma, qp, 21);
    set_quantiser(&quality->inter_luma, qp, 11);
    set_quantiser(&quality->intra_chroma, chroma_qp(qp), 21);
    set_quantiser(&quality->inter_chroma, chroma_qp(qp), 11);
}

/* Whether the macroblock has rested for 0.3 seconds in less detail than it deserves. */
static int to_refine(const Writer *w, int place)
{
    int patience = w->fps < 800 ? (3 * w->fps + 9) / 10 : 240;
    return w->budget > 0 && w->coarse[place] > w->fine.qp && w->rested[place] >= patience;
}

/* Remember how the macroblock was written, and for how long it stays as it is. */
static void note_quality(Writer *w, int place)
{
    int drawn = w->touched[place] == DRAWN, refined = w->quality == &w->fine;
    if (drawn || refined || !w->refines) {
        w->rested[place] = refined ? w->rested[place] : 0;
        w->coarse[place] = (uint8_t)w->quality->qp;
    } else if (w->coarse[place] < w->usual.qp &&
               w->differs > w->fine.inter_chroma.negligible) {
        w->rested[place] = 0;
        w->coarse[place] = (uint8_t)w->usual.qp;
    } else {
        w->rested[place] += w->rested[place] < 255;
    }
}

static void write_macroblock(Writer *w, int place, int key)
{
    int refine = !key && to_refine(w, place);
    step_to(w, place % w->columns, place / w->columns);
    w->quality = refine ? &w->fine : &w->usual;
    if (key) {
        encode_intra(w);
    } else if (w->touched[place] || refine) {
        encode_changed(w);
    } else {
        w->rested[place] += w->rested[place] < 255;
        repeat_macroblock(w);
        return;
    }
    note_quality(w, place);
    if (refine)
        w->budget -= w->touched[place] == DRAWN ? REFINING : 1;
}

/* What was drawn is the picture before, from now on. */
static void swap_pictures(Writer *w)
{
    for (int i = 0; i < w->columns * w->rows; i++)
        w->stale[i] = w->touched[i] == DRAWN;
    for (int plane = 0; plane < 3; plane++) {
        uint8_t *drawn = w->current[plane];
        w->current[plane] = w->before[plane];
        w->before[plane] = drawn;
    }
}

/* Write the touched macroblocks of a picture, or all of a key picture, into `stream`.
 *
 * A few of those that have rested are written once more, where `fine` is less than `qp`.
 */
static void write_picture(Writer *w, int key, int qp, int fine)
{
    int count = w->columns * w->rows;
    if (key)
        w->frame_number = 0;
    w->refines = fine >= 0 && fine < qp;
    w->budget = w->refines ? REFINING * (count / REFINED_SHARE + 1) : 0;
    set_quality(&w->usual, qp);
    set_quality(&w->fine, w->refines ? fine : qp);
    w->predicted_picture = !key;
    w->skipped = 0;
    put_slice_header(w, key, qp);
    for (int i = 0; i < count; i++)
        w->earlier[i] = w->macroblocks[i].kind == INTER ? w->macroblocks[i].motion : STILL;
    memset(w->macroblocks, 0, (size_t)count * sizeof *w->macroblocks);
    for (int i = 0; i < count && !w->payload.failed; i++)
        write_macroblock(w, i, key);
    finish_slice(w, key);
    swap_pictures(w);
    w->started = 1;
}

/* Write a picture that equals the one before. */
static void write_repeat(Writer *w)
{
    put_slice_header(w, 0, BASE_QP);
    w->skipped = w->columns * w->rows;
    finish_slice(w, 0);
}

#endif
