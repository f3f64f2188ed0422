/* Whether a shape looks otherwise than it was drawn, and bringing its copy up to date. */
#ifndef RENDER_CANVAS_CHANGE_H
#define RENDER_CANVAS_CHANGE_H

#include "canvas_entry.h"
#include "canvas_look.h"
#include "canvas_place.h"

static const double *doubles(PyArrayObject *array)
{
    return array == NULL ? NULL : PyArray_DATA(array);
}

static Py_ssize_t count_of(PyArrayObject *array)
{
    return array == NULL ? 0 : size_of(array);
}

/* As many points as make whole rows of numbers; none where no curve could be drawn. */
static Py_ssize_t point_columns(PyArrayObject *points)
{
    int drawable = PyArray_NDIM(points) == 2 && PyArray_DIM(points, 0) >= POINTS_PER_CURVE;
    return drawable ? PyArray_DIM(points, 1) : 0;
}

static int same_numbers(const Numbers *kept, PyArrayObject *array)
{
    const double *values = doubles(array);
    Py_ssize_t count = count_of(array);
    return same_bytes(kept, values, count) || alike(kept, values, count);
}

/* Direction and ends, one after the other, are equal to the last bit or they differ. */
static int same_slope(const Numbers *kept, const Look *look)
{
    Py_ssize_t first = count_of(look->direction), second = count_of(look->ends);
    if (kept->count != first + second) {
        return 0;
    }
    Numbers direction = {kept->values, first, 0}, ends = {kept->values + first, second, 0};
    if (kept->count == 0) {
        return 1;
    }
    return same_bytes(&direction, doubles(look->direction), first)
        && same_bytes(&ends, doubles(look->ends), second);
}

/* One, zero, or minus one with an error set. */
static int same_object(PyObject *one, PyObject *other)
{
    return one == other ? 1 : PyObject_RichCompareBool(one, other, Py_EQ);
}

static int looks_the_same(const Entry *entry, const Look *look)
{
    const Shape *shape = entry->shape;
    if (!same_numbers(&shape->points, look->points)
        || shape->columns != point_columns(look->points)
        || !same_slope(&entry->slope, look)) {
        return 0;
    }
    for (int layer = 0; layer < LAYERS; layer++) {
        if (!same_numbers(&shape->colours[layer], look->colours[layer])
            || (layer != FILL && !alike_width(shape->widths[layer], look->widths[layer]))) {
            return 0;
        }
    }
    int joints = same_object(entry->joint, look->joint);
    return joints > 0 ? same_object(entry->end, look->end) : joints;
}

static int keep_slope(Numbers *kept, const Look *look)
{
    Py_ssize_t first = count_of(look->direction), second = count_of(look->ends);
    double *both = PyMem_New(double, (size_t)(first + second) + 1);
    if (both == NULL) {
        PyErr_NoMemory();
        return 0;
    }
    if (first) {
        memcpy(both, doubles(look->direction), (size_t)first * sizeof(double));
    }
    if (second) {
        memcpy(both + first, doubles(look->ends), (size_t)second * sizeof(double));
    }
    int kept_all = keep_numbers(kept, both, first + second);
    PyMem_Free(both);
    return kept_all;
}

static int keep_look(Entry *entry, const Look *look)
{
    Shape *shape = entry->shape;
    for (int layer = 0; layer < LAYERS; layer++) {
        PyArrayObject *colours = look->colours[layer];
        if (!keep_numbers(&shape->colours[layer], doubles(colours), count_of(colours))) {
            return 0;
        }
        shape->widths[layer] = look->widths[layer];
    }
    Py_XSETREF(entry->joint, Py_NewRef(look->joint));
    Py_XSETREF(entry->end, Py_NewRef(look->end));
    shape->columns = point_columns(look->points);
    return keep_numbers(&shape->points, doubles(look->points), count_of(look->points))
        && keep_slope(&entry->slope, look);
}

/* What a map says of a key, found without asking enumerations for their hashes. */
static PyObject *looked_up(PyObject *map, PyObject *key)
{
    PyObject *known, *value;
    Py_ssize_t place = 0;
    while (PyDict_CheckExact(map) && PyDict_Next(map, &place, &known, &value)) {
        if (known == key) {
            return Py_NewRef(value);
        }
    }
    return PyObject_GetItem(map, key);
}

/* What cairo calls a joint or an end; a KeyError for one that Manim does not know either. */
static int translated(PyObject *map, PyObject *key, int *value)
{
    PyObject *number = looked_up(map, key);
    if (number == NULL) {
        return 0;
    }
    *value = (int)PyLong_AsLong(number);
    Py_DECREF(number);
    return *value != -1 || !PyErr_Occurred();
}

static int choose_lines(const Manim *manim, Entry *entry)
{
    Shape *shape = entry->shape;
    int join = 0, cap = 0;
    if (!translated(manim->joins, entry->joint, &join)) {
        return 0;
    }
    shape->join = (cairo_line_join_t)join;
    if ((shape->visible[BEHIND] || shape->visible[STROKE])
        && !translated(manim->caps, entry->end, &cap)) {
        return 0;
    }
    shape->cap = (cairo_line_cap_t)cap;
    return 1;
}

/* Where a gradient that is going to be painted begins and ends. */
static int find_ends(Entry *entry)
{
    Shape *shape = entry->shape;
    PyArrayObject *ends = called(entry->mobject, names.get_ends);
    if (ends == NULL) {
        return 0;
    }
    int sound = PyArray_NDIM(ends) == 2 && PyArray_DIM(ends, 0) == 2 && PyArray_DIM(ends, 1) >= 2;
    for (int place = 0; sound && place < 4; place++) {
        shape->ends[place] = *(double *)PyArray_GETPTR2(ends, place / 2, place % 2);
        sound = isfinite(shape->ends[place]);
    }
    Py_DECREF(ends);
    if (!sound) {
        PyErr_SetString(PyExc_TypeError, "a gradient runs between two points that are finite");
    }
    return sound;
}

/* Take over a new look, and find out where it puts the shape. */
static int change(const Manim *manim, Entry *entry, const Look *look, const cairo_matrix_t *matrix,
                  double thickness, Rect bounds)
{
    if (!own_shape(entry)) {
        return 0;
    }
    Shape *shape = entry->shape;
    shape->has_box = 0;
    if (!keep_look(entry, look)) {
        return 0;
    }
    if (!choose_layers(shape) || !shape->columns) {
        return 1;
    }
    if (!choose_lines(manim, entry)) {
        return 0;
    }
    locate(shape, matrix, thickness, bounds);
    return !shape->has_box || !shows_gradient(shape) || find_ends(entry);
}

#endif
