/* Predictions of 4x4 blocks from the same picture (ITU-T H.264, clause 8.3.1). */
#ifndef H264_INTRA_4_H
#define H264_INTRA_4_H

#include "h264_intra.h"

/* The sixteen samples of a block, row by row. */
#ifdef __SSE2__
typedef __m128i Sixteen;

static inline Sixteen sixteen(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    return _mm_set_epi32((int)d, (int)c, (int)b, (int)a);
}

static inline int sad_sixteen(Sixteen one, Sixteen other)
{
    __m128i sums = _mm_sad_epu8(one, other);
    return _mm_cvtsi128_si32(sums) + _mm_extract_epi16(sums, 4);
}
#else
typedef struct {
    uint32_t rows[4];
} Sixteen;

static inline Sixteen sixteen(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    Sixteen made = {{a, b, c, d}};
    return made;
}

static inline int sad_sixteen(Sixteen one, Sixteen other)
{
    uint8_t a[16], b[16];
    int sum = 0;
    memcpy(a, &one, 16);
    memcpy(b, &other, 16);
    for (int i = 0; i < 16; i++)
        sum += a[i] < b[i] ? b[i] - a[i] : a[i] - b[i];
    return sum;
}
#endif

static inline uint32_t four(const uint8_t *from)
{
    uint32_t word;
    memcpy(&word, from, 4);
    return word;
}

static inline uint32_t four_of(int sample)
{
    return 0x01010101u * (uint32_t)sample;
}

static inline Sixteen sixteen_at(const uint8_t *at, int stride)
{
    return sixteen(four(at), four(at + stride), four(at + 2 * stride), four(at + 3 * stride));
}

/* The samples around a 4x4 block: left ones upwards at 0-3, the corner at 4, top ones from 5; and
 * the means of neighbours among them, in lines of which each row of a slanted block is a window. */
enum { OF_TWO = 0, OF_THREE = 15, STEEP = 32, DOWNWARDS = 40, UPWARDS = 50, LINES = 64 };
typedef struct {
    uint8_t around[16], lines[LINES];
    int neighbours;
} Around;

static inline void look_around(const uint8_t *at, int stride, int neighbours, Around *around)
{
    uint8_t *e = around->around;
    memset(e, 128, 16);
    around->neighbours = neighbours;
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
    e[13] = e[12];
}

/* Clauses 8.3.1.2.4-9: what lies along one direction is the same. */
static inline void average_around(Around *around)
{
    const uint8_t *e = around->around;
    uint8_t *lines = around->lines, *two = lines + OF_TWO, *three = lines + OF_THREE;
#ifdef __SSE2__
    __m128i here = _mm_loadu_si128((const __m128i *)e);
    __m128i next = _mm_srli_si128(here, 1), last = _mm_srli_si128(here, 2);
    __m128i odd = _mm_and_si128(_mm_xor_si128(here, last), _mm_set1_epi8(1));
    __m128i of_two = _mm_avg_epu8(here, next);
    __m128i of_three = _mm_avg_epu8(_mm_sub_epi8(_mm_avg_epu8(here, last), odd), next);
    _mm_storeu_si128((__m128i *)two, of_two);
    _mm_storeu_si128((__m128i *)(three + 1), of_three);
    _mm_storel_epi64((__m128i *)(lines + DOWNWARDS), _mm_unpacklo_epi8(of_two, of_three));
#else
    for (int i = 0; i < 12; i++) {
        two[i] = (uint8_t)((e[i] + e[i + 1] + 1) >> 1);
        three[i + 1] = (uint8_t)((e[i] + 2 * e[i + 1] + e[i + 2] + 2) >> 2);
    }
    for (int i = 0; i < 4; i++) {
        lines[DOWNWARDS + 2 * i] = two[i];
        lines[DOWNWARDS + 2 * i + 1] = three[i + 1];
    }
#endif
    const uint8_t steep[8] = {three[3], two[4], two[5], two[6],
                              three[2], three[4], three[5], three[6]};
    memcpy(lines + STEEP, steep, 8);
    lines[DOWNWARDS + 8] = three[5];
    lines[DOWNWARDS + 9] = three[6];
    const uint8_t upwards[10] = {two[2], three[2], two[1], three[1], two[0],
                                 (uint8_t)((e[1] + 3 * e[0] + 2) >> 2), e[0], e[0], e[0], e[0]};
    memcpy(lines + UPWARDS, upwards, 10);
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

static inline int mean_4(const Around *around)
{
    const uint8_t *e = around->around;
    int top = around->neighbours & TOP, left = around->neighbours & LEFT;
    int sum = (left ? e[0] + e[1] + e[2] + e[3] : 0) + (top ? e[5] + e[6] + e[7] + e[8] : 0);
    return top && left ? (sum + 4) >> 3 : top || left ? (sum + 2) >> 2 : 128;
}

static inline Sixteen predict_4(const Around *around, int mode)
{
    static const uint8_t WINDOWS[6][4] = {
        {OF_THREE + 6, OF_THREE + 7, OF_THREE + 8, OF_THREE + 9},
        {OF_THREE + 4, OF_THREE + 3, OF_THREE + 2, OF_THREE + 1},
        {OF_TWO + 4, OF_THREE + 4, STEEP, STEEP + 4},
        {DOWNWARDS + 6, DOWNWARDS + 4, DOWNWARDS + 2, DOWNWARDS},
        {OF_TWO + 5, OF_THREE + 6, OF_TWO + 6, OF_THREE + 7},
        {UPWARDS, UPWARDS + 2, UPWARDS + 4, UPWARDS + 6},
    };
    const uint8_t *e = around->around, *lines = around->lines;
    if (mode > MEAN) {
        const uint8_t *at = WINDOWS[mode - DOWN_LEFT];
        return sixteen(four(lines + at[0]), four(lines + at[1]), four(lines + at[2]),
                       four(lines + at[3]));
    }
    if (mode == HORIZONTAL)
        return sixteen(four_of(e[3]), four_of(e[2]), four_of(e[1]), four_of(e[0]));
    uint32_t row = mode == VERTICAL ? four(e + 5) : four_of(mean_4(around));
    return sixteen(row, row, row, row);
}

#endif
