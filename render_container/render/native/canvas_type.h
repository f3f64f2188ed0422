/* The type `DisplayList`: how it begins, paints and ends. */
#ifndef RENDER_CANVAS_TYPE_H
#define RENDER_CANVAS_TYPE_H

#include "canvas_display.h"

static PyObject *as_boxes(const Rect *rects, int count)
{
    PyObject *boxes = PyList_New(count);
    for (int place = 0; boxes != NULL && place < count; place++) {
        Rect rect = rects[place];
        PyObject *box = Py_BuildValue("(iiii)", rect.x0, rect.y0, rect.x1, rect.y1);
        if (box == NULL) {
            Py_CLEAR(boxes);
            break;
        }
        PyList_SET_ITEM(boxes, place, box);
    }
    return boxes;
}

static int start_context(DisplayList *self)
{
    self->context = cairo_create(self->surface);
    return cairo_status(self->context) == CAIRO_STATUS_SUCCESS;
}

/* Cairo stays in its error for good: another context is needed after one. */
static int check_context(DisplayList *self)
{
    cairo_status_t status = cairo_status(self->context);
    if (status == CAIRO_STATUS_SUCCESS) {
        return 1;
    }
    cairo_destroy(self->context);
    start_context(self);
    PyErr_Format(PyExc_RuntimeError, "cairo could not draw this: %s",
                 cairo_status_to_string(status));
    return 0;
}

static void paint_rects(DisplayList *self, const Layers *layers, const Rect *rects, int count)
{
    cairo_surface_flush(self->surface);
    for (int place = 0; place < count; place++) {
        lay_background(layers, rects[place]);
        cairo_surface_mark_dirty(self->surface);
        paint(self->context, self->shapes, self->count, self->thickness, &self->matrix,
              &self->cover, rects[place]);
        cairo_surface_flush(self->surface);
    }
}

static int paint_over(DisplayList *self, const Rect *rects, int count)
{
    Picture behind;
    PyArrayObject *background = read_picture((PyObject *)self->background, &behind);
    if (background == NULL) {
        return 0;
    }
    Rect bounds = self->tiles.bounds;
    int fits = behind.width == bounds.x1 && behind.height == bounds.y1;
    if (fits) {
        Layers layers = {PyArray_DATA(self->pixels), PyArray_STRIDE(self->pixels, 0),
                         behind.pixels, behind.stride};
        Py_BEGIN_ALLOW_THREADS
        paint_rects(self, &layers, rects, count);
        Py_END_ALLOW_THREADS
    } else {
        PyErr_SetString(PyExc_ValueError, "the background is not as large as the picture");
    }
    Py_DECREF(background);
    return fits && check_context(self);
}

/* Draw what was touched since the last time, or everything, and answer where. */
static PyObject *list_paint(DisplayList *self, PyObject *whole)
{
    int everything = PyObject_IsTrue(whole);
    if (everything < 0 || !begin_work(self)) {
        return NULL;
    }
    if (self->background == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "nothing was seen yet");
        return end_work(self, NULL);
    }
    Rect rects[FEW] = {self->tiles.bounds};
    int count = everything ? 1 : merge(&self->tiles, rects);
    clean(&self->tiles);
    if (count && !paint_over(self, rects, count)) {
        return end_work(self, NULL);
    }
    return end_work(self, as_boxes(rects, count));
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
        Py_VISIT(self->shapes[place]->mobject);
        Py_VISIT(self->shapes[place]->joint);
        Py_VISIT(self->shapes[place]->end);
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
