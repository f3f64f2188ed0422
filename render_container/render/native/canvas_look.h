/* Looking at a Manim object: every attribute its drawing depends on, read before any is compared.
 *
 * Reading runs whatever code the object has in its properties, so arrays are held while it does,
 * and what that code raises is passed on.
 */
#ifndef RENDER_CANVAS_LOOK_H
#define RENDER_CANVAS_LOOK_H

#include "attributes.h"
#include "canvas_shape.h"

/* What a look needs to know of Manim, and the names it asks for. */
typedef struct {
    PyObject *kind, *joins, *caps; /* VMobject; its joints and ends, as cairo calls them */
    PyObject *plain_width;         /* VMobject.get_stroke_width */
} Manim;

static struct {
    PyObject *points, *colours[LAYERS], *widths[LAYERS], *joint_type, *cap_style, *submobjects;
    PyObject *get_stroke_width, *get_sheen_direction, *get_ends, *z_index, *background_image;
    PyObject *get_family, *members_with_points;
} names;

typedef struct {
    PyArrayObject *points, *colours[LAYERS], *direction, *ends;
    double widths[LAYERS];
    PyObject *joint, *end;
} Look;

static int intern_names(void)
{
    const struct {
        PyObject **name;
        const char *text;
    } wanted[] = {
        {&names.points, "points"},
        {&names.colours[BEHIND], "background_stroke_rgbas"},
        {&names.colours[FILL], "fill_rgbas"},
        {&names.colours[STROKE], "stroke_rgbas"},
        {&names.widths[BEHIND], "background_stroke_width"},
        {&names.widths[STROKE], "stroke_width"},
        {&names.joint_type, "joint_type"},
        {&names.cap_style, "cap_style"},
        {&names.submobjects, "submobjects"},
        {&names.get_stroke_width, "get_stroke_width"},
        {&names.get_sheen_direction, "get_sheen_direction"},
        {&names.get_ends, "get_gradient_start_and_end_points"},
        {&names.z_index, "z_index"},
        {&names.background_image, "background_image"},
        {&names.get_family, "get_family"},
        {&names.members_with_points, "family_members_with_points"},
    };
    for (size_t place = 0; place < sizeof wanted / sizeof *wanted; place++) {
        *wanted[place].name = PyUnicode_InternFromString(wanted[place].text);
        if (*wanted[place].name == NULL) {
            return 0;
        }
    }
    PyObject *const asked[] = {names.points,         names.colours[BEHIND], names.colours[FILL],
                               names.colours[STROKE], names.widths[BEHIND],  names.widths[STROKE],
                               names.joint_type,     names.cap_style,       names.submobjects,
                               names.z_index,        names.background_image};
    return ask_for(asked, sizeof asked / sizeof *asked);
}

/* As NumPy's own, which is a call into another library. */
static Py_ssize_t size_of(PyArrayObject *array)
{
    Py_ssize_t size = 1;
    for (int axis = 0; axis < PyArray_NDIM(array); axis++) {
        size *= PyArray_DIM(array, axis);
    }
    return size;
}

/* Doubles in rows; the object's own array if it is that already, which it mostly is. */
static PyArrayObject *as_doubles(PyObject *object)
{
    if (object == NULL) {
        return NULL;
    }
    if (PyArray_Check(object)) {
        PyArrayObject *array = (PyArrayObject *)object;
        if (PyArray_TYPE(array) == NPY_DOUBLE && PyArray_ISCARRAY_RO(array)) {
            return array;
        }
    }
    PyObject *array = PyArray_FROM_OTF(object, NPY_DOUBLE, NPY_ARRAY_IN_ARRAY | NPY_ARRAY_FORCECAST);
    Py_DECREF(object);
    return (PyArrayObject *)array;
}

