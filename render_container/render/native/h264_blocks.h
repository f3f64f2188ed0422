/* What is done to every block of 4x4 or 8x8 samples, eight at a time where the processor can. */
#ifndef H264_BLOCKS_H
#define H264_BLOCKS_H

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The profile allows no level_prefix above 15 (clause 9.2.2.1); larger levels cannot be written. */
#define LARGEST_LEVEL 2063

/* One QP's factors, by raster place in the block. `rounding` is a fraction of 64 of a step. */
typedef struct {
    int16_t inverse[16], scale[16];
    int32_t rounding;
    int qp, shift;
    int negligible; /* a SAD that leaves no level, of a block or of four chroma blocks */
} Quantiser;

static inline uint8_t clipped(int value)
{
    return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

#ifdef __SSE2__

static inline __m128i four_samples(const uint8_t *from)
{
    int32_t word;
    memcpy(&word, from, 4);
    return _mm_cvtsi32_si128(word);
}

static inline void put_four(uint8_t *to, __m128i samples)
{
    int32_t word = _mm_cvtsi128_si32(samples);
    memcpy(to, &word, 4);
}

/* Two rows of four samples, widened. */
static inline __m128i two_rows(const uint8_t *from, int stride)
{
    return _mm_unpacklo_epi8(_mm_unpacklo_epi32(four_samples(from), four_samples(from + stride)),
                             _mm_setzero_si128());
}

/* Rows 0 and 1, rows 2 and 3 of a 4x4 block into its columns. */
static inline void transpose(__m128i *upper, __m128i *lower)
{
    __m128i even = _mm_unpacklo_epi16(*upper, *lower), odd = _mm_unpackhi_epi16(*upper, *lower);
    *upper = _mm_unpacklo_epi16(even, odd);
    *lower = _mm_unpackhi_epi16(even, odd);
}

static inline void transform_columns(__m128i *upper, __m128i *lower)
{
    const __m128i second = _mm_set_epi32(-1, -1, 0, 0);
    __m128i turned = _mm_shuffle_epi32(*lower, 0x4E);
    __m128i sum = _mm_add_epi16(*upper, turned), skew = _mm_sub_epi16(*upper, turned);
    __m128i outer = _mm_unpacklo_epi64(sum, skew), inner = _mm_unpackhi_epi64(sum, skew);
    *upper = _mm_add_epi16(_mm_add_epi16(outer, inner), _mm_and_si128(outer, second));
    *lower = _mm_sub_epi16(_mm_sub_epi16(outer, inner), _mm_and_si128(inner, second));
}

/* The difference of two 4x4 blocks, transformed. */
static inline void transform(const uint8_t *source, int source_stride, const uint8_t *predicted,
                             int predicted_stride, int16_t out[16])
{
    __m128i upper = _mm_sub_epi16(two_rows(source, source_stride),
                                  two_rows(predicted, predicted_stride));
    __m128i lower = _mm_sub_epi16(
        two_rows(source + 2 * source_stride, source_stride),
        two_rows(predicted + 2 * predicted_stride, predicted_stride));
    transform_columns(&upper, &lower);
    transpose(&upper, &lower);
    transform_columns(&upper, &lower);
    transpose(&upper, &lower);
    _mm_storeu_si128((__m128i *)out, upper);
    _mm_storeu_si128((__m128i *)(out + 8), lower);
}

static inline __m128i quantise_eight(__m128i values, const int16_t *inverse, __m128i rounding,
                                     __m128i shift)
{
    __m128i factor = _mm_loadu_si128((const __m128i *)inverse);
    __m128i sign = _mm_srai_epi16(values, 15);
    __m128i size = _mm_sub_epi16(_mm_xor_si128(values, sign), sign);
    __m128i low = _mm_mullo_epi16(size, factor), high = _mm_mulhi_epu16(size, factor);
    __m128i first = _mm_add_epi32(_mm_unpacklo_epi16(low, high), rounding);
    __m128i last = _mm_add_epi32(_mm_unpackhi_epi16(low, high), rounding);
    __m128i level = _mm_packs_epi32(_mm_srl_epi32(first, shift), _mm_srl_epi32(last, shift));
    level = _mm_min_epi16(level, _mm_set1_epi16(LARGEST_LEVEL));
    return _mm_sub_epi16(_mm_xor_si128(level, sign), sign);
}

/* Coefficients into levels, in place, without the DC if asked; whether any is not zero. */
static inline int quantise_block(int16_t block[16], const Quantiser *quantiser, int without_dc)
{
    __m128i rounding = _mm_set1_epi32(quantiser->rounding);
    __m128i shift = _mm_cvtsi32_si128(quantiser->shift);
    __m128i upper = _mm_loadu_si128((const __m128i *)block);
    __m128i lower = _mm_loadu_si128((const __m128i *)(block + 8));
    if (without_dc)
        upper = _mm_insert_epi16(upper, 0, 0);
    upper = quantise_eight(upper, quantiser->inverse, rounding, shift);
    lower = quantise_eight(lower, quantiser->inverse + 8, rounding, shift);
    _mm_storeu_si128((__m128i *)block, upper);
    _mm_storeu_si128((__m128i *)(block + 8), lower);
    __m128i none = _mm_cmpeq_epi16(_mm_or_si128(upper, lower), _mm_setzero_si128());
    return _mm_movemask_epi8(none) != 0xFFFF;
}

static inline void restore_rows(__m128i a, __m128i b, __m128i c, __m128i d, __m128i out[4])
{
    __m128i even = _mm_add_epi16(a, c), odd = _mm_sub_epi16(a, c);
    __m128i low = _mm_sub_epi16(_mm_srai_epi16(b, 1), d);
    __m128i high = _mm_add_epi16(b, _mm_srai_epi16(d, 1));
    out[0] = _mm_add_epi16(even, high);
    out[1] = _mm_add_epi16(odd, low);
    out[2] = _mm_sub_epi16(odd, low);
    out[3] = _mm_sub_epi16(even, high);
}

/* Clause 8.5.12 for scaled coefficients, of which a conforming picture has none beyond 16 bits. */
static inline void restore(__m128i upper, __m128i lower, const uint8_t *predicted,
                           int predicted_stride, uint8_t *out, int stride)
{
    __m128i rows[4], half = _mm_set1_epi16(32);
    transpose(&upper, &lower);
    restore_rows(upper, _mm_srli_si128(upper, 8), lower, _mm_srli_si128(lower, 8), rows);
    upper = _mm_unpacklo_epi64(rows[0], rows[1]);
    lower = _mm_unpacklo_epi64(rows[2], rows[3]);
    transpose(&upper, &lower);
    restore_rows(upper, _mm_srli_si128(upper, 8), lower, _mm_srli_si128(lower, 8), rows);
    for (int y = 0; y < 4; y++) {
        __m128i added = _mm_srai_epi16(_mm_add_epi16(rows[y], half), 6);
        __m128i onto = _mm_unpacklo_epi8(four_samples(predicted + y * predicted_stride),
                                         _mm_setzero_si128());
        added = _mm_add_epi16(added, onto);
        put_four(out + y * stride, _mm_packus_epi16(added, added));
    }
}

/* Levels onto a prediction, which `out` may be itself. */
static inline void reconstruct(const int16_t levels[16], const Quantiser *quantiser,
                               const uint8_t *predicted, int predicted_stride, uint8_t *out,
                               int stride)
{
    const __m128i *scale = (const __m128i *)quantiser->scale, *from = (const __m128i *)levels;
    restore(_mm_mullo_epi16(_mm_loadu_si128(from), _mm_loadu_si128(scale)),
            _mm_mullo_epi16(_mm_loadu_si128(from + 1), _mm_loadu_si128(scale + 1)), predicted,
            predicted_stride, out, stride);
}

/* The same with a DC that was scaled apart. */
static inline void reconstruct_with(int dc, const int16_t levels[16], const Quantiser *quantiser,
                                    const uint8_t *predicted, int predicted_stride, uint8_t *out,
                                    int stride)
{
    const __m128i *scale = (const __m128i *)quantiser->scale, *from = (const __m128i *)levels;
    __m128i upper = _mm_mullo_epi16(_mm_loadu_si128(from), _mm_loadu_si128(scale));
    restore(_mm_insert_epi16(upper, dc, 0),
            _mm_mullo_epi16(_mm_loadu_si128(from + 1), _mm_loadu_si128(scale + 1)), predicted,
            predicted_stride, out, stride);
}

#else
#include "h264_blocks_plain.h"
#endif

#endif
