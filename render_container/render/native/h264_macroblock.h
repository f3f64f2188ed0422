/* One macroblock: how it is best predicted. */
#ifndef H264_MACROBLOCK_H
#define H264_MACROBLOCK_H

#include "h264_intra_choice.h"

/* The macroblock as it was, spelled out where skipping would mean another motion. */
static void repeat_macroblock(Writer *w)
{
    size_t place = (size_t)(w->here - w->macroblocks);
    w->here->motion = STILL;
    w->pattern = 0;
    if (w->stale[place])
        copy_macroblock(w, w->before, w->current);
    if (same_motion(skipped_motion(w), STILL))
        skip(w);
    else
        write_inter(w, expected_motion(w));
}

/* Whether all samples are alike, and like those along one edge. */
static inline int continues(const uint8_t *meant, int size, const uint8_t *at, int stride,
                            int vertical)
{
    if (meant[0] != (vertical ? at[-stride] : at[-1]) || meant[0] != meant[size * size - 1])
        return 0;
    if (memcmp(meant, meant + 1, (size_t)(size * size - 1)) != 0)
        return 0;
    if (vertical)
        return memcmp(at - stride, meant, (size_t)size) == 0;
    for (int y = 0; y < size; y++)
        if (at[y * stride - 1] != meant[0])
            return 0;
    return 1;
}

/* A plain macroblock that goes on from its neighbour takes a dozen bits, and leaves no ghosts. */
static int try_plain(Writer *w)
{
    for (int vertical = 0; vertical < 2; vertical++) {
        int plain = w->neighbours & (vertical ? TOP : LEFT) &&
                    continues(w->meant, 16, place_in(w, w->current, LUMA), w->stride[LUMA], vertical);
        for (int c = 0; c < 2 && plain; c++)
            plain = continues(w->meant_chroma[c], 8, place_in(w, w->current, BLUE + c),
                              w->stride[BLUE], vertical);
        if (!plain)
            continue;
        copy_block(place_in(w, w->current, LUMA), w->stride[LUMA], w->meant, 16);
        for (int c = 0; c < 2; c++)
            copy_block(place_in(w, w->current, BLUE + c), w->stride[BLUE], w->meant_chroma[c], 8);
        w->mode_16 = vertical ? VERTICAL : HORIZONTAL;
        w->mode_chroma = vertical ? CHROMA_VERTICAL : CHROMA_HORIZONTAL;
        w->pattern = w->coded_ac = 0;
        memset(w->luma_dc, 0, sizeof w->luma_dc);
        write_intra_16(w);
        return 1;
    }
    return 0;
}

/* Predict the macroblock from where it would have been; answer how much that differs. */
static int predict_inter(Writer *w, Motion motion)
{
    predict_moved(place_in(w, w->before, LUMA), w->stride[LUMA], motion, w->predicted);
    int differ = sad_16(w->meant, 16, w->predicted, 16);
    for (int c = 0; c < 2; c++) {
        predict_moved_chroma(place_in(w, w->before, BLUE + c), w->stride[BLUE], motion,
                             w->predicted_chroma[c]);
        differ += sad_8(w->meant_chroma[c], 8, w->predicted_chroma[c], 8);
    }
    return differ;
}

static void encode_inter(Writer *w, Motion motion, Motion expected)
{
    w->here->kind = INTER;
    w->here->motion = motion;
    w->pattern = 0;
    predict_inter(w, motion);
    encode_inter_luma(w);
    encode_chroma(w, &w->quality->inter_chroma);
    w->touched[w->here - w->macroblocks] = DRAWN;
    if (!w->pattern && same_motion(motion, skipped_motion(w)))
        skip(w);
    else
        write_inter(w, expected);
}

/* What was predicted last is what the picture shows, and what a decoder expects. */
static void skip_moved(Writer *w, Motion motion)
{
    w->here->motion = motion;
    w->touched[w->here - w->macroblocks] = DRAWN;
    copy_block(place_in(w, w->current, LUMA), w->stride[LUMA], w->predicted, 16);
    for (int c = 0; c < 2; c++)
        copy_block(place_in(w, w->current, BLUE + c), w->stride[BLUE], w->predicted_chroma[c], 8);
    skip(w);
}

/* Take the macroblock from the picture before if hardly anything differs; whether it was done.
 * `moved` and `still` are what differs with the motion of skipped macroblocks, and without. */
static int try_same(Writer *w, Motion skipped, int moved, int still, int limit)
{
    if (moved <= limit) {
        skip_moved(w, skipped);
        return 1;
    }
    if (still > limit)
        return 0;
    repeat_macroblock(w);
    return 1;
}

static void encode_changed(Writer *w)
{
    load_macroblock(w);
    int still = sad_16(w->meant, 16, place_in(w, w->before, LUMA), w->stride[LUMA]);
    int all = still, moved = 1 << 30;
    for (int c = 0; c < 2; c++)
        all += sad_8(w->meant_chroma[c], 8, place_in(w, w->before, BLUE + c), w->stride[BLUE]);
    Motion skipped = skipped_motion(w);
    if (!same_motion(skipped, STILL) && possible_motion(w, skipped))
        moved = predict_inter(w, skipped);
    w->differs = all;
    if (try_same(w, skipped, moved, all, 0) || try_plain(w) ||
        try_same(w, skipped, moved, all, w->quality->inter_chroma.negligible))
        return;
    Motion expected = expected_motion(w);
    Found found = {STILL, still + w->quality->lambda * motion_bits(STILL, expected)};
    if (still > 32 * w->quality->lambda)
        found = find_motion(w, expected, still);
    if (found.cost <= 32 * w->quality->lambda || !try_intra(w, found.cost))
        encode_inter(w, found.motion, expected);
}

static void encode_intra(Writer *w)
{
    load_macroblock(w);
    try_intra(w, 1 << 29);
}

#endif