static PyArrayObject *colours_of(PyObject *mobject, int layer)
{
    PyArrayObject *array = as_doubles(attribute(mobject, names.colours[layer]));
    if (array != NULL && size_of(array)
        && (PyArray_NDIM(array) != 2 || PyArray_DIM(array, 1) != CHANNELS)) {
        PyErr_Format(PyExc_ValueError, "%U are rows of four numbers", names.colours[layer]);
        Py_CLEAR(array);
    }
    return array;
}

/* Too few points to draw may come in any form; others are two or three numbers each. */
static PyArrayObject *points_of(PyObject *mobject)
{
    PyArrayObject *array = as_doubles(attribute(mobject, names.points));
    if (array != NULL && PyArray_NDIM(array) > 0 && PyArray_DIM(array, 0) >= POINTS_PER_CURVE
        && (PyArray_NDIM(array) != 2 || PyArray_DIM(array, 1) < 2)) {
        PyErr_SetString(PyExc_ValueError, "points are rows of three numbers");
        Py_CLEAR(array);
    }
    return array;
}

/* What Manim's own `get_stroke_width` makes of the attribute: text is a whole number. */
static PyObject *plain_width(PyObject *mobject, int layer)
{
    PyObject *width = attribute(mobject, names.widths[layer]);
    if (width != NULL && layer == STROKE && PyUnicode_Check(width)) {
        Py_SETREF(width, PyNumber_Long(width));
    }
    return width;
}

static int read_width(Manim *manim, PyObject *mobject, int layer, double *value)
{
    int own = _PyType_Lookup(Py_TYPE(mobject), names.get_stroke_width) != manim->plain_width;
    PyObject *background = layer == BEHIND ? Py_True : Py_False;
    PyObject *width = own
        ? PyObject_CallMethodOneArg(mobject, names.get_stroke_width, background)
        : plain_width(mobject, layer);
    if (width == NULL) {
        return 0;
    }
    *value = PyFloat_AsDouble(width);
    Py_DECREF(width);
    if (*value == -1.0 && PyErr_Occurred()) {
        return 0;
    }
    *value = *value > 0 ? *value : 0;
    return 1;
}

static PyArrayObject *called(PyObject *mobject, PyObject *method)
{
    return as_doubles(PyObject_CallMethodNoArgs(mobject, method));
}

/* What a gradient runs along: its direction, and the extent of a whole family. */
static int read_slope(PyObject *mobject, Look *look)
{
    int any = 0;
    for (int layer = 0; layer < LAYERS; layer++) {
        any |= size_of(look->colours[layer]) > CHANNELS;
    }
    if (!any) {
        return 1;
    }
    look->direction = called(mobject, names.get_sheen_direction);
    PyObject *members = attribute(mobject, names.submobjects);
    int family = members == NULL ? -1 : PyObject_IsTrue(members);
    Py_XDECREF(members);
    if (look->direction == NULL || family < 0) {
        return 0;
    }
    look->ends = family ? called(mobject, names.get_ends) : NULL;
    return look->ends != NULL || !family;
}

/* Fill in a cleared look; what was read is to be dropped in either case. */
static int read_look(Manim *manim, PyObject *mobject, Look *look)
{
    for (int layer = 0; layer < LAYERS; layer++) {
        look->colours[layer] = colours_of(mobject, layer);
        if (look->colours[layer] == NULL
            || (layer != FILL && !read_width(manim, mobject, layer, &look->widths[layer]))) {
            return 0;
        }
    }
    return (look->points = points_of(mobject)) != NULL
        && (look->joint = attribute(mobject, names.joint_type)) != NULL
        && (look->end = attribute(mobject, names.cap_style)) != NULL
        && read_slope(mobject, look);
}

static void drop_look(Look *look)
{
    Py_CLEAR(look->points);
    for (int layer = 0; layer < LAYERS; layer++) {
        Py_CLEAR(look->colours[layer]);
    }
    Py_CLEAR(look->direction);
    Py_CLEAR(look->ends);
    Py_CLEAR(look->joint);
    Py_CLEAR(look->end);
}

#endif
