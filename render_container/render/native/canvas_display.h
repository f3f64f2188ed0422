/* `DisplayList` for Python: the same methods as the class of that name in display_list.py. */
#ifndef RENDER_CANVAS_DISPLAY_H
#define RENDER_CANVAS_DISPLAY_H

#include "canvas_list.h"
#include "canvas_planes.h"

/* Whether this list may be worked on; it may not while the code of a scene runs inside of it. */
static int begin_work(DisplayList *self)
{
    if (self->busy || self->context == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "this display list is at work, or was never set up");
        return 0;
    }
    self->busy = 1;
    return 1;
}

/* After an error nobody knows what the picture shows: it is drawn anew with the next shapes. */
static PyObject *end_work(DisplayList *self, PyObject *result)
{
    if (result == NULL) {
        PyObject *type, *value, *trace;
        PyErr_Fetch(&type, &value, &trace);
        forget_shapes(self);
        touch(&self->tiles, self->tiles.bounds);
        PyErr_Restore(type, value, trace);
    }
    self->busy = 0;
    return result;
}

static PyObject *settle_all(DisplayList *self, PyObject *all)
{
    if (all == NULL || !reserve(self, PyTuple_GET_SIZE(all))) {
        return NULL;
    }
    self->comparison++;
    for (Py_ssize_t place = 0; place < PyTuple_GET_SIZE(all); place++) {
        if (looked_at(self, PyTuple_GET_ITEM(all, place), 0) == NULL && PyErr_Occurred()) {
            return NULL;
        }
    }
    return Py_NewRef(Py_None);
}

static PyObject *list_settle(DisplayList *self, PyObject *shapes)
{
    if (!begin_work(self)) {
        return NULL;
    }
    PyObject *all = PySequence_Tuple(shapes);
    PyObject *result = settle_all(self, all);
    Py_XDECREF(all);
    return end_work(self, result);
}

static PyObject *compare_with(DisplayList *self, PyObject *all, Py_ssize_t settled)
{
    int ordered = 1;
    if (all == NULL || !reserve(self, PyTuple_GET_SIZE(all))) {
        return NULL;
    }
    Entry **kept = PyMem_New(Entry *, (size_t)self->room);
    if (kept == NULL) {
        return PyErr_NoMemory();
    }
    self->comparison++;
    Py_ssize_t count = compare_all(self, all, settled, kept, &ordered);
    if (count < 0) {
        PyMem_Free(kept);
        return NULL;
    }
    for (Py_ssize_t place = 0; place < self->count; place++) {
        if (self->entries[place]->seen != self->comparison) {
            touch_entry(self, self->entries[place]);
        }
    }
    keep_seen(self, kept, count);
    return PyBool_FromLong(ordered);
}

static PyObject *list_compare(DisplayList *self, PyObject *arguments)
{
    PyObject *shapes;
    Py_ssize_t settled;
    if (!PyArg_ParseTuple(arguments, "On:compare", &shapes, &settled) || !begin_work(self)) {
        return NULL;
    }
    PyObject *all = PySequence_Tuple(shapes);
    PyObject *result = compare_with(self, all, settled);
    Py_XDECREF(all);
    return end_work(self, result);
}

static PyObject *keep_known(DisplayList *self, PyObject *all)
{
    if (all == NULL || !reserve(self, 1)) {
        return NULL;
    }
    Entry **kept = PyMem_New(Entry *, (size_t)self->room);
    if (kept == NULL) {
        return PyErr_NoMemory();
    }
    Py_ssize_t count = 0;
    self->comparison++;
    for (Py_ssize_t place = 0; place < PyTuple_GET_SIZE(all); place++) {
        Entry *entry = find(self, PyTuple_GET_ITEM(all, place));
        if (entry != NULL && entry->seen != self->comparison) {
            entry->seen = self->comparison;
            kept[count++] = entry;
        }
    }
    keep_seen(self, kept, count);
    return Py_NewRef(Py_None);
}

static PyObject *list_keep(DisplayList *self, PyObject *shapes)
{
    if (!begin_work(self)) {
        return NULL;
    }
    PyObject *all = PySequence_Tuple(shapes);
    PyObject *result = keep_known(self, all);
    Py_XDECREF(all);
    return end_work(self, result);
}

static PyObject *list_see(DisplayList *self, PyObject *arguments)
{
    cairo_matrix_t matrix;
    double thickness;
    PyObject *background;
    if (!PyArg_ParseTuple(arguments, "(dddddd)dO!:see", &matrix.xx, &matrix.yx, &matrix.xy,
                          &matrix.yy, &matrix.x0, &matrix.y0, &thickness, &PyArray_Type,
                          &background) || !begin_work(self)) {
        return NULL;
    }
    int any = self->count > 0;
    self->matrix = matrix;
    self->thickness = thickness;
    Py_XSETREF(self->background, (PyArrayObject *)Py_NewRef(background));
    forget_shapes(self);
    return end_work(self, PyBool_FromLong(any));
}

static PyObject *list_touch(DisplayList *self, PyObject *item)
{
    Rect rect;
    if (!read_rect(item, &rect) || !begin_work(self)) {
        return NULL;
    }
    touch(&self->tiles, rect);
    return end_work(self, Py_NewRef(Py_None));
}

static PyObject *list_clean(DisplayList *self, PyObject *nothing)
{
    (void)nothing;
    if (!begin_work(self)) {
        return NULL;
    }
    clean(&self->tiles);
    return end_work(self, Py_NewRef(Py_None));
}

static void uncover(DisplayList *self)
{
    if (self->cover.surface != NULL) {
        cairo_surface_destroy(self->cover.surface);
        PyBuffer_Release(&self->covering);
        self->cover.surface = NULL;
    }
}

/* `data` is that of a cairo surface in ARGB32, with this many bytes to a row. */
static int cover_with(DisplayList *self, PyObject *data, int stride, Rect box)
{
    int width = box.x1 - box.x0, height = box.y1 - box.y0;
    if (PyObject_GetBuffer(data, &self->covering, PyBUF_WRITABLE) < 0) {
        return 0;
    }
    if (width > 0 && height > 0 && stride / 4 >= width
        && self->covering.len / stride >= height) {
        self->cover.surface = cairo_image_surface_create_for_data(
            self->covering.buf, CAIRO_FORMAT_ARGB32, width, height, stride);
        self->cover.box = box;
        if (cairo_surface_status(self->cover.surface) == CAIRO_STATUS_SUCCESS) {
            return 1;
        }
        cairo_surface_destroy(self->cover.surface);
        self->cover.surface = NULL;
    }
    PyBuffer_Release(&self->covering);
    PyErr_SetString(PyExc_ValueError, "a cover is as large as its box");
    return 0;
}

static PyObject *list_cover(DisplayList *self, PyObject *arguments)
{
    PyObject *data, *item;
    Rect box = {0, 0, 0, 0};
    int stride;
    if (!PyArg_ParseTuple(arguments, "OiO:cover", &data, &stride, &item) || !begin_work(self)) {
        return NULL;
    }
    uncover(self);
    int covered = data == Py_None
        || (read_rect(item, &box) && cover_with(self, data, stride, box));
    return end_work(self, covered ? Py_NewRef(Py_None) : NULL);
}

#endif
