/* What every part of this module needs of Python's and NumPy's interfaces. */
#ifndef RENDER_CANVAS_PYTHON_H
#define RENDER_CANVAS_PYTHON_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#define NPY_NO_DEPRECATED_API NPY_1_20_API_VERSION
#include <numpy/arrayobject.h>

#include "canvas_rects.h"

/* Cairo's own limit for a side of a picture. */
enum { LARGEST = 32767 };

static inline int clipped(PyObject *number, int *value)
{
    int overflow = 0;
    long whole = PyLong_AsLongAndOverflow(number, &overflow);
    if (whole == -1 && PyErr_Occurred()) {
        return 0;
    }
    long limit = 2L * LARGEST;
    *value = (int)(overflow > 0 || whole > limit ? limit : whole < -limit ? -limit : whole);
    *value = overflow < 0 ? (int)-limit : *value;
    return 1;
}

/* Four whole numbers, of which those far outside any picture are brought near. */
static int read_rect(PyObject *item, Rect *rect)
{
    PyObject *numbers = PySequence_Tuple(item);
    if (numbers != NULL && PyTuple_GET_SIZE(numbers) != 4) {
        PyErr_SetString(PyExc_ValueError, "a rectangle is four numbers");
        Py_CLEAR(numbers);
    }
    int sound = numbers != NULL && clipped(PyTuple_GET_ITEM(numbers, 0), &rect->x0)
        && clipped(PyTuple_GET_ITEM(numbers, 1), &rect->y0)
        && clipped(PyTuple_GET_ITEM(numbers, 2), &rect->x1)
        && clipped(PyTuple_GET_ITEM(numbers, 3), &rect->y1);
    Py_XDECREF(numbers);
    return sound;
}

#endif
