/* The 4x4 integer transform, its quantiser and their way back (ITU-T H.264, clause 8.5). */
#ifndef H264_TRANSFORM_H
#define H264_TRANSFORM_H

#include "h264_blocks.h"
#include "h264_tables.h"

/* What the differences of a block may add up to without one coefficient that is not zero.
 *
 * No coefficient exceeds the sum by more than its place's factor: 1, 2 or 4, for which `inverse`
 * makes up except for a factor of 5/3.
 */
static int negligible_sad(const Quantiser *quantiser)
{
    int least = ((1 << quantiser->shift) - quantiser->rounding - 1) / quantiser->inverse[0];
    return 3 * least / 5;
}

static void set_quantiser(Quantiser *quantiser, int qp, int rounding)
{
    quantiser->qp = qp;
    quantiser->shift = 15 + qp / 6;
    quantiser->rounding = (int32_t)(((int64_t)rounding << quantiser->shift) / 64);
    for (int place = 0; place < 16; place++) {
        int x = place & 1, y = place >> 2 & 1;
        int kind = x && y ? 1 : x || y ? 2 : 0;
        quantiser->inverse[place] = (int16_t)INVERSE[qp % 6][kind];
        quantiser->scale[place] = (int16_t)(SCALE[qp % 6][kind] << qp / 6);
    }
    quantiser->negligible = negligible_sad(quantiser);
}

static int chroma_qp(int qp)
{
    return qp < 30 ? qp : CHROMA_QP[qp - 30];
}

static inline int quantised(int value, int inverse, int rounding, int shift)
{
    int size = value < 0 ? -value : value;
    int level = (int)(((int64_t)size * inverse + rounding) >> shift);
    level = level > LARGEST_LEVEL ? LARGEST_LEVEL : level;
    return value < 0 ? -level : level;
}

/* The 4x4 Hadamard transform, which is its own inverse but for a factor of 16. */
static void hadamard4(const int in[16], int out[16])
{
    int rows[16];
    for (int y = 0; y < 4; y++) {
        const int *w = in + 4 * y;
        int a = w[0] + w[1], b = w[0] - w[1], c = w[2] + w[3], d = w[2] - w[3];
        rows[4 * y] = a + c;
        rows[4 * y + 1] = a - c;
        rows[4 * y + 2] = b - d;
        rows[4 * y + 3] = b + d;
    }
    for (int x = 0; x < 4; x++) {
        int a = rows[x] + rows[4 + x], b = rows[x] - rows[4 + x];
        int c = rows[8 + x] + rows[12 + x], d = rows[8 + x] - rows[12 + x];
        out[x] = a + c;
        out[4 + x] = a - c;
        out[8 + x] = b - d;
        out[12 + x] = b + d;
    }
}

/* The luma DC of Intra16x16 (clause 8.5.10), in place: coefficients become levels. */
static int quantise_luma_dc(int dc[16], const Quantiser *quantiser)
{
    int turned[16], any = 0;
    hadamard4(dc, turned);
    for (int place = 0; place < 16; place++) {
        dc[place] = quantised(turned[place] >> 1, quantiser->inverse[0], 2 * quantiser->rounding,
                              quantiser->shift + 1);
        any |= dc[place];
    }
    return any;
}

/* Levels of the luma DC into what stands for each block's DC after scaling. */
static void scale_luma_dc(const int levels[16], const Quantiser *quantiser, int scaled[16])
{
    int turned[16], step = SCALE[quantiser->qp % 6][0], power = quantiser->qp / 6;
    hadamard4(levels, turned);
    for (int place = 0; place < 16; place++)
        scaled[place] = power >= 2 ? (turned[place] * step) * (1 << (power - 2))
                                   : (turned[place] * step + (1 << (1 - power))) >> (2 - power);
}

static inline void hadamard2(const int in[4], int out[4])
{
    out[0] = in[0] + in[1] + in[2] + in[3];
    out[1] = in[0] - in[1] + in[2] - in[3];
    out[2] = in[0] + in[1] - in[2] - in[3];
    out[3] = in[0] - in[1] - in[2] + in[3];
}

/* The DC of one chroma plane (clause 8.5.11), in place: coefficients become levels. */
static int quantise_chroma_dc(int dc[4], const Quantiser *quantiser)
{
    int turned[4], any = 0;
    hadamard2(dc, turned);
    for (int place = 0; place < 4; place++) {
        dc[place] = quantised(turned[place], quantiser->inverse[0], 2 * quantiser->rounding,
                              quantiser->shift + 1);
        any |= dc[place];
    }
    return any;
}

static void scale_chroma_dc(const int levels[4], const Quantiser *quantiser, int scaled[4])
{
    int turned[4];
    hadamard2(levels, turned);
    for (int place = 0; place < 4; place++)
        scaled[place] = turned[place] * quantiser->scale[0] >> 1;
}

#endif
