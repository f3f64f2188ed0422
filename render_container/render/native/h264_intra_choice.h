/* Which prediction from the same picture fits a macroblock best. */
#ifndef H264_INTRA_CHOICE_H
#define H264_INTRA_CHOICE_H

#include "h264_syntax.h"

#define SMALL_BLOCKS 56 /* bits, below which 4x4 blocks hardly ever cost less: they need 20 */

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
    int small = 1 << 30;
    if (best >= SMALL_BLOCKS * w->quality->lambda)
        small = encode_intra_4(w, best);
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

#endif
