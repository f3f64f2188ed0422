/* Predictions from the picture before (ITU-T H.264, clause 8.4). */
#ifndef H264_INTER_H
#define H264_INTER_H

#include <stdint.h>
#include <string.h>

#include "h264_halves.h"
#include "h264_transform.h"

/* A displacement in quarters of a luma sample. */
typedef struct {
    int16_t x, y;
} Motion;

static inline int same_motion(Motion one, Motion other)
{
    return one.x == other.x && one.y == other.y;
}

static inline int sad_16(const uint8_t *one, int stride, const uint8_t *other, int other_stride)
{
#ifdef __SSE2__
    __m128i sum = _mm_setzero_si128();
    for (int y = 0; y < 16; y++)
        sum = _mm_add_epi64(
            sum, _mm_sad_epu8(_mm_loadu_si128((const __m128i *)(one + y * stride)),
                              _mm_loadu_si128((const __m128i *)(other + y * other_stride))));
    return _mm_cvtsi128_si32(sum) + _mm_cvtsi128_si32(_mm_srli_si128(sum, 8));
#else
    int sum = 0;
    for (int y = 0; y < 16; y++)
        for (int x = 0; x < 16; x++) {
            int difference = one[y * stride + x] - other[y * other_stride + x];
            sum += difference < 0 ? -difference : difference;
        }
    return sum;
#endif
}

static inline int sad_8(const uint8_t *one, int stride, const uint8_t *other, int other_stride)
{
#ifdef __SSE2__
    __m128i sum = _mm_setzero_si128();
    for (int y = 0; y < 8; y++)
        sum = _mm_add_epi64(
            sum, _mm_sad_epu8(_mm_loadl_epi64((const __m128i *)(one + y * stride)),
                              _mm_loadl_epi64((const __m128i *)(other + y * other_stride))));
    return _mm_cvtsi128_si32(sum);
#else
    int sum = 0;
    for (int y = 0; y < 8; y++)
        for (int x = 0; x < 8; x++) {
            int difference = one[y * stride + x] - other[y * other_stride + x];
            sum += difference < 0 ? -difference : difference;
        }
    return sum;
#endif
}

/* The luma of a macroblock displaced by `motion`; `at` is its own place in the picture before. */
static void predict_moved(const uint8_t *at, int stride, Motion motion, uint8_t out[256])
{
    int dx = motion.x & 3, dy = motion.y & 3;
    uint8_t other[256];
    at += (motion.y >> 2) * stride + (motion.x >> 2);
    if (!dx && !dy) {
        for (int y = 0; y < 16; y++)
            memcpy(out + 16 * y, at + y * stride, 16);
        return;
    }
    if (dx & 1 && dy & 1) {
        half_across(at + (dy == 3) * stride, stride, out);
        half_down(at + (dx == 3), stride, other);
        average(out, other, 16);
    } else if (dy == 0) {
        half_across(at, stride, out);
        if (dx & 1)
            average(out, at + (dx == 3), stride);
    } else if (dx == 0) {
        half_down(at, stride, out);
        if (dy & 1)
            average(out, at + (dy == 3) * stride, stride);
    } else {
        half_both(at, stride, out);
        if (dy & 1)
            half_across(at + (dy == 3) * stride, stride, other);
        if (dx & 1)
            half_down(at + (dx == 3), stride, other);
        if ((dx | dy) & 1)
            average(out, other, 16);
    }
}

/* Clause 8.4.2.2.2: chroma follows in eighths. */
static void predict_moved_chroma(const uint8_t *at, int stride, Motion motion, uint8_t out[64])
{
    int dx = motion.x & 7, dy = motion.y & 7;
    at += (motion.y >> 3) * stride + (motion.x >> 3);
    if (!dx && !dy) {
        for (int y = 0; y < 8; y++)
            memcpy(out + 8 * y, at + y * stride, 8);
        return;
    }
    int right = dx ? 1 : 0, below = dy ? stride : 0;
#ifdef __SSE2__
    const __m128i zero = _mm_setzero_si128(), half = _mm_set1_epi16(32);
    __m128i weight = _mm_set1_epi16((int16_t)(8 - dx)), weight_right = _mm_set1_epi16((int16_t)dx);
    __m128i above = zero;
    for (int y = 0; y <= 8; y++) {
        const uint8_t *from = at + (y < 8 || below ? y : 7) * stride;
        __m128i one = _mm_unpacklo_epi8(_mm_loadl_epi64((const __m128i *)from), zero);
        __m128i other = _mm_unpacklo_epi8(_mm_loadl_epi64((const __m128i *)(from + right)), zero);
        __m128i row = _mm_add_epi16(_mm_mullo_epi16(one, weight),
                                    _mm_mullo_epi16(other, weight_right));
        if (y > 0) {
            __m128i sum = _mm_add_epi16(_mm_mullo_epi16(above, _mm_set1_epi16((int16_t)(8 - dy))),
                                        _mm_mullo_epi16(row, _mm_set1_epi16((int16_t)dy)));
            sum = _mm_srli_epi16(_mm_add_epi16(sum, half), 6);
            _mm_storel_epi64((__m128i *)(out + 8 * y - 8), _mm_packus_epi16(sum, sum));
        }
        above = row;
    }
#else
    for (int y = 0; y < 8; y++, at += stride)
        for (int x = 0; x < 8; x++)
            out[8 * y + x] = (uint8_t)(((8 - dx) * (8 - dy) * at[x] + dx * (8 - dy) * at[x + right] +
                                        (8 - dx) * dy * at[x + below] +
                                        dx * dy * at[x + right + below] + 32) >> 6);
#endif
}

/* Whether a displaced run of 16 samples, and all its filters touch, lies in 0..size. */
static inline int inside(int place, int motion, int size)
{
    int from = place + (motion >> 2);
    return motion & 7 ? from >= 2 && from + 19 <= size : from >= 0 && from + 16 <= size;
}

#endif
