/* The shapes a canvas shows, found again by the address of their object. */
#ifndef RENDER_CANVAS_LIST_H
#define RENDER_CANVAS_LIST_H

#include "canvas_change.h"
#include "canvas_family.h"
#include "canvas_paint.h"
#include "canvas_tiles.h"

typedef struct {
    PyObject_HEAD
    PyArrayObject *pixels;
    PyArrayObject *background; /* as it was given, whatever its layout */
    cairo_surface_t *surface;
    cairo_t *context;
    cairo_matrix_t matrix;
    double thickness;
    Manim manim;
    Tiles tiles;
    Shape **shapes; /* from back to front; this list owns them */
    Py_ssize_t count, room;
    Shape **slots; /* the same by address; a power of two, at most half of them taken */
    size_t slot_room;
    Cover cover;
    Py_buffer covering;
    uint64_t comparison;
    int busy; /* looking or painting: the code of a scene may run meanwhile */
} DisplayList;

static Shape *find(const DisplayList *self, const PyObject *mobject)
{
    if (self->slot_room == 0) {
        return NULL;
    }
    size_t slot = slot_of(mobject, self->slot_room);
    while (self->slots[slot] != NULL && self->slots[slot]->mobject != mobject) {
        slot = (slot + 1) & (self->slot_room - 1);
    }
    return self->slots[slot];
}

static void index_shape(DisplayList *self, Shape *shape)
{
    size_t slot = slot_of(shape->mobject, self->slot_room);
    while (self->slots[slot] != NULL) {
        slot = (slot + 1) & (self->slot_room - 1);
    }
    self->slots[slot] = shape;
}

static void index_all(DisplayList *self)
{
    if (self->slot_room) {
        memset(self->slots, 0, self->slot_room * sizeof *self->slots);
    }
    for (Py_ssize_t place = 0; place < self->count; place++) {
        index_shape(self, self->shapes[place]);
    }
}

/* Make room for this many shapes more. */
static int reserve(DisplayList *self, Py_ssize_t more)
{
    Py_ssize_t needed = self->count + more;
    if (needed <= self->room) {
        return 1;
    }
    size_t room = self->room ? (size_t)self->room : 64;
    while (room < (size_t)needed) {
        room *= 2;
    }
    Shape **shapes = PyMem_Realloc(self->shapes, room * sizeof *shapes);
    self->shapes = shapes == NULL ? self->shapes : shapes;
    Shape **slots = shapes == NULL ? NULL : PyMem_Calloc(2 * room, sizeof *slots);
    if (slots == NULL) {
        PyErr_NoMemory();
        return 0;
    }
    PyMem_Free(self->slots);
    self->slots = slots;
    self->room = (Py_ssize_t)room;
    self->slot_room = 2 * room;
    index_all(self);
    return 1;
}

/* Room was made before. */
static Shape *add_shape(DisplayList *self, PyObject *mobject)
{
    Shape *shape = PyMem_Calloc(1, sizeof *shape);
    if (shape == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    shape->mobject = Py_NewRef(mobject);
    self->shapes[self->count++] = shape;
    index_shape(self, shape);
    return shape;
}

/* Keep these shapes of the list only. They are told by `seen`; the rest is freed at the very end. */
static void keep_seen(DisplayList *self, Shape **kept, Py_ssize_t count)
{
    Shape **before = self->shapes;
    Py_ssize_t before_count = self->count;
    self->shapes = kept;
    self->count = count;
    if (count != before_count) {
        index_all(self);
    }
    for (Py_ssize_t place = 0; place < before_count; place++) {
        if (before[place]->seen != self->comparison) {
            free_shape(before[place]);
        }
    }
    PyMem_Free(before);
}

static void forget_shapes(DisplayList *self)
{
    Shape **shapes = self->shapes;
    Py_ssize_t count = self->count;
    self->shapes = NULL;
    self->count = self->room = 0;
    self->slot_room = 0;
    PyMem_Free(self->slots);
    self->slots = NULL;
    for (Py_ssize_t place = 0; place < count; place++) {
        free_shape(shapes[place]);
    }
    PyMem_Free(shapes);
}

static void touch_shape(DisplayList *self, const Shape *shape)
{
    if (shape->has_box) {
        touch(&self->tiles, shape->box);
    }
}

/* Look at one shape again; what it covered and what it covers now is to be drawn if it changed. */
static int look_again(DisplayList *self, Shape *shape)
{
    Look look = {0};
    int same = read_look(&self->manim, shape->mobject, &look) ? 0 : -1;
    if (same == 0 && shape->joint != NULL) {
        same = looks_the_same(shape, &look);
    }
    if (same == 0) {
        touch_shape(self, shape);
        same = change(&self->manim, shape, &look, &self->matrix, self->thickness,
                      self->tiles.bounds) ? 0 : -1;
        touch_shape(self, shape);
    }
    drop_look(&look);
    return same >= 0;
}

/* The shape of this object, looked at unless it `stays`; NULL with an error set, or without one
 * for what is no shape. */
static Shape *looked_at(DisplayList *self, PyObject *mobject, int stays)
{
    Shape *shape = find(self, mobject);
    if (shape != NULL && (stays || shape->seen == self->comparison)) {
        return shape;
    }
    if (shape == NULL) {
        if (PyObject_IsInstance(mobject, self->manim.kind) <= 0) {
            return NULL;
        }
        shape = add_shape(self, mobject);
    }
    return shape != NULL && look_again(self, shape) ? shape : NULL;
}

/* Compare all shapes with what is drawn, in `kept` from back to front; minus one for an error. */
static Py_ssize_t compare_all(DisplayList *self, PyObject *all, Py_ssize_t settled, Shape **kept,
                              int *ordered)
{
    Py_ssize_t count = 0, last = 0;
    for (Py_ssize_t place = 0; place < PyTuple_GET_SIZE(all); place++) {
        Shape *shape = looked_at(self, PyTuple_GET_ITEM(all, place), place < settled);
        if (shape == NULL && PyErr_Occurred()) {
            return -1;
        }
        if (shape == NULL || shape->seen == self->comparison) {
            continue;
        }
        shape->seen = self->comparison;
        *ordered &= shape->place == 0 || shape->place > last;
        last = shape->place ? shape->place : last;
        kept[count++] = shape;
        shape->place = count;
    }
    return count;
}

#endif
