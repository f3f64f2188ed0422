/* One macroblock: how it is best predicted, and its syntax (ITU-T H.264, clause 7.3.5). */
#ifndef H264_MACROBLOCK_H
#define H264_MACROBLOCK_H

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

/* Which samples around a 4x4 block are decoded before it (clause 6.4.11.4). */
static int neighbours_4(const Writer *w, int x, int y)
{
    static const uint8_t DECODED_RIGHT[4] = {0, 5, 7, 5}; /* by row, one bit per column */
    int right = y ? DECODED_RIGHT[y] >> x & 1 : w->neighbours & (x < 3 ? TOP : TOP_RIGHT);
    int corner = x && y ? 1 : w->neighbours & (x ? TOP : y ? LEFT : TOP_LEFT);
    return (x || w->neighbours & LEFT ? LEFT : 0) | (y || w->neighbours & TOP ? TOP : 0) |
           (right ? TOP_RIGHT : 0) | (corner ? TOP_LEFT : 0);
}

/* Which mode fits best, and how much it differs from what is meant. A mode that is not expected
 * costs three bits more, so that most need no look. */
static int choose_mode_4(Writer *w, int expected, Sixteen meant, Around *around,
                         Sixteen *predicted, int *mode_found)
{
    if (expected > MEAN)
        average_around(around);
    *predicted = predict_4(around, expected);
    *mode_found = expected;
    int found = sad_sixteen(meant, *predicted), least = found + w->quality->lambda;
    if (found < 3 * w->quality->lambda)
        return found;
    if (expected <= MEAN)
        average_around(around);
    for (int mode = 0; mode <= HORIZONTAL_UP; mode++) {
        if (mode == expected || !possible_4(mode, around->neighbours))
            continue;
        Sixteen tried = predict_4(around, mode);
        int differ = sad_sixteen(meant, tried), cost = differ + 4 * w->quality->lambda;
        if (cost < least || (cost == least && mode < *mode_found)) {
            least = cost;
            found = differ;
            *mode_found = mode;
            *predicted = tried;
        }
    }
    return found;
}

/* Try 4x4 blocks, drawing them; answer their cost, or give up where it exceeds the limit. */
static int encode_intra_4(Writer *w, int limit)
{
    int cost = w->quality->lambda * 4, stride = w->stride[LUMA];
    uint8_t *out = place_in(w, w->current, LUMA);
    w->pattern = 0;
    for (int b = 0; b < 16; b++) {
        int x = BLOCK_X[b], y = BLOCK_Y[b], mode, expected = expected_mode(w, x, y);
        const uint8_t *from = w->meant + 64 * y + 4 * x;
        uint8_t *at = out + 4 * y * stride + 4 * x, predicted[16];
        Around around;
        Sixteen best;
        look_around(at, stride, neighbours_4(w, x, y), &around);
        int differ = choose_mode_4(w, expected, sixteen_at(from, 16), &around, &best, &mode);
        w->here->modes[4 * y + x] = (int8_t)mode;
        cost += differ + w->quality->lambda * (mode == expected ? 1 : 4);
        if (cost >= limit)
            return cost;
        memcpy(predicted, &best, 16);
        if (differ <= w->quality->intra_luma.negligible) {
            memset(w->levels[b], 0, sizeof w->levels[b]);
            for (int row = 0; row < 4; row++)
                memcpy(at + row * stride, predicted + 4 * row, 4);
            continue;
        }
        transform(from, 16, predicted, 4, w->levels[b]);
        if (quantise_block(w->levels[b], &w->quality->intra_luma, 0))
            w->pattern |= 1 << (b >> 2);
        reconstruct(w->levels[b], &w->quality->intra_luma, predicted, 4, at, stride);
    }
    return cost;
}

static int choose_mode_16(Writer *w)
{
    const uint8_t *at = place_in(w, w->current, LUMA);
    int least = 1 << 30;
    for (int mode = 0; mode <= PLANE; mode++) {
        int bits = w->quality->lambda * ue_length((uint32_t)mode);
        if (bits >= least || !possible_16(mode, w->neighbours))
            continue;
        predict_16(at, w->stride[LUMA], mode, w->neighbours, w->predicted);
        int cost = sad_16(w->meant, 16, w->predicted, 16) + bits;
        if (cost < least) {
            least = cost;
            w->mode_16 = mode;
        }
    }
    return least;
}

static void choose_mode_chroma(Writer *w)
{
    int least = 1 << 30;
    uint8_t tried[2][64];
    for (int mode = 0; mode <= CHROMA_PLANE; mode++) {
        int cost = w->quality->lambda * ue_length((uint32_t)mode);
        if (cost >= least || !possible_chroma(mode, w->neighbours))
            continue;
        for (int c = 0; c < 2; c++) {
            predict_chroma(place_in(w, w->current, BLUE + c), w->stride[BLUE], mode, w->neighbours,
                           tried[c]);
            cost += sad_8(w->meant_chroma[c], 8, tried[c], 8);
        }
        if (cost < least) {
            least = cost;
            w->mode_chroma = mode;
            memcpy(w->predicted_chroma, tried, sizeof tried);
        }
    }
}

/* An intra macroblock, unless it would cost more than the limit; whether it was written. */
static int try_intra(Writer *w, int limit)
{
    int whole = choose_mode_16(w), best = whole < limit ? whole : limit;
    w->here->kind = INTRA_4;
    int small = whole < 16 * w->quality->lambda ? 1 << 30 : encode_intra_4(w, best);
    if (whole >= limit && small >= limit)
        return 0;
    choose_mode_chroma(w);
    if (small < whole) {
        encode_chroma(w, &w->quality->intra_chroma);
        write_intra_4(w);
    } else {
        w->pattern = 0;
        encode_intra_16(w);
        encode_chroma(w, &w->quality->intra_chroma);
        write_intra_16(w);
    }
    return 1;
}

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
