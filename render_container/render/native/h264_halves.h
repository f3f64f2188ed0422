/* Half samples of a macroblock by a filter of six taps (ITU-T H.264, clause 8.4.2.2.1). */
#ifndef H264_HALVES_H
#define H264_HALVES_H

#include <stdint.h>

#include "h264_blocks.h"

#ifdef __SSE2__

static inline __m128i eight_samples(const uint8_t *from)
{
    return _mm_unpacklo_epi8(_mm_loadl_epi64((const __m128i *)from), _mm_setzero_si128());
}

static inline __m128i six_taps(__m128i outer, __m128i inner, __m128i middle)
{
    __m128i four = _mm_sub_epi16(_mm_slli_epi16(middle, 2), inner);
    return _mm_add_epi16(outer, _mm_add_epi16(four, _mm_slli_epi16(four, 2)));
}

/* Eight sums of six samples that are `step` apart, the third of them at `at`. */
static inline __m128i six_sums(const uint8_t *at, int step)
{
    __m128i outer = _mm_add_epi16(eight_samples(at - 2 * step), eight_samples(at + 3 * step));
    __m128i inner = _mm_add_epi16(eight_samples(at - step), eight_samples(at + 2 * step));
    __m128i middle = _mm_add_epi16(eight_samples(at), eight_samples(at + step));
    return six_taps(outer, inner, middle);
}

static inline __m128i rounded_five(__m128i sums)
{
    return _mm_srai_epi16(_mm_add_epi16(sums, _mm_set1_epi16(16)), 5);
}

static void half_across(const uint8_t *at, int stride, uint8_t out[256])
{
    for (int y = 0; y < 16; y++, at += stride)
        _mm_storeu_si128((__m128i *)(out + 16 * y),
                         _mm_packus_epi16(rounded_five(six_sums(at, 1)),
                                          rounded_five(six_sums(at + 8, 1))));
}

static inline void half_down_eight(const uint8_t *at, int stride, uint8_t *out)
{
    __m128i a = eight_samples(at - 2 * stride), b = eight_samples(at - stride);
    __m128i c = eight_samples(at), d = eight_samples(at + stride);
    __m128i e = eight_samples(at + 2 * stride);
    at += 3 * stride;
    for (int y = 0; y < 16; y++, at += stride) {
        __m128i f = eight_samples(at);
        __m128i sums = rounded_five(
            six_taps(_mm_add_epi16(a, f), _mm_add_epi16(b, e), _mm_add_epi16(c, d)));
        _mm_storel_epi64((__m128i *)(out + 16 * y), _mm_packus_epi16(sums, sums));
        a = b, b = c, c = d, d = e, e = f;
    }
}

static void half_down(const uint8_t *at, int stride, uint8_t out[256])
{
    half_down_eight(at, stride, out);
    half_down_eight(at + 8, stride, out + 8);
}

/* 512 more than six rows of sums, weighted, and 1024 times smaller. */
static inline __m128i six_wide(__m128i ab, __m128i cd, __m128i ef)
{
    __m128i sum = _mm_madd_epi16(ab, _mm_set1_epi32((int)(0xFFFBu << 16 | 1)));
    sum = _mm_add_epi32(sum, _mm_madd_epi16(cd, _mm_set1_epi16(20)));
    sum = _mm_add_epi32(sum, _mm_madd_epi16(ef, _mm_set1_epi32((int)(1u << 16 | 0xFFFB))));
    return _mm_srai_epi32(_mm_add_epi32(sum, _mm_set1_epi32(512)), 10);
}

static inline void half_both_eight(const uint8_t *at, int stride, uint8_t *out)
{
    at -= 2 * stride;
    __m128i rows[6];
    for (int y = 0; y < 5; y++, at += stride)
        rows[y] = six_sums(at, 1);
    for (int y = 0; y < 16; y++, at += stride) {
        rows[5] = six_sums(at, 1);
        __m128i first = six_wide(_mm_unpacklo_epi16(rows[0], rows[1]),
                                 _mm_unpacklo_epi16(rows[2], rows[3]),
                                 _mm_unpacklo_epi16(rows[4], rows[5]));
        __m128i last = six_wide(_mm_unpackhi_epi16(rows[0], rows[1]),
                                _mm_unpackhi_epi16(rows[2], rows[3]),
                                _mm_unpackhi_epi16(rows[4], rows[5]));
        __m128i both = _mm_packs_epi32(first, last);
        _mm_storel_epi64((__m128i *)(out + 16 * y), _mm_packus_epi16(both, both));
        for (int i = 0; i < 5; i++)
            rows[i] = rows[i + 1];
    }
}

static void half_both(const uint8_t *at, int stride, uint8_t out[256])
{
    half_both_eight(at, stride, out);
    half_both_eight(at + 8, stride, out + 8);
}

static void average(uint8_t out[256], const uint8_t *other, int stride)
{
    for (int y = 0; y < 16; y++) {
        __m128i *row = (__m128i *)(out + 16 * y);
        __m128i with = _mm_loadu_si128((const __m128i *)(other + y * stride));
        _mm_storeu_si128(row, _mm_avg_epu8(_mm_loadu_si128(row), with));
    }
}

#else

static inline int six(int a, int b, int c, int d, int e, int f)
{
    return a - 5 * b + 20 * c + 20 * d - 5 * e + f;
}

static void half_across(const uint8_t *at, int stride, uint8_t out[256])
{
    for (int y = 0; y < 16; y++, at += stride)
        for (int x = 0; x < 16; x++)
            out[16 * y + x] = clipped((six(at[x - 2], at[x - 1], at[x], at[x + 1], at[x + 2],
                                           at[x + 3]) + 16) >> 5);
}

static void half_down(const uint8_t *at, int stride, uint8_t out[256])
{
    for (int y = 0; y < 16; y++, at += stride)
        for (int x = 0; x < 16; x++)
            out[16 * y + x] = clipped((six(at[x - 2 * stride], at[x - stride], at[x],
                                           at[x + stride], at[x + 2 * stride],
                                           at[x + 3 * stride]) + 16) >> 5);
}

static void half_both(const uint8_t *at, int stride, uint8_t out[256])
{
    int16_t rows[21][16];
    at -= 2 * stride;
    for (int y = 0; y < 21; y++, at += stride)
        for (int x = 0; x < 16; x++)
            rows[y][x] = (int16_t)six(at[x - 2], at[x - 1], at[x], at[x + 1], at[x + 2], at[x + 3]);
    for (int y = 0; y < 16; y++)
        for (int x = 0; x < 16; x++)
            out[16 * y + x] = clipped((six(rows[y][x], rows[y + 1][x], rows[y + 2][x],
                                           rows[y + 3][x], rows[y + 4][x], rows[y + 5][x]) +
                                       512) >> 10);
}

static void average(uint8_t out[256], const uint8_t *other, int stride)
{
    for (int y = 0; y < 16; y++)
        for (int x = 0; x < 16; x++)
            out[16 * y + x] = (uint8_t)((out[16 * y + x] + other[y * stride + x] + 1) >> 1);
}

#endif

#endif
