/* The 4x4 integer transform, its quantiser and their way back (ITU-T H.264, clause 8.5). */
#ifndef H264_TRANSFORM_H
#define H264_TRANSFORM_H

#include <stdint.h>
#include <string.h>

#include "h264_tables.h"

/* The profile allows no level_prefix above 15 (clause 9.2.2.1); larger levels cannot be written. */
#define LARGEST_LEVEL 2063

/* One QP's factors, by raster place in the block. `rounding` is a fraction of 64 of a step. */
typedef struct {
    int qp, shift;
    int32_t inverse[16], scale[16];
    int32_t rounding;
} Quantiser;

static void set_quantiser(Quantiser *quantiser, int qp, int rounding)
{
    quantiser->qp = qp;
    quantiser->shift = 15 + qp / 6;
    quantiser->rounding = (int32_t)(((int64_t)rounding << quantiser->shift) / 64);
    for (int place = 0; place < 16; place++) {
        int x = place & 1, y = place >> 2 & 1;
        int kind = x && y ? 1 : x || y ? 2 : 0;
        quantiser->inverse[place] = INVERSE[qp % 6][kind];
        quantiser->scale[place] = SCALE[qp % 6][kind] << qp / 6;
    }
}

/* What the differences of a block may add up to without one coefficient that is not zero.
 *
 * No coefficient exceeds the sum by more than its place's factor: 1, 2 or 4, for which `inverse`
 * makes up except for a factor of 8/5.
 */
static int negligible_sad(const Quantiser *quantiser)
{
    int least = ((1 << quantiser->shift) - quantiser->rounding - 1) / quantiser->inverse[0];
    return 5 * least / 8;
}

static int chroma_qp(int qp)
{
    return qp < 30 ? qp : CHROMA_QP[qp - 30];
}

/* The difference of two 4x4 blocks, transformed. */
static inline void transform(const uint8_t *source, int source_stride, const uint8_t *predicted,
                             int predicted_stride, int16_t out[16])
{
    int rows[16];
    for (int y = 0; y < 4; y++) {
        const uint8_t *s = source + y * source_stride, *p = predicted + y * predicted_stride;
        int a = s[0] - p[0], b = s[1] - p[1], c = s[2] - p[2], d = s[3] - p[3];
        int sum = a + d, inner = b + c, skew = b - c, outer = a - d;
        rows[4 * y] = sum + inner;
        rows[4 * y + 1] = 2 * outer + skew;
        rows[4 * y + 2] = sum - inner;
        rows[4 * y + 3] = outer - 2 * skew;
    }
    for (int x = 0; x < 4; x++) {
        int a = rows[x], b = rows[4 + x], c = rows[8 + x], d = rows[12 + x];
        int sum = a + d, inner = b + c, skew = b - c, outer = a - d;
        out[x] = (int16_t)(sum + inner);
        out[4 + x] = (int16_t)(2 * outer + skew);
        out[8 + x] = (int16_t)(sum - inner);
        out[12 + x] = (int16_t)(outer - 2 * skew);
    }
}

static inline int quantised(int value, int inverse, int rounding, int shift)
{
    int size = value < 0 ? -value : value;
    int level = (int)(((int64_t)size * inverse + rounding) >> shift);
    level = level > LARGEST_LEVEL ? LARGEST_LEVEL : level;
    return value < 0 ? -level : level;
}

/* Coefficients into levels, in place. A coefficient of 9180 times 13107 stays below 2^31. */
static inline int quantise(int16_t block[16], const Quantiser *quantiser)
{
    int any = 0;
    for (int place = 0; place < 16; place++) {
        int value = block[place];
        uint32_t size = (uint32_t)(value < 0 ? -value : value);
        uint32_t product = size * (uint32_t)quantiser->inverse[place];
        int level = (int)((product + (uint32_t)quantiser->rounding) >> quantiser->shift);
        level = level > LARGEST_LEVEL ? LARGEST_LEVEL : level;
        block[place] = (int16_t)(value < 0 ? -level : level);
        any |= level;
    }
    return any;
}

static inline uint8_t clipped(int value)
{
    return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

/* Clause 8.5.12: scaled coefficients onto a prediction. `out` may be the prediction itself. */
static inline void reconstruct(const int32_t scaled[16], const uint8_t *predicted,
                               int predicted_stride, uint8_t *out, int stride)
{
    int rows[16];
    for (int y = 0; y < 4; y++) {
        const int32_t *w = scaled + 4 * y;
        int even = w[0] + w[2], odd = w[0] - w[2];
        int low = (w[1] >> 1) - w[3], high = w[1] + (w[3] >> 1);
        rows[4 * y] = even + high;
        rows[4 * y + 1] = odd + low;
        rows[4 * y + 2] = odd - low;
        rows[4 * y + 3] = even - high;
    }
    for (int x = 0; x < 4; x++) {
        int a = rows[x], b = rows[4 + x], c = rows[8 + x], d = rows[12 + x];
        int even = a + c, odd = a - c, low = (b >> 1) - d, high = b + (d >> 1);
        const uint8_t *p = predicted + x;
        uint8_t *o = out + x;
        o[0] = clipped(p[0] + ((even + high + 32) >> 6));
        o[stride] = clipped(p[predicted_stride] + ((odd + low + 32) >> 6));
        o[2 * stride] = clipped(p[2 * predicted_stride] + ((odd - low + 32) >> 6));
        o[3 * stride] = clipped(p[3 * predicted_stride] + ((even - high + 32) >> 6));
    }
}

static inline void dequantise(const int16_t levels[16], const Quantiser *quantiser,
                              int32_t scaled[16])
{
    for (int place = 0; place < 16; place++)
        scaled[place] = levels[place] * quantiser->scale[place];
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
