/* How far mobjects reach. Included by shapes.c, whose families it asks. */
#ifndef RENDER_SHAPES_EXTENT_H
#define RENDER_SHAPES_EXTENT_H

enum { PER_CURVE = 4, DIMENSIONS = 3 };

/* The least and the greatest of numbers, and which zeros are among them. */
typedef struct {
    double low, high;
    int any, zeros; /* of zeros: one for 0.0, two for -0.0 */
} Reach;

static int rows_of_three(PyObject *points)
{
    PyArrayObject *array = (PyArrayObject *)points;
    return plain_array(points) && PyArray_NDIM(array) == 2 && PyArray_DIM(array, 1) == DIMENSIONS;
}

static void reach(Reach *of, double value)
{
    if (value == 0)
        of->zeros |= signbit(value) ? 2 : 1;
    of->low = !of->any || value < of->low ? value : of->low;
    of->high = !of->any || value > of->high ? value : of->high;
    of->any = 1;
}

/* 1: the ends of its curves are within reach; 0: only NumPy knows; -1: an error. */
static int reach_ends(PyObject *mobject, PyObject *anchors, Reach *reaches)
{
    PyObject *points = attribute(mobject, s_points);
    if (!points)
        return -1;
    int known = rows_of_three(points);
    npy_intp rows = known ? PyArray_DIM((PyArrayObject *)points, 0) : 0;
    if (rows)
        known = rows % PER_CURVE == 0 && _PyType_Lookup(Py_TYPE(mobject), s_anchors) == anchors;
    const double *data = known ? PyArray_DATA((PyArrayObject *)points) : NULL;
    for (npy_intp row = 0; known && row < rows; row += row % PER_CURVE ? 1 : PER_CURVE - 1) {
        for (int dim = 0; known && dim < DIMENSIONS; dim++) {
            known = !isnan(data[row * DIMENSIONS + dim]);
            reach(&reaches[dim], data[row * DIMENSIONS + dim]);
        }
    }
    Py_DECREF(points);
    return known;
}

/* Low and high, three numbers each, or nothing; None where only NumPy knows. */
static PyObject *py_extent(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 3)
        return PyErr_Format(PyExc_TypeError, "a mobject, and how to find families and anchors");
    Reach reaches[DIMENSIONS] = {{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}};
    PyObject *all = family(args[0], args[1]);
    int known = all ? 1 : PyErr_Occurred() ? -1 : 0;
    for (Py_ssize_t at = 0; known > 0 && at < PyList_GET_SIZE(all); at++)
        known = reach_ends(PyList_GET_ITEM(all, at), args[2], reaches);
    Py_XDECREF(all);
    for (int dim = 0; known > 0 && dim < DIMENSIONS; dim++)
        known = reaches[dim].zeros < 3 || (reaches[dim].low != 0 && reaches[dim].high != 0);
    if (known < 0)
        return NULL;
    if (!known)
        Py_RETURN_NONE;
    if (!reaches[0].any)
        return PyTuple_New(0);
    return Py_BuildValue("((ddd)(ddd))", reaches[0].low, reaches[1].low, reaches[2].low,
                         reaches[0].high, reaches[1].high, reaches[2].high);
}

/* As Python's min and max go through numbers, first come first served: 1, 0 or -1 as above. */
static int span(PyObject *mobject, int dim, PyObject *method, Reach *of, int depth)
{
    if (depth > 200 || _PyType_Lookup(Py_TYPE(mobject), s_reduce) != method)
        return 0;
    PyObject *points = attribute(mobject, s_points);
    PyObject *members = points ? attribute(mobject, s_submobjects) : NULL;
    int known = !members ? -1 : rows_of_three(points) && PyList_CheckExact(members);
    if (known > 0) {
        const double *data = PyArray_DATA((PyArrayObject *)points);
        for (npy_intp row = 0; row < PyArray_DIM((PyArrayObject *)points, 0); row++)
            reach(of, data[row * DIMENSIONS + dim]);
    }
    for (Py_ssize_t at = 0; known > 0 && at < PyList_GET_SIZE(members); at++) {
        Reach part = {0, 0, 0, 0};
        known = span(PyList_GET_ITEM(members, at), dim, method, &part, depth + 1);
        if (known > 0 && part.any) {
            of->low = of->any && of->low < part.low ? of->low : part.low;
            of->high = of->any && of->high > part.high ? of->high : part.high;
            of->any = 1;
        }
    }
    Py_XDECREF(members);
    Py_XDECREF(points);
    return known;
}

/* From the least to the greatest; zero for what has no points. */
static PyObject *py_length(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 3 || !PyLong_CheckExact(args[1]))
        return PyErr_Format(PyExc_TypeError, "a mobject, a dimension, and the method for both ends");
    long dim = PyLong_AsLong(args[1]);
    Reach of = {0, 0, 0, 0};
    int known = dim >= 0 && dim < DIMENSIONS ? span(args[0], (int)dim, args[2], &of, 0) : 0;
    if (known < 0 || PyErr_Occurred())
        return NULL;
    if (!known)
        Py_RETURN_NONE;
    return of.any ? new_number(of.high - of.low, 1) : PyLong_FromLong(0);
}

#endif
