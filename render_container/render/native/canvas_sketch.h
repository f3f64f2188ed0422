/* What is still to be painted: the shapes of one moment, and where. No later one disturbs it. */
#ifndef RENDER_CANVAS_SKETCH_H
#define RENDER_CANVAS_SKETCH_H

#include "canvas_display.h"

typedef struct {
    PyObject_HEAD
    DisplayList *list; /* whose pixels are painted on; NULL once they were */
    PyArrayObject *background;
    Picture behind;
    Shape **shapes; /* held, from back to front */
    Py_ssize_t count;
    cairo_matrix_t matrix;
    double thickness;
    Cover cover;
    Py_buffer covering;
    Rect rects[FEW];
    int rect_count;
} Sketch;

static PyTypeObject sketch_type;

static int meets_any(Rect box, const Rect *rects, int count)
{
    for (int place = 0; place < count; place++) {
        if (meets(box, rects[place])) {
            return 1;
        }
    }
    return 0;
}

static int hold_shapes(Sketch *self)
{
    const DisplayList *list = self->list;
    self->shapes = PyMem_New(Shape *, (size_t)list->count + 1);
    if (self->shapes == NULL) {
        PyErr_NoMemory();
        return 0;
    }
    for (Py_ssize_t place = 0; place < list->count; place++) {
        Shape *shape = list->entries[place]->shape;
        if (shape->has_box && meets_any(shape->box, self->rects, self->rect_count)) {
            shape->holders++;
            self->shapes[self->count++] = shape;
        }
    }
    return 1;
}

static int hold_cover(Sketch *self)
{
    const DisplayList *list = self->list;
    if (list->cover.surface == NULL) {
        return 1;
    }
    if (PyObject_GetBuffer(list->covering.obj, &self->covering, PyBUF_WRITABLE) < 0) {
        return 0;
    }
    self->cover = (Cover){cairo_surface_reference(list->cover.surface), list->cover.box};
    return 1;
}

static int hold_background(Sketch *self)
{
    Rect bounds = self->list->tiles.bounds;
    if (self->list->background == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "nothing was seen yet");
        return 0;
    }
    self->background = read_picture((PyObject *)self->list->background, &self->behind);
    if (self->background != NULL
        && (self->behind.width != bounds.x1 || self->behind.height != bounds.y1)) {
        PyErr_SetString(PyExc_ValueError, "the background is not as large as the picture");
        return 0;
    }
    return self->background != NULL;
}

/* What was touched since the last time, or everything. */
static Sketch *new_sketch(DisplayList *list, int whole)
{
    Sketch *self = (Sketch *)sketch_type.tp_alloc(&sketch_type, 0);
    if (self == NULL) {
        return NULL;
    }
    self->list = (DisplayList *)Py_NewRef((PyObject *)list);
    self->matrix = list->matrix;
    self->thickness = list->thickness;
    self->rects[0] = list->tiles.bounds;
    self->rect_count = whole ? 1 : merge(&list->tiles, self->rects);
    clean(&list->tiles);
    if (!hold_background(self) || !hold_shapes(self) || !hold_cover(self)) {
        Py_CLEAR(self);
    }
    return self;
}

/* Python's lock is not held here. */
static void paint_rects(const Sketch *self)
{
    const DisplayList *list = self->list;
    Layers layers = {PyArray_DATA(list->pixels), PyArray_STRIDE(list->pixels, 0),
                     self->behind.pixels, self->behind.stride};
    cairo_surface_flush(list->surface);
    for (int place = 0; place < self->rect_count; place++) {
        lay_background(&layers, self->rects[place]);
        cairo_surface_mark_dirty(list->surface);
        paint(list->context, self->shapes, self->count, self->thickness, &self->matrix,
              &self->cover, self->rects[place]);
        cairo_surface_flush(list->surface);
    }
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
    touch(&self->tiles, self->tiles.bounds);
    PyErr_Format(PyExc_RuntimeError, "cairo could not draw this: %s",
                 cairo_status_to_string(status));
    return 0;
}

static int sketch_clear(Sketch *self)
{
    for (; self->count; self->count--) {
        let_go(self->shapes[self->count - 1]);
    }
    PyMem_Free(self->shapes);
    self->shapes = NULL;
    if (self->cover.surface != NULL) {
        cairo_surface_destroy(self->cover.surface);
        PyBuffer_Release(&self->covering);
        self->cover.surface = NULL;
    }
    Py_CLEAR(self->background);
    Py_CLEAR(self->list);
    return 0;
}

/* Paint what is still to be painted, in whatever thread, but only in one at a time. */
static int paint_sketch(Sketch *self)
{
    DisplayList *list = self->list;
    if (list == NULL) {
        return 1;
    }
    if (list->painting) {
        PyErr_SetString(PyExc_RuntimeError, "another sketch is being painted");
        return 0;
    }
    Py_INCREF((PyObject *)list);
    list->painting = 1;
    Py_BEGIN_ALLOW_THREADS
    paint_rects(self);
    Py_END_ALLOW_THREADS
    list->painting = 0;
    sketch_clear(self);
    int sound = check_context(list);
    Py_DECREF((PyObject *)list);
    return sound;
}

static PyObject *sketch_paint(Sketch *self, PyObject *nothing)
{
    (void)nothing;
    return paint_sketch(self) ? Py_NewRef(Py_None) : NULL;
}

static PyObject *sketch_rects(Sketch *self, void *nothing)
{
    (void)nothing;
    PyObject *boxes = PyList_New(self->rect_count);
    for (int place = 0; boxes != NULL && place < self->rect_count; place++) {
        Rect rect = self->rects[place];
        PyObject *box = Py_BuildValue("(iiii)", rect.x0, rect.y0, rect.x1, rect.y1);
        if (box == NULL) {
            Py_CLEAR(boxes);
            break;
        }
        PyList_SET_ITEM(boxes, place, box);
    }
    return boxes;
}

static int sketch_traverse(Sketch *self, visitproc visit, void *arg)
{
    Py_VISIT(self->list);
    return 0;
}

static void sketch_dealloc(Sketch *self)
{
    PyObject_GC_UnTrack(self);
    sketch_clear(self);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyMethodDef sketch_methods[] = {
    {"paint", (PyCFunction)sketch_paint, METH_NOARGS,
     "paint(): draw it, once, unless another one is being painted on the same pixels."},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef sketch_attributes[] = {
    {"rects", (getter)sketch_rects, NULL, "Where it changes the picture.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyTypeObject sketch_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "render.native.canvas.Sketch",
    .tp_doc = "What is still to be painted.",
    .tp_basicsize = sizeof(Sketch),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_dealloc = (destructor)sketch_dealloc,
    .tp_traverse = (traverseproc)sketch_traverse,
    .tp_clear = (inquiry)sketch_clear,
    .tp_methods = sketch_methods,
    .tp_getset = sketch_attributes,
};

#endif
