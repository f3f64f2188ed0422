/* Predictions from the same picture (ITU-T H.264, clause 8.3). */
#ifndef H264_INTRA_H
#define H264_INTRA_H

#include <stdint.h>
#include <string.h>

#include "h264_blocks.h"

enum { VERTICAL, HORIZONTAL, MEAN, PLANE };
enum { CHROMA_MEAN, CHROMA_HORIZONTAL, CHROMA_VERTICAL, CHROMA_PLANE };
enum { DOWN_LEFT = 3, DOWN_RIGHT, VERTICAL_RIGHT, HORIZONTAL_DOWN, VERTICAL_LEFT, HORIZONTAL_UP };

/* Which neighbours a macroblock has. */
enum { LEFT = 1, TOP = 2, TOP_RIGHT = 4, TOP_LEFT = 8 };

static void fill(uint8_t *out, int stride, int width, int height, int value)
{
    for (int y = 0; y < height; y++)
        memset(out + y * stride, value, (size_t)width);
}

/* One row of a plane that starts at `a` / 32 and rises by `b` / 32; all sums fit 16 bits. */
static inline void plane_row(int a, int b, int size, uint8_t *out)
{
#ifdef __SSE2__
    __m128i steps = _mm_mullo_epi16(_mm_set_epi16(7, 6, 5, 4, 3, 2, 1, 0),
                                    _mm_set1_epi16((int16_t)b));
    for (int x = 0; x < size; x += 8) {
        __m128i row = _mm_add_epi16(steps, _mm_set1_epi16((int16_t)(a + b * x)));
        row = _mm_srai_epi16(row, 5);
        _mm_storel_epi64((__m128i *)(out + x), _mm_packus_epi16(row, row));
    }
#else
    for (int x = 0; x < size; x++)
        out[x] = clipped((a + b * x) >> 5);
#endif
}

/* Clauses 8.3.3.4 and 8.3.4.4. */
static inline void predict_plane(const uint8_t *at, int stride, int size, uint8_t *out)
{
    int half = size / 2, across = 0, down = 0;
    for (int i = 0; i < half; i++) {
        across += (i + 1) * (at[half + i - stride] - at[half - 2 - i - stride]);
        down += (i + 1) * (at[(half + i) * stride - 1] - at[(half - 2 - i) * stride - 1]);
    }
    int b = size == 16 ? (5 * across + 32) >> 6 : (34 * across + 32) >> 6;
    int c = size == 16 ? (5 * down + 32) >> 6 : (34 * down + 32) >> 6;
    int a = 16 * (at[(size - 1) * stride - 1] + at[size - 1 - stride]);
    a += 16 - b * (half - 1) - c * (half - 1);
    for (int y = 0; y < size; y++, a += c)
        plane_row(a, b, size, out + y * size);
}

static inline void predict_lines(const uint8_t *at, int stride, int size, int vertical,
                                 uint8_t *out)
{
    for (int y = 0; y < size; y++) {
        if (vertical)
            memcpy(out + y * size, at - stride, (size_t)size);
        else
            memset(out + y * size, at[y * stride - 1], (size_t)size);
    }
}

/* Whether a mode's samples are there, for Intra16x16; chroma numbers them otherwise. */
static int possible_16(int mode, int neighbours)
{
    if (mode == VERTICAL)
        return neighbours & TOP;
    if (mode == HORIZONTAL)
        return neighbours & LEFT;
    return mode == MEAN ||
           (neighbours & (TOP | LEFT | TOP_LEFT)) == (TOP | LEFT | TOP_LEFT);
}

static int possible_chroma(int mode, int neighbours)
{
    static const uint8_t LUMA[4] = {MEAN, HORIZONTAL, VERTICAL, PLANE};
    return possible_16(LUMA[mode], neighbours);
}

/* Clause 8.3.3: `at` is the macroblock's place in the picture. */
static void predict_16(const uint8_t *at, int stride, int mode, int neighbours, uint8_t *out)
{
    if (mode == PLANE) {
        predict_plane(at, stride, 16, out);
    } else if (mode != MEAN) {
        predict_lines(at, stride, 16, mode == VERTICAL, out);
    } else {
        int sum = 0, sides = !!(neighbours & LEFT) + !!(neighbours & TOP);
        for (int i = 0; i < 16; i++)
            sum += (neighbours & TOP ? at[i - stride] : 0) +
                   (neighbours & LEFT ? at[i * stride - 1] : 0);
        int mean = sides == 2 ? (sum + 16) >> 5 : sides == 1 ? (sum + 8) >> 4 : 128;
        fill(out, 16, 16, 16, mean);
    }
}

/* Clause 8.3.4.1-3: each 4x4 corner has a mean of its own. */
static int chroma_mean(const uint8_t *at, int stride, int x, int y, int neighbours)
{
    int top = 0, left = 0;
    for (int i = 0; i < 4; i++) {
        top += neighbours & TOP ? at[x + i - stride] : 0;
        left += neighbours & LEFT ? at[(y + i) * stride - 1] : 0;
    }
    int use_top = neighbours & TOP, use_left = neighbours & LEFT;
    if (use_top && use_left && (x == 0) == (y == 0))
        return (top + left + 4) >> 3;
    if (use_top && (x > 0 || !use_left))
        return (top + 2) >> 2;
    return use_left ? (left + 2) >> 2 : 128;
}

static void predict_chroma(const uint8_t *at, int stride, int mode, int neighbours, uint8_t *out)
{
    if (mode == CHROMA_PLANE) {
        predict_plane(at, stride, 8, out);
    } else if (mode != CHROMA_MEAN) {
        predict_lines(at, stride, 8, mode == CHROMA_VERTICAL, out);
    } else {
        for (int y = 0; y < 8; y += 4)
            for (int x = 0; x < 8; x += 4)
                fill(out + 8 * y + x, 8, 4, 4, chroma_mean(at, stride, x, y, neighbours));
    }
}

#endif
