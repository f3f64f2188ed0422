/* Bits into bytes, and bytes into NAL units (ITU-T H.264, clauses 7.3.1, 7.4.1 and 9.1). */
#ifndef H264_BITS_H
#define H264_BITS_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint8_t *bytes;
    size_t size, capacity;
    uint64_t held;
    int width;
    int failed;
} Bits;

static void clear_bits(Bits *bits)
{
    bits->size = 0;
    bits->held = 0;
    bits->width = 0;
    bits->failed = 0;
}

/* Make room for this many bytes more; what follows may write them unchecked. */
static void reserve(Bits *bits, size_t more)
{
    if (bits->capacity - bits->size >= more)
        return;
    size_t capacity = 2 * bits->capacity + more;
    uint8_t *larger = realloc(bits->bytes, capacity);
    if (!larger) {
        bits->failed = 1;
        bits->size = 0;
        return;
    }
    bits->bytes = larger;
    bits->capacity = capacity;
}

/* Append the low `width` bits of a value that has no higher ones; at most 32. */
static inline void put(Bits *bits, int width, uint32_t value)
{
    bits->held = bits->held << width | value;
    bits->width += width;
    if (bits->width >= 32) {
        bits->width -= 32;
        uint32_t word = __builtin_bswap32((uint32_t)(bits->held >> bits->width));
        memcpy(bits->bytes + bits->size, &word, 4);
        bits->size += 4;
    }
}

/* ue(v): clause 9.1. */
static inline void put_ue(Bits *bits, uint32_t value)
{
    int length = 32 - __builtin_clz(value + 1);
    put(bits, length - 1, 0);
    put(bits, length, value + 1);
}

static inline int ue_length(uint32_t value)
{
    return 2 * (32 - __builtin_clz(value + 1)) - 1;
}

/* se(v): clause 9.1.1. */
static inline uint32_t se_number(int value)
{
    return value > 0 ? 2 * (uint32_t)value - 1 : 2 * (uint32_t)-value;
}

static inline void put_se(Bits *bits, int value)
{
    put_ue(bits, se_number(value));
}

/* rbsp_trailing_bits, and out with what is held. */
static void finish_bits(Bits *bits)
{
    put(bits, 1, 1);
    put(bits, -bits->width & 7, 0);
    while (bits->width > 0) {
        bits->width -= 8;
        bits->bytes[bits->size++] = (uint8_t)(bits->held >> bits->width);
    }
}

/* Append a start code, the header byte and the payload with its emulation prevention. */
static void put_nal(Bits *stream, int header, const Bits *payload)
{
    reserve(stream, payload->size + payload->size / 2 + 16);
    if (stream->failed)
        return;
    uint8_t *to = stream->bytes + stream->size;
    const uint8_t *from = payload->bytes, *end = from + payload->size;
    int zeros = 0;
    memcpy(to, "\0\0\0\1", 4);
    to += 4;
    *to++ = (uint8_t)header;
    for (; from < end; from++) {
        if (zeros == 2 && *from <= 3) {
            *to++ = 3;
            zeros = 0;
        }
        zeros = *from ? 0 : zeros + 1;
        *to++ = *from;
    }
    stream->size = (size_t)(to - stream->bytes);
}

#endif
