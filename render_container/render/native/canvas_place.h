/* Where a shape lies on the picture, its lines and their corners included. */
#ifndef RENDER_CANVAS_PLACE_H
#define RENDER_CANVAS_PLACE_H

#include "canvas_joins.h"

typedef struct {
    double low_x, low_y, high_x, high_y;
} Extent;

/* Where the points fall on the picture; false when some fall nowhere. */
static int extent_of(const Shape *shape, const cairo_matrix_t *matrix, Extent *extent)
{
    *extent = (Extent){INFINITY, INFINITY, -INFINITY, -INFINITY};
    int finite = 1;
    for (Py_ssize_t place = 0; place < shape->points.count; place += shape->columns) {
        const double *point = shape->points.values + place;
        double x = point[0] * matrix->xx + matrix->x0, y = point[1] * matrix->yy + matrix->y0;
        finite &= isfinite(x) && isfinite(y) && (shape->columns < 3 || isfinite(point[2]));
        extent->low_x = x < extent->low_x ? x : extent->low_x;
        extent->low_y = y < extent->low_y ? y : extent->low_y;
        extent->high_x = x > extent->high_x ? x : extent->high_x;
        extent->high_y = y > extent->high_y ? y : extent->high_y;
    }
    return finite;
}

/* How far a line may reach beyond its points: at a sharp corner, ten times half its width. */
static double margin_of(const Shape *shape, const cairo_matrix_t *matrix, double thickness)
{
    double behind = shape->visible[BEHIND] ? shape->widths[BEHIND] : 0;
    double stroke = shape->visible[STROKE] ? shape->widths[STROKE] : 0;
    double width = fmax(behind, stroke) * thickness;
    double scale = fmax(fabs(matrix->xx), fabs(matrix->yy));
    int sharp = width > 0 && shape->join == CAIRO_LINE_JOIN_MITER
        && has_sharp_corner(shape, matrix);
    return 2 + width * scale / 2 * (sharp ? 10.0 : 1.5);
}

static int pixel(double place, int limit)
{
    if (isnan(place)) {
        return 0;
    }
    return place < -1 ? -1 : place > limit + 1 ? limit + 1 : (int)place;
}

static void locate(Shape *shape, const cairo_matrix_t *matrix, double thickness, Rect bounds)
{
    Extent extent;
    shape->has_box = 0;
    if (!extent_of(shape, matrix, &extent)) {
        return;
    }
    double margin = margin_of(shape, matrix, thickness);
    shape->box = (Rect){
        pixel(floor(extent.low_x - margin), bounds.x1),
        pixel(floor(extent.low_y - margin), bounds.y1),
        pixel(ceil(extent.high_x + margin), bounds.x1),
        pixel(ceil(extent.high_y + margin), bounds.y1),
    };
    shape->has_box = meets(shape->box, bounds);
}

#endif
