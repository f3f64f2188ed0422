/* What a list knows of one Manim object: how it looked last, and where it stood. */
#ifndef RENDER_CANVAS_ENTRY_H
#define RENDER_CANVAS_ENTRY_H

#include "canvas_shape.h"

typedef struct {
    PyObject *mobject; /* held, so that nobody else gets its address */
    Shape *shape;
    Numbers slope; /* what a gradient runs along; nothing without one */
    PyObject *joint, *end;
    Py_ssize_t place; /* in the last picture, from one */
    uint64_t seen;    /* the last comparison that met it */
} Entry;

static Entry *new_entry(PyObject *mobject)
{
    Shape *shape = new_shape();
    Entry *entry = shape == NULL ? NULL : PyMem_Calloc(1, sizeof *entry);
    if (entry != NULL) {
        entry->mobject = Py_NewRef(mobject);
        entry->shape = shape;
    } else if (shape != NULL) {
        let_go(shape);
        PyErr_NoMemory();
    }
    return entry;
}

static void free_entry(Entry *entry)
{
    let_go(entry->shape);
    PyMem_Free(entry->slope.values);
    Py_XDECREF(entry->joint);
    Py_XDECREF(entry->end);
    PyObject *mobject = entry->mobject;
    PyMem_Free(entry);
    Py_XDECREF(mobject); /* last: it may run anything */
}

/* A shape that a sketch shows stays as it is: the entry goes on with another, to be filled in. */
static int own_shape(Entry *entry)
{
    if (entry->shape->holders == 1) {
        return 1;
    }
    Shape *shape = new_shape();
    if (shape == NULL) {
        return 0;
    }
    let_go(entry->shape);
    entry->shape = shape;
    return 1;
}

#endif
