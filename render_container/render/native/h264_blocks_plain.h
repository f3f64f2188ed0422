/* The same as in h264_blocks.h, for any processor. */
#ifndef H264_BLOCKS_PLAIN_H
#define H264_BLOCKS_PLAIN_H

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

/* Coefficients into levels, in place, without the DC if asked; whether any is not zero.
 *
 * A coefficient of 9180 times 13107 stays below 2^31.
 */
static inline int quantise_block(int16_t block[16], const Quantiser *quantiser, int without_dc)
{
    int any = 0;
    block[0] = without_dc ? 0 : block[0];
    for (int place = 0; place < 16; place++) {
        int value = block[place];
        uint32_t size = (uint32_t)(value < 0 ? -value : value);
        uint32_t product = size * (uint32_t)quantiser->inverse[place];
        int level = (int)((product + (uint32_t)quantiser->rounding) >> quantiser->shift);
        level = level > LARGEST_LEVEL ? LARGEST_LEVEL : level;
        block[place] = (int16_t)(value < 0 ? -level : level);
        any |= level;
    }
    return any != 0;
}

/* Clause 8.5.12: scaled coefficients onto a prediction. `out` may be the prediction itself. */
static inline void restore(const int32_t scaled[16], const uint8_t *predicted,
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

/* Levels onto a prediction, with a DC that was scaled apart. */
static inline void reconstruct_with(int dc, const int16_t levels[16], const Quantiser *quantiser,
                                    const uint8_t *predicted, int predicted_stride, uint8_t *out,
                                    int stride)
{
    int32_t scaled[16];
    for (int place = 0; place < 16; place++)
        scaled[place] = levels[place] * quantiser->scale[place];
    scaled[0] = dc;
    restore(scaled, predicted, predicted_stride, out, stride);
}

/* Levels onto a prediction, which `out` may be itself. */
static inline void reconstruct(const int16_t levels[16], const Quantiser *quantiser,
                               const uint8_t *predicted, int predicted_stride, uint8_t *out,
                               int stride)
{
    reconstruct_with(levels[0] * quantiser->scale[0], levels, quantiser, predicted,
                     predicted_stride, out, stride);
}

#endif
