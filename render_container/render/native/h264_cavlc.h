/* Levels into bits: residual_block_cavlc (ITU-T H.264, clauses 7.3.5.3.2 and 9.2). */
#ifndef H264_CAVLC_H
#define H264_CAVLC_H

#include "h264_bits.h"
#include "h264_tables.h"

#define CHROMA_DC (-1)

/* The levels of one block that are not zero, the last in scanning order first. */
typedef struct {
    int total, zeros;
    int levels[16];
    uint8_t runs[16];
} Scanned;

static inline void scan(const int16_t *levels, int first, int count, Scanned *scanned)
{
    int total = 0, last = -1;
    uint8_t places[16];
    uint64_t words[4];
    memcpy(words, levels, sizeof words);
    if (!(words[0] | words[1] | words[2] | words[3])) {
        scanned->total = 0;
        return;
    }
    for (int i = first; i < count; i++)
        if (levels[ZIGZAG[i]])
            places[total++] = (uint8_t)i;
    scanned->total = total;
    scanned->zeros = total ? places[total - 1] + 1 - first - total : 0;
    last = first - 1;
    for (int i = 0; i < total; i++) {
        scanned->levels[total - 1 - i] = levels[ZIGZAG[places[i]]];
        scanned->runs[total - 1 - i] = (uint8_t)(places[i] - last - 1);
        last = places[i];
    }
}

static inline void scan_chroma_dc(const int dc[4], Scanned *scanned)
{
    int total = 0, last = -1;
    for (int i = 0; i < 4; i++)
        total += dc[i] != 0;
    scanned->total = total;
    for (int i = 0, left = total; i < 4; i++) {
        if (!dc[i])
            continue;
        left--;
        scanned->levels[left] = dc[i];
        scanned->runs[left] = (uint8_t)(i - last - 1);
        last = i;
    }
    scanned->zeros = total ? last + 1 - total : 0;
}

static inline int trailing_ones(const Scanned *scanned)
{
    int ones = 0;
    while (ones < 3 && ones < scanned->total &&
           (scanned->levels[ones] == 1 || scanned->levels[ones] == -1))
        ones++;
    return ones;
}

/* Clause 9.2.2.1, the other way round: level_prefix and level_suffix of one level. */
static inline void put_level(Bits *bits, int code, int suffix_length)
{
    if (suffix_length == 0 && code < 14) {
        put(bits, code + 1, 1);
    } else if (suffix_length == 0 && code < 30) {
        put(bits, 15, 1);
        put(bits, 4, (uint32_t)(code - 14));
    } else if (suffix_length && code < 15 << suffix_length) {
        put(bits, (code >> suffix_length) + 1, 1);
        put(bits, suffix_length, (uint32_t)(code & ((1 << suffix_length) - 1)));
    } else {
        put(bits, 16, 1);
        put(bits, 12, (uint32_t)(code - (suffix_length ? 15 << suffix_length : 30)));
    }
}

static inline void put_levels(Bits *bits, const Scanned *scanned, int ones)
{
    int suffix_length = scanned->total > 10 && ones < 3;
    for (int i = 0; i < ones; i++)
        put(bits, 1, scanned->levels[i] < 0);
    for (int i = ones; i < scanned->total; i++) {
        int level = scanned->levels[i], size = level < 0 ? -level : level;
        int code = 2 * size - (level < 0 ? 1 : 2);
        put_level(bits, i == ones && ones < 3 ? code - 2 : code, suffix_length);
        if (suffix_length == 0)
            suffix_length = 1;
        if (size > 3 << (suffix_length - 1) && suffix_length < 6)
            suffix_length++;
    }
}

static inline void put_runs(Bits *bits, const Scanned *scanned)
{
    int left = scanned->zeros;
    for (int i = 0; i < scanned->total - 1 && left > 0; i++) {
        int row = left > 7 ? 6 : left - 1, run = scanned->runs[i];
        put(bits, RUN_LENGTH[row][run], RUN_CODE[row][run]);
        left -= run;
    }
}

/* Write one block of at most `count` levels; `context` is nC or CHROMA_DC. */
static inline void put_residual(Bits *bits, const Scanned *scanned, int count, int context)
{
    int total = scanned->total, ones = trailing_ones(scanned);
    if (context == CHROMA_DC) {
        put(bits, CHROMA_TOKEN_LENGTH[ones][total], CHROMA_TOKEN_CODE[ones][total]);
    } else {
        int table = context < 2 ? 0 : context < 4 ? 1 : context < 8 ? 2 : 3;
        put(bits, TOKEN_LENGTH[table][ones][total], TOKEN_CODE[table][ones][total]);
    }
    if (!total)
        return;
    put_levels(bits, scanned, ones);
    if (total < count && context == CHROMA_DC)
        put(bits, CHROMA_ZEROS_LENGTH[total - 1][scanned->zeros],
            CHROMA_ZEROS_CODE[total - 1][scanned->zeros]);
    else if (total < count)
        put(bits, ZEROS_LENGTH[total - 1][scanned->zeros], ZEROS_CODE[total - 1][scanned->zeros]);
    put_runs(bits, scanned);
}

#endif
