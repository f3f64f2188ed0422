/* Painting with cairo, in Manim's order and manner. Nothing here touches Python. */
#ifndef RENDER_CANVAS_PAINT_H
#define RENDER_CANVAS_PAINT_H

#include <stddef.h>

#include "canvas_joins.h"

/* Four points per curve; a figure begins where a curve does not go on from the last one. */
static void trace(cairo_t *context, const Shape *shape)
{
    Py_ssize_t step = shape->columns, curve = POINTS_PER_CURVE * step;
    Py_ssize_t total = shape->points.count / curve * curve;
    const double *figure = NULL, *points = shape->points.values, *stop = points + total;
    for (const double *from = points; from < stop; from += curve) {
        const double *last = from + 3 * step, *following = from + curve;
        if (figure == NULL) {
            figure = from;
            cairo_move_to(context, from[0], from[1]);
        }
        cairo_curve_to(context, from[step], from[step + 1], from[2 * step], from[2 * step + 1],
                       last[0], last[1]);
        if (following >= stop || !same_place(last, following)) {
            if (same_place(figure, last)) {
                cairo_close_path(context);
            }
            figure = NULL;
        }
    }
}

/* Manim's pixels are RGBA where cairo's are BGRA, hence colours the other way round. */
static void choose_gradient(cairo_t *context, const Shape *shape, int layer)
{
    const double *ends = shape->ends;
    Py_ssize_t count = colour_count(shape, layer);
    double step = 1.0 / (double)(count - 1);
    cairo_pattern_t *pattern = cairo_pattern_create_linear(ends[0], ends[1], ends[2], ends[3]);
    for (Py_ssize_t stop = 0; stop < count; stop++) {
        const double *colour = shape->colours[layer].values + CHANNELS * stop;
        double offset = stop + 1 == count ? 1.0 : (double)stop * step;
        cairo_pattern_add_color_stop_rgba(pattern, offset, colour[2], colour[1], colour[0],
                                          colour[3]);
    }
    cairo_set_source(context, pattern);
    cairo_pattern_destroy(pattern);
}

static void choose_colour(cairo_t *context, const Shape *shape, int layer)
{
    if (colour_count(shape, layer) > 1) {
        choose_gradient(context, shape, layer);
        return;
    }
    const double *colour = shape->colours[layer].values;
    cairo_set_source_rgba(context, colour[2], colour[1], colour[0], colour[3]);
}

static void paint_shape(cairo_t *context, const Shape *shape, double thickness)
{
    cairo_new_path(context);
    trace(context, shape);
    for (int layer = 0; layer < LAYERS; layer++) {
        if (!shape->visible[layer]) {
            continue;
        }
        choose_colour(context, shape, layer);
        if (layer == FILL) {
            cairo_fill_preserve(context);
            continue;
        }
        cairo_set_line_width(context, shape->widths[layer] * thickness);
        cairo_set_line_join(context, shape->join);
        cairo_set_line_cap(context, shape->cap);
        cairo_stroke_preserve(context);
    }
}

/* A picture and the one behind it, which has the same size. */
typedef struct {
    uint8_t *pixels;
    ptrdiff_t stride;
    const uint8_t *background;
    ptrdiff_t background_stride;
} Layers;

static void lay_background(const Layers *layers, Rect rect)
{
    size_t length = 4 * (size_t)(rect.x1 - rect.x0);
    for (int y = rect.y0; y < rect.y1; y++) {
        memcpy(layers->pixels + y * layers->stride + 4 * rect.x0,
               layers->background + y * layers->background_stride + 4 * rect.x0, length);
    }
}

/* A picture that lies over the shapes. */
typedef struct {
    cairo_surface_t *surface;
    Rect box;
} Cover;

static void paint_cover(cairo_t *context, const Cover *cover)
{
    cairo_identity_matrix(context);
    cairo_set_source_surface(context, cover->surface, cover->box.x0, cover->box.y0);
    cairo_paint(context);
}

/* Only within this rectangle, and after the background. */
static void paint(cairo_t *context, Shape *const *shapes, Py_ssize_t count, double thickness,
                  const cairo_matrix_t *matrix, const Cover *cover, Rect rect)
{
    cairo_save(context);
    cairo_identity_matrix(context);
    cairo_new_path(context);
    cairo_rectangle(context, rect.x0, rect.y0, rect.x1 - rect.x0, rect.y1 - rect.y0);
    cairo_clip(context);
    cairo_set_matrix(context, matrix);
    for (Py_ssize_t place = 0; place < count; place++) {
        if (shapes[place]->has_box && meets(shapes[place]->box, rect)) {
            paint_shape(context, shapes[place], thickness);
        }
    }
    if (cover->surface != NULL && meets(cover->box, rect)) {
        paint_cover(context, cover);
    }
    cairo_restore(context);
}

#endif
