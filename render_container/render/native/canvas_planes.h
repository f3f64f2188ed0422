/* `to_i420`: pixels of a canvas into the planes of an encoder, for Python. */
#ifndef RENDER_CANVAS_PLANES_H
#define RENDER_CANVAS_PLANES_H

#include "canvas_i420.h"
#include "canvas_python.h"

/* A rectangle of Python's, clipped to the picture and grown to whole chroma samples. */
static int even_rect(PyObject *item, Rect bounds, Rect *rect)
{
    if (!read_rect(item, rect)) {
        return 0;
    }
    *rect = within(*rect, bounds);
    if (is_empty(*rect)) {
        *rect = (Rect){0, 0, 0, 0};
        return 1;
    }
    rect->x0 &= ~1;
    rect->y0 &= ~1;
    rect->x1 = least((rect->x1 + 1) & ~1, bounds.x1);
    rect->y1 = least((rect->y1 + 1) & ~1, bounds.y1);
    return 1;
}

static Rect *even_rects(PyObject *items, Rect bounds, Py_ssize_t *count)
{
    PyObject *list = PySequence_Tuple(items);
    if (list == NULL) {
        return NULL;
    }
    *count = PyTuple_GET_SIZE(list);
    Rect *rects = PyMem_New(Rect, (size_t)*count + 1);
    int sound = rects != NULL;
    for (Py_ssize_t place = 0; sound && place < *count; place++) {
        sound = even_rect(PyTuple_GET_ITEM(list, place), bounds, &rects[place]);
    }
    Py_DECREF(list);
    if (!sound) {
        PyMem_Free(rects);
        return PyErr_Occurred() ? NULL : (Rect *)PyErr_NoMemory();
    }
    return rects;
}

static int read_plane(PyObject *object, int width, int height, Plane *plane)
{
    PyArrayObject *array = (PyArrayObject *)object;
    if (!PyArray_Check(object) || PyArray_TYPE(array) != NPY_UINT8 || PyArray_NDIM(array) != 2
        || !PyArray_ISWRITEABLE(array) || PyArray_STRIDE(array, 1) != 1
        || PyArray_DIM(array, 0) < height || PyArray_DIM(array, 1) < width) {
        PyErr_Format(PyExc_ValueError, "a writable plane of at least %d by %d bytes is needed",
                     width, height);
        return 0;
    }
    *plane = (Plane){PyArray_DATA(array), PyArray_STRIDE(array, 0)};
    return 1;
}

/* The pixels as they are where each row is a run of RGBA; a copy of them otherwise. */
static PyArrayObject *read_picture(PyObject *object, Picture *picture)
{
    PyArrayObject *array =
        (PyArrayObject *)PyArray_FROM_OTF(object, NPY_UINT8, NPY_ARRAY_NOTSWAPPED);
    if (array != NULL && (PyArray_NDIM(array) != 3 || PyArray_DIM(array, 2) != 4
        || PyArray_DIM(array, 0) < 1 || PyArray_DIM(array, 1) < 1
        || PyArray_DIM(array, 0) > LARGEST || PyArray_DIM(array, 1) > LARGEST)) {
        PyErr_SetString(PyExc_ValueError, "pixels are needed, four bytes each, in rows");
        Py_CLEAR(array);
    }
    if (array != NULL && (PyArray_STRIDE(array, 2) != 1 || PyArray_STRIDE(array, 1) != 4)) {
        Py_SETREF(array, (PyArrayObject *)PyArray_NewCopy(array, NPY_CORDER));
    }
    if (array != NULL) {
        *picture = (Picture){PyArray_DATA(array), PyArray_STRIDE(array, 0),
                             (int)PyArray_DIM(array, 1), (int)PyArray_DIM(array, 0)};
    }
    return array;
}

static int read_planes(PyObject *const objects[3], const Picture *picture, Plane planes[3])
{
    int across = (picture->width + 1) / 2, down = (picture->height + 1) / 2;
    return read_plane(objects[0], picture->width, picture->height, &planes[0])
        && read_plane(objects[1], across, down, &planes[1])
        && read_plane(objects[2], across, down, &planes[2]);
}

static PyObject *to_i420(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *pixels, *items, *objects[3];
    Picture picture;
    Plane planes[3];
    if (!PyArg_ParseTuple(arguments, "OOOOO:to_i420", &pixels, &items, &objects[0], &objects[1],
                          &objects[2])) {
        return NULL;
    }
    PyArrayObject *array = read_picture(pixels, &picture);
    Py_ssize_t count = 0;
    Rect *rects = NULL;
    if (array != NULL && read_planes(objects, &picture, planes)) {
        rects = even_rects(items, (Rect){0, 0, picture.width, picture.height}, &count);
    }
    if (rects != NULL) {
        Py_BEGIN_ALLOW_THREADS
        for (Py_ssize_t place = 0; place < count; place++) {
            convert_rect(&picture, rects[place], planes);
        }
        Py_END_ALLOW_THREADS
    }
    PyMem_Free(rects);
    Py_XDECREF(array);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

#endif
