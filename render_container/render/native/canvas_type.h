/* The type `DisplayList`: how it begins, paints and ends. */
#ifndef RENDER_CANVAS_TYPE_H
#define RENDER_CANVAS_TYPE_H

#include "canvas_sketch.h"

/* Let whoever asks paint later what was touched since the last time, or everything. */
static PyObject *list_sketch(DisplayList *self, PyObject *whole)
{
    int everything = PyObject_IsTrue(whole);
    if (everything < 0 || !begin_work(self)) {
        return NULL;
    }
    return end_work(self, (PyObject *)new_sketch(self, everything));
}

/* Draw what was touched since the last time, or everything, and answer where. */
static PyObject *list_paint(DisplayList *self, PyObject *whole)
{
    int everything = PyObject_IsTrue(whole);
    if (everything < 0 || !begin_work(self)) {
        return NULL;
    }
    Sketch *sketch = new_sketch(self, everything);
    PyObject *rects = sketch == NULL || !paint_sketch(sketch) ? NULL : sketch_rects(sketch, NULL);
    Py_XDECREF((PyObject *)sketch);
    return end_work(self, rects);
}

static int set_up_tiles(Tiles *tiles, Rect bounds)
{
    int columns = (bounds.x1 + TILE - 1) / TILE, rows = (bounds.y1 + TILE - 1) / TILE;
    *tiles = (Tiles){bounds, columns, rows, PyMem_Calloc((size_t)columns, (size_t)rows),
                     PyMem_Calloc((size_t)rows, 1), PyMem_Calloc((size_t)columns, 1)};
    return tiles->touched != NULL && tiles->line != NULL && tiles->across != NULL;
}

static int set_up(DisplayList *self, PyArrayObject *pixels, const Picture *picture)
{
    self->pixels = (PyArrayObject *)Py_NewRef((PyObject *)pixels);
    if (!set_up_tiles(&self->tiles, (Rect){0, 0, picture->width, picture->height})) {
        PyErr_NoMemory();
        return 0;
    }
    cairo_matrix_init_identity(&self->matrix);
    self->surface = cairo_image_surface_create_for_data(
        PyArray_DATA(pixels), CAIRO_FORMAT_ARGB32, picture->width, picture->height,
        (int)PyArray_STRIDE(pixels, 0));
    if (!start_context(self)) {
        PyErr_SetString(PyExc_ValueError, "cairo cannot draw on these pixels");
        return 0;
    }
    return 1;
}

static int list_init(DisplayList *self, PyObject *arguments, PyObject *options)
{
    PyObject *pixels, *kind, *joins, *caps;
    Picture picture;
    (void)options;
    if (!PyArg_ParseTuple(arguments, "OOOO:DisplayList", &pixels, &kind, &joins, &caps)) {
        return -1;
    }
    PyArrayObject *array = self->pixels != NULL ? NULL : read_picture(pixels, &picture);
    int ready = array != NULL && (PyObject *)array == pixels && PyArray_ISWRITEABLE(array)
        && PyArray_IS_C_CONTIGUOUS(array);
    if (ready) {
        self->manim = (Manim){Py_NewRef(kind), Py_NewRef(joins), Py_NewRef(caps),
                              PyObject_GetAttr(kind, names.get_stroke_width)};
        ready = self->manim.plain_width != NULL && set_up(self, array, &picture);
    } else if (!PyErr_Occurred()) {
        PyErr_SetString(PyExc_ValueError, "a display list draws on one array of pixels in rows");
    }
    Py_XDECREF(array);
    return ready ? 0 : -1;
}

static int list_traverse(DisplayList *self, visitproc visit, void *arg)
{
    for (Py_ssize_t place = 0; place < self->count; place++) {
        Py_VISIT(self->entries[place]->mobject);
        Py_VISIT(self->entries[place]->joint);
        Py_VISIT(self->entries[place]->end);
    }
    Py_VISIT(self->background);
    Py_VISIT(self->manim.kind);
    Py_VISIT(self->manim.joins);
    Py_VISIT(self->manim.caps);
    Py_VISIT(self->manim.plain_width);
    return 0;
}

static int list_clear(DisplayList *self)
{
    forget_shapes(self);
    Py_CLEAR(self->background);
    Py_CLEAR(self->manim.kind);
    Py_CLEAR(self->manim.joins);
    Py_CLEAR(self->manim.caps);
    Py_CLEAR(self->manim.plain_width);
    return 0;
}

static void list_dealloc(DisplayList *self)
{
    PyObject_GC_UnTrack(self);
    list_clear(self);
    uncover(self);
    if (self->context != NULL) {
        cairo_destroy(self->context);
    }
    if (self->surface != NULL) {
        cairo_surface_destroy(self->surface);
    }
    PyMem_Free(self->tiles.touched);
    PyMem_Free(self->tiles.line);
    PyMem_Free(self->tiles.across);
    Py_XDECREF(self->pixels);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

#endif
