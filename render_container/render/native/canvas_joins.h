/* Whether a mitred line has a corner that reaches further than a right angle does.
 *
 * The rules are those of `has_sharp_corner` in outlines.py, which says why.
 */
#ifndef RENDER_CANVAS_JOINS_H
#define RENDER_CANVAS_JOINS_H

#include "canvas_shape.h"

typedef struct {
    double x, y;
} Vector;

/* Manim's idea of the same place. */
static int near(double one, double other)
{
    return fabs(one - other) <= 1e-6 + 1e-5 * fabs(other);
}

static int same_place(const double *one, const double *other)
{
    return near(one[0], other[0]) && near(one[1], other[1]);
}

static Vector between(const double *from, const double *to, const cairo_matrix_t *matrix)
{
    return (Vector){(to[0] - from[0]) * matrix->xx, (to[1] - from[1]) * matrix->yy};
}

static int turns_sharply(Vector into, Vector out)
{
    double arriving = sqrt(into.x * into.x + into.y * into.y);
    double leaving = sqrt(out.x * out.x + out.y * out.y);
    double along = into.x * out.x + into.y * out.y;
    return !(arriving >= 1 && leaving >= 1) || -along > 0.09 * (arriving * leaving);
}

static int has_sharp_corner(const Shape *shape, const cairo_matrix_t *matrix)
{
    Py_ssize_t step = shape->columns, curve = POINTS_PER_CURVE * step;
    const double *points = shape->points.values, *figure = points;
    const double *stop = points + shape->points.count / curve * curve;
    for (const double *from = points; from < stop; from += curve) {
        const double *last = from + 3 * step, *next = from + curve;
        Vector arriving = between(from + 2 * step, last, matrix);
        int sharp = 0;
        if (next < stop && same_place(last, next)) {
            sharp = turns_sharply(arriving, between(next, next + step, matrix));
        } else {
            if (same_place(figure, last)) {
                sharp = figure[0] != last[0] || figure[1] != last[1]
                    || turns_sharply(arriving, between(figure, figure + step, matrix));
            }
            figure = next;
        }
        if (sharp) {
            return 1;
        }
    }
    return 0;
}

#endif
