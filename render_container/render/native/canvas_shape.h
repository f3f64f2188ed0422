/* One shape as it stands on the canvas: copies of all that its drawing depends on.
 *
 * Nothing of Python's is among them, so a shape may be painted while Python runs. Those who hold
 * it are counted by whoever has Python's lock; one that several hold is not changed any more.
 */
#ifndef RENDER_CANVAS_SHAPE_H
#define RENDER_CANVAS_SHAPE_H

#include <cairo.h>
#include <math.h>
#include <stdint.h>

#include "canvas_python.h"
#include "canvas_rects.h"

enum { POINTS_PER_CURVE = 4, CHANNELS = 4 };

/* In the order they are painted. */
enum { BEHIND, FILL, STROKE, LAYERS };

typedef struct {
    double *values;
    Py_ssize_t count, room;
} Numbers;

typedef struct {
    int holders;
    Numbers points;
    Py_ssize_t columns; /* numbers per point */
    Numbers colours[LAYERS];
    double widths[LAYERS];
    int visible[LAYERS];
    double ends[4]; /* of a gradient: x0 y0 x1 y1 */
    cairo_line_join_t join;
    cairo_line_cap_t cap;
    int has_box;
    Rect box;
} Shape;

static int keep_numbers(Numbers *kept, const double *values, Py_ssize_t count)
{
    if (count > kept->room) {
        double *grown = PyMem_Realloc(kept->values, (size_t)count * sizeof(double));
        if (grown == NULL) {
            PyErr_NoMemory();
            return 0;
        }
        kept->values = grown;
        kept->room = count;
    }
    if (count) {
        memcpy(kept->values, values, (size_t)count * sizeof(double));
    }
    kept->count = count;
    return 1;
}

static int same_bytes(const Numbers *kept, const double *values, Py_ssize_t count)
{
    return kept->count == count
        && (!count || memcmp(kept->values, values, (size_t)count * sizeof(double)) == 0);
}

/* Whether nothing but the last bits of a sum differ, which no pixel shows. */
static int alike(const Numbers *kept, const double *values, Py_ssize_t count)
{
    if (kept->count != count) {
        return 0;
    }
    for (Py_ssize_t place = 0; place < count; place++) {
        if ((float)kept->values[place] != (float)values[place]) {
            return 0;
        }
    }
    return 1;
}

static int alike_width(double one, double other)
{
    return one == other || fabs(one - other) <= 1e-6 * fmax(fabs(one), fabs(other));
}

static Py_ssize_t colour_count(const Shape *shape, int layer)
{
    return shape->colours[layer].count / CHANNELS;
}

static int shows_gradient(const Shape *shape)
{
    for (int layer = 0; layer < LAYERS; layer++) {
        if (shape->visible[layer] && colour_count(shape, layer) > 1) {
            return 1;
        }
    }
    return 0;
}

/* Find out which layers can be seen: of some width, and not wholly transparent. */
static int choose_layers(Shape *shape)
{
    int any = 0;
    for (int layer = 0; layer < LAYERS; layer++) {
        int opaque = 0;
        const Numbers *colours = &shape->colours[layer];
        for (Py_ssize_t alpha = CHANNELS - 1; alpha < colours->count; alpha += CHANNELS) {
            opaque |= colours->values[alpha] != 0;
        }
        shape->visible[layer] = opaque && (layer == FILL || shape->widths[layer] != 0);
        any |= shape->visible[layer];
    }
    return any;
}

static Shape *new_shape(void)
{
    Shape *shape = PyMem_Calloc(1, sizeof *shape);
    if (shape == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    shape->holders = 1;
    return shape;
}

static void let_go(Shape *shape)
{
    if (--shape->holders) {
        return;
    }
    PyMem_Free(shape->points.values);
    for (int layer = 0; layer < LAYERS; layer++) {
        PyMem_Free(shape->colours[layer].values);
    }
    PyMem_Free(shape);
}

#endif
