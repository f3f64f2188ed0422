/* What the writer remembers between pictures, and what it knows of the macroblock at hand. */
#ifndef H264_WRITER_H
#define H264_WRITER_H

#include <stddef.h>

#include <stdint.h>
#include <stdlib.h>

#include "h264_bits.h"
#include "h264_inter.h"
#include "h264_intra_4.h"
#include "h264_transform.h"

enum { INTER, INTRA_16, INTRA_4 };
enum { LUMA, BLUE, RED };
enum { TOUCHED = 1, DRAWN };

#define MACROBLOCK_BYTES 4096 /* more than one can take */

typedef struct {
    int qp, lambda;
    Quantiser intra_luma, intra_chroma, inter_luma, inter_chroma;
} Quality;

typedef struct {
    uint8_t kind;
    int8_t modes[16];   /* of Intra4x4, by raster place */
    uint8_t counts[24]; /* TotalCoeff by raster place: luma, then each chroma plane */
    Motion motion;
} Macroblock;

typedef struct {
    int width, height, fps, columns, rows;
    int stride[3];
    uint8_t *current[3], *before[3];
    uint8_t *stale; /* where `before` is ahead of `current`, which this picture is to overwrite */
    Macroblock *macroblocks;
    Motion *earlier; /* the last picture's motion, a guess for this one's */
    uint8_t *touched; /* TOUCHED by the caller, then perhaps DRAWN by us */
    uint8_t *rested; /* for how many pictures each macroblock has stayed the same */
    uint8_t *coarse; /* the QP that each macroblock was last written with */
    Bits payload, stream;
    unsigned frame_number, key_number;
    int started;

    /* This picture. */
    const uint8_t *source[3];
    ptrdiff_t source_stride[3];
    int predicted_picture, skipped;
    Quality usual, fine; /* `fine` is for what rests while the rest of the picture moves */
    int refines, budget;
    int coded_qp; /* what a decoder takes for the QP unless told otherwise */

    /* This macroblock. */
    const Quality *quality;
    int x, y, neighbours, differs;
    Macroblock *here;
    uint8_t meant[256], meant_chroma[2][64];
    uint8_t predicted[256], predicted_chroma[2][64];
    int16_t levels[16][16], chroma_levels[2][4][16];
    int luma_dc[16], chroma_dc[2][4];
    int coded_ac, pattern, mode_16, mode_chroma;
} Writer;

static uint8_t *place_in(const Writer *w, uint8_t *const planes[3], int plane)
{
    int size = plane == LUMA ? 16 : 8;
    return planes[plane] + (size_t)(w->y * size) * (size_t)w->stride[plane] + w->x * size;
}

static void close_writer(Writer *w)
{
    for (int plane = 0; plane < 3; plane++) {
        free(w->current[plane]);
        free(w->before[plane]);
    }
    free(w->macroblocks);
    free(w->earlier);
    free(w->touched);
    free(w->stale);
    free(w->coarse);
    free(w->rested);
    free(w->payload.bytes);
    free(w->stream.bytes);
}

/* Answer 0 where memory is short. */
static int open_writer(Writer *w, int width, int height, int fps)
{
    w->width = width;
    w->height = height;
    w->fps = fps;
    w->columns = (width + 15) / 16;
    w->rows = (height + 15) / 16;
    size_t count = (size_t)w->columns * (size_t)w->rows;
    int whole = 1;
    for (int plane = 0; plane < 3; plane++) {
        w->stride[plane] = plane == LUMA ? 16 * w->columns : 8 * w->columns;
        size_t size = plane == LUMA ? 256 * count : 64 * count;
        whole &= (w->current[plane] = calloc(size, 1)) != NULL;
        whole &= (w->before[plane] = calloc(size, 1)) != NULL;
    }
    whole &= (w->macroblocks = calloc(count, sizeof *w->macroblocks)) != NULL;
    whole &= (w->earlier = calloc(count, sizeof *w->earlier)) != NULL;
    whole &= (w->stale = calloc(count, 1)) != NULL;
    whole &= (w->touched = calloc(count, 1)) != NULL;
    whole &= (w->rested = calloc(count, 1)) != NULL;
    whole &= (w->coarse = calloc(count, 1)) != NULL;
    reserve(&w->payload, 2 * MACROBLOCK_BYTES); /* so that running short later loses bits only */
    return whole && !w->payload.failed;
}

/* Copy one macroblock of the source; what lies beyond the picture repeats its edge. */
static inline void load_block(const uint8_t *plane, ptrdiff_t stride, int width, int height,
                              int left, int top, int size, uint8_t *out)
{
    if (left + size <= width && top + size <= height) {
        plane += top * stride + left;
        for (int y = 0; y < size; y++)
            memcpy(out + y * size, plane + y * stride, (size_t)size);
        return;
    }
    int columns = width - left < size ? width - left : size;
    for (int y = 0; y < size; y++) {
        int row = top + y < height ? top + y : height - 1;
        const uint8_t *from = plane + row * stride + left;
        memcpy(out + y * size, from, (size_t)columns);
        if (columns < size)
            memset(out + y * size + columns, from[columns - 1], (size_t)(size - columns));
    }
}

static void load_macroblock(Writer *w)
{
    int width = (w->width + 1) / 2, height = (w->height + 1) / 2;
    load_block(w->source[LUMA], w->source_stride[LUMA], w->width, w->height, 16 * w->x, 16 * w->y,
               16, w->meant);
    for (int c = 0; c < 2; c++)
        load_block(w->source[1 + c], w->source_stride[1 + c], width, height, 8 * w->x, 8 * w->y, 8,
                   w->meant_chroma[c]);
}

static void step_to(Writer *w, int x, int y)
{
    w->x = x;
    w->y = y;
    w->here = w->macroblocks + y * w->columns + x;
    w->neighbours = (x > 0 ? LEFT : 0) | (y > 0 ? TOP : 0) |
                    (y > 0 && x + 1 < w->columns ? TOP_RIGHT : 0) |
                    (x > 0 && y > 0 ? TOP_LEFT : 0);
}

static const Macroblock *neighbour(const Writer *w, int side)
{
    if (!(w->neighbours & side))
        return NULL;
    int above = side == LEFT ? 0 : w->columns;
    int across = side == TOP ? 0 : side == TOP_RIGHT ? 1 : -1;
    return w->here - above + across;
}

#endif
