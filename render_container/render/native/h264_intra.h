/* Predictions from the same picture (ITU-T H.264, clause 8.3). */
#ifndef H264_INTRA_H
#define H264_INTRA_H

#include <stdint.h>
#include <string.h>

#include "h264_transform.h"

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

/* Clauses 8.3.3.4 and 8.3.4.4. */
static void predict_plane(const uint8_t *at, int stride, int size, uint8_t *out)
{
    int half = size / 2, across = 0, down = 0;
    for (int i = 0; i < half; i++) {
        across += (i + 1) * (at[half + i - stride] - at[half - 2 - i - stride]);
        down += (i + 1) * (at[(half + i) * stride - 1] - at[(half - 2 - i) * stride - 1]);
    }
    int b = size == 16 ? (5 * across + 32) >> 6 : (34 * across + 32) >> 6;
    int c = size == 16 ? (5 * down + 32) >> 6 : (34 * down + 32) >> 6;
    int a = 16 * (at[(size - 1) * stride - 1] + at[size - 1 - stride]);
    for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++)
            out[y * size + x] = clipped((a + b * (x - half + 1) + c * (y - half + 1) + 16) >> 5);
}

static void predict_lines(const uint8_t *at, int stride, int size, int vertical, uint8_t *out)
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

/* The samples around a 4x4 block: left ones upwards at 0-3, the corner at 4, top ones from 5. */
typedef struct {
    uint8_t around[13];
    int neighbours;
} Edges;

static void look_around(const uint8_t *at, int stride, int neighbours, Edges *edges)
{
    uint8_t *e = edges->around;
    memset(e, 128, sizeof edges->around);
    edges->neighbours = neighbours;
    if (neighbours & LEFT)
        for (int i = 0; i < 4; i++)
            e[3 - i] = at[i * stride - 1];
    if (neighbours & TOP_LEFT)
        e[4] = at[-stride - 1];
    if (neighbours & TOP) {
        memcpy(e + 5, at - stride, 4);
        if (neighbours & TOP_RIGHT)
            memcpy(e + 9, at - stride + 4, 4);
        else
            memset(e + 9, e[8], 4);
    }
}

static int possible_4(int mode, int neighbours)
{
    int all = TOP | LEFT | TOP_LEFT;
    if (mode == MEAN)
        return 1;
    if (mode == VERTICAL || mode == DOWN_LEFT || mode == VERTICAL_LEFT)
        return neighbours & TOP;
    if (mode == HORIZONTAL || mode == HORIZONTAL_UP)
        return neighbours & LEFT;
    return (neighbours & all) == all;
}

static int mean_4(const Edges *edges)
{
    int sum = 0, top = edges->neighbours & TOP, left = edges->neighbours & LEFT;
    for (int i = 0; i < 4; i++)
        sum += (left ? edges->around[i] : 0) + (top ? edges->around[5 + i] : 0);
    return top && left ? (sum + 4) >> 3 : top || left ? (sum + 2) >> 2 : 128;
}

/* Clauses 8.3.1.2.4-9: what lies along one direction is the same. By mode, which of these a sample
 * is: means of two neighbours around the block (0-11), of three (13-24), and the two at the end. */
enum { OF_THREE = 12, LAST = 25, LAST_BUT_ONE = 26 };
static const uint8_t SLANTED[6][16] = {
    {18, 19, 20, 21, 19, 20, 21, 22, 20, 21, 22, 23, 21, 22, 23, 24},
    {16, 17, 18, 19, 15, 16, 17, 18, 14, 15, 16, 17, 13, 14, 15, 16},
    {4, 5, 6, 7, 16, 17, 18, 19, 15, 4, 5, 6, 14, 16, 17, 18},
    {3, 16, 17, 18, 2, 15, 3, 16, 1, 14, 2, 15, 0, 13, 1, 14},
    {5, 6, 7, 8, 18, 19, 20, 21, 6, 7, 8, 9, 19, 20, 21, 22},
    {2, 14, 1, 13, 1, 13, 0, 26, 0, 26, 25, 25, 25, 25, 25, 25},
};

typedef struct {
    Edges edges;
    uint8_t means[27];
} Around;

static void average_around(Around *around)
{
    const uint8_t *e = around->edges.around;
    uint8_t *means = around->means;
    for (int i = 0; i < 12; i++)
        means[i] = (uint8_t)((e[i] + e[i + 1] + 1) >> 1);
    for (int i = 1; i < 12; i++)
        means[OF_THREE + i] = (uint8_t)((e[i - 1] + 2 * e[i] + e[i + 1] + 2) >> 2);
    means[OF_THREE + 12] = (uint8_t)((e[11] + 3 * e[12] + 2) >> 2);
    means[LAST] = e[0];
    means[LAST_BUT_ONE] = (uint8_t)((e[1] + 3 * e[0] + 2) >> 2);
}

static void predict_4(const Around *around, int mode, uint8_t out[16])
{
    const Edges *edges = &around->edges;
    if (mode == MEAN)
        memset(out, mean_4(edges), 16);
    else if (mode > MEAN)
        for (int place = 0; place < 16; place++)
            out[place] = around->means[SLANTED[mode - DOWN_LEFT][place]];
    else
        for (int y = 0; y < 4; y++) {
            if (mode == VERTICAL)
                memcpy(out + 4 * y, edges->around + 5, 4);
            else
                memset(out + 4 * y, edges->around[3 - y], 4);
        }
}

#endif
