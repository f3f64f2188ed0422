/* Which parts of a picture are to be drawn again: tiles of 16 pixels, and the rectangles they make.
 *
 * The rules are those of `merged` in geometry.py, which says why; a test holds the two together.
 */
#ifndef RENDER_CANVAS_TILES_H
#define RENDER_CANVAS_TILES_H

#include <stdint.h>
#include <string.h>

#include "canvas_rects.h"

enum { TILE = 16, NARROW = 3, FEW = 12 };

typedef struct {
    Rect bounds;
    int columns, rows;
    uint8_t *touched; /* a byte for each tile, row by row */
    uint8_t *line;    /* as many as the longer side has tiles: what a scan works on */
    uint8_t *across;
} Tiles;

typedef struct {
    int start, end;
} Run;

static void touch(Tiles *tiles, Rect rect)
{
    rect = within(rect, tiles->bounds);
    if (is_empty(rect)) {
        return;
    }
    int left = rect.x0 / TILE, right = (rect.x1 + TILE - 1) / TILE;
    for (int row = rect.y0 / TILE; row < (rect.y1 + TILE - 1) / TILE; row++) {
        memset(tiles->touched + (size_t)row * tiles->columns + left, 1, (size_t)(right - left));
    }
}

static void clean(Tiles *tiles)
{
    memset(tiles->touched, 0, (size_t)tiles->columns * tiles->rows);
}

/* The next stretch of touched tiles after this one; a narrow gap does not end it. */
static int next_run(const uint8_t *line, int count, Run *run)
{
    int place = run->end;
    while (place < count && !line[place]) {
        place++;
    }
    if (place == count) {
        return 0;
    }
    int last = place;
    run->start = place;
    for (; place < count && place - last <= NARROW; place++) {
        if (line[place]) {
            last = place;
        }
    }
    run->end = last + 1;
    return 1;
}

static int any_touched(const Tiles *tiles, int row, Run columns)
{
    const uint8_t *line = tiles->touched + (size_t)row * tiles->columns;
    return memchr(line + columns.start, 1, (size_t)(columns.end - columns.start)) != NULL;
}

/* The pixels of these tiles, without their untouched rows at top and bottom. */
static Rect tightened(const Tiles *tiles, Run rows, Run columns)
{
    while (!any_touched(tiles, rows.start, columns)) {
        rows.start++;
    }
    while (!any_touched(tiles, rows.end - 1, columns)) {
        rows.end--;
    }
    Rect rect = {columns.start * TILE, rows.start * TILE, columns.end * TILE, rows.end * TILE};
    return within(rect, tiles->bounds);
}

static void columns_touched(const Tiles *tiles, Run rows, uint8_t *across)
{
    memset(across, 0, (size_t)tiles->columns);
    for (int row = rows.start; row < rows.end; row++) {
        const uint8_t *line = tiles->touched + (size_t)row * tiles->columns;
        for (int column = 0; column < tiles->columns; column++) {
            across[column] |= line[column];
        }
    }
}

/* At most FEW disjoint rectangles that cover every touched tile; all of them in one if more. */
static int merge(const Tiles *tiles, Rect rects[FEW])
{
    int count = 0;
    Rect all = {0, 0, 0, 0};
    for (int row = 0; row < tiles->rows; row++) {
        tiles->line[row] = (uint8_t)any_touched(tiles, row, (Run){0, tiles->columns});
    }
    for (Run rows = {0, 0}; next_run(tiles->line, tiles->rows, &rows);) {
        columns_touched(tiles, rows, tiles->across);
        for (Run columns = {0, 0}; next_run(tiles->across, tiles->columns, &columns);) {
            Rect rect = tightened(tiles, rows, columns);
            all = count ? joined(all, rect) : rect;
            if (count < FEW) {
                rects[count] = rect;
            }
            count++;
        }
    }
    if (count > FEW) {
        rects[0] = all;
        return 1;
    }
    return count;
}

#endif
