/* RGBA rectangles into planar 4:2:0, BT.709 in limited range.
 *
 * Chroma is sited as swscale's bilinear scaler sites it: the mean of two pixels across, and four
 * rows weighted 1 3 3 1 down. Sums are exact and rounded once, where swscale rounds twice, so
 * samples differ from its own by one at most.
 */
#ifndef RENDER_CANVAS_I420_H
#define RENDER_CANVAS_I420_H

#include <stddef.h>
#include <stdint.h>

#include "canvas_rects.h"

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_ADDRESS__)
#define WIDEST __attribute__((target_clones("avx2", "default")))
#else
#define WIDEST
#endif

typedef struct {
    const uint8_t *pixels;
    ptrdiff_t stride;
    int width, height;
} Picture;

typedef struct {
    uint8_t *samples;
    ptrdiff_t stride;
} Plane;

/* Parts of 65536: Kr = 0.2126 and Kb = 0.0722, 219 steps for luma, 224 for chroma. */
enum {
    Y_RED = 11966, Y_GREEN = 40254, Y_BLUE = 4064, Y_ZERO = (16 << 16) + (1 << 15),
    U_RED = -6596, U_GREEN = -22189, U_BLUE = 28785,
    V_RED = 28785, V_GREEN = -26145, V_BLUE = -2640,
    /* Chroma sums sixteen weighted pixels, hence four bits more. */
    CHROMA_BITS = 20, CHROMA_ZERO = (128 << CHROMA_BITS) + (1 << (CHROMA_BITS - 1)),
};

static const uint8_t *row_of(const Picture *picture, int y)
{
    int row = y < 0 ? 0 : y >= picture->height ? picture->height - 1 : y;
    return picture->pixels + row * picture->stride;
}

WIDEST static void luma_row(const uint8_t *restrict rgba, uint8_t *restrict out, int count)
{
    for (int x = 0; x < count; x++) {
        int red = rgba[4 * x], green = rgba[4 * x + 1], blue = rgba[4 * x + 2];
        out[x] = (uint8_t)((Y_RED * red + Y_GREEN * green + Y_BLUE * blue + Y_ZERO) >> 16);
    }
}

/* One row of both chroma planes from four rows of `count` pairs of pixels. */
WIDEST static void chroma_row(const uint8_t *restrict above, const uint8_t *restrict upper,
                              const uint8_t *restrict lower, const uint8_t *restrict below,
                              uint8_t *restrict u, uint8_t *restrict v, int count)
{
    for (int pair = 0; pair < count; pair++) {
        int sums[3];
        for (int channel = 0; channel < 3; channel++) {
            int left = 8 * pair + channel, right = left + 4;
            int middle = upper[left] + upper[right] + lower[left] + lower[right];
            sums[channel] = above[left] + above[right] + 3 * middle + below[left] + below[right];
        }
        int red = sums[0], green = sums[1], blue = sums[2];
        u[pair] = (uint8_t)((U_RED * red + U_GREEN * green + U_BLUE * blue + CHROMA_ZERO)
                            >> CHROMA_BITS);
        v[pair] = (uint8_t)((V_RED * red + V_GREEN * green + V_BLUE * blue + CHROMA_ZERO)
                            >> CHROMA_BITS);
    }
}

/* The last column of a picture of odd width stands for its missing neighbour too. */
static void chroma_of_odd_column(const Picture *picture, int y, uint8_t *u, uint8_t *v)
{
    uint8_t rows[4][8];
    for (int row = 0; row < 4; row++) {
        const uint8_t *pixel = row_of(picture, y - 1 + row) + 4 * (picture->width - 1);
        for (int byte = 0; byte < 8; byte++) {
            rows[row][byte] = pixel[byte & 3];
        }
    }
    chroma_row(rows[0], rows[1], rows[2], rows[3], u, v, 1);
}

/* Convert one rectangle that lies in the picture, and has even edges or the picture's own. */
static void convert_rect(const Picture *picture, Rect rect, const Plane planes[3])
{
    int left = rect.x0, pairs = (rect.x1 - rect.x0) / 2, odd = (rect.x1 - rect.x0) & 1;
    for (int y = rect.y0; y < rect.y1; y++) {
        luma_row(row_of(picture, y) + 4 * left, planes[0].samples + y * planes[0].stride + left,
                 rect.x1 - left);
    }
    for (int y = rect.y0; y < rect.y1; y += 2) {
        uint8_t *u = planes[1].samples + y / 2 * planes[1].stride + left / 2;
        uint8_t *v = planes[2].samples + y / 2 * planes[2].stride + left / 2;
        chroma_row(row_of(picture, y - 1) + 4 * left, row_of(picture, y) + 4 * left,
                   row_of(picture, y + 1) + 4 * left, row_of(picture, y + 2) + 4 * left,
                   u, v, pairs);
        if (odd) {
            chroma_of_odd_column(picture, y, u + pairs, v + pairs);
        }
    }
}

#endif
