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
    Entry **entries; /* from back to front; this list owns them */
    Py_ssize_t count, room;
    Entry **slots; /* the same by address; a power of two, at most half of them taken */
    size_t slot_room;
    Cover cover;
    Py_buffer covering;
    uint64_t comparison;
    int busy;     /* looking: the code of a scene may run meanwhile */
    int painting; /* on these pixels, maybe in another thread */
} DisplayList;

static Entry *find(const DisplayList *self, const PyObject *mobject)
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

static void index_entry(DisplayList *self, Entry *entry)
{
    size_t slot = slot_of(entry->mobject, self->slot_room);
    while (self->slots[slot] != NULL) {
        slot = (slot + 1) & (self->slot_room - 1);
    }
    self->slots[slot] = entry;
}

static void index_all(DisplayList *self)
{
    if (self->slot_room) {
        memset(self->slots, 0, self->slot_room * sizeof *self->slots);
    }
    for (Py_ssize_t place = 0; place < self->count; place++) {
        index_entry(self, self->entries[place]);
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
    Entry **entries = PyMem_Realloc(self->entries, room * sizeof *entries);
    self->entries = entries == NULL ? self->entries : entries;
    Entry **slots = entries == NULL ? NULL : PyMem_Calloc(2 * room, sizeof *slots);
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
static Entry *add_entry(DisplayList *self, PyObject *mobject)
{
    Entry *entry = new_entry(mobject);
    if (entry != NULL) {
        self->entries[self->count++] = entry;
        index_entry(self, entry);
    }
    return entry;
}

/* Keep these shapes of the list only. They are told by `seen`; the rest is freed at the very end. */
static void keep_seen(DisplayList *self, Entry **kept, Py_ssize_t count)
{
    Entry **before = self->entries;
    Py_ssize_t before_count = self->count;
    self->entries = kept;
    self->count = count;
    if (count != before_count) {
        index_all(self);
    }
    for (Py_ssize_t place = 0; place < before_count; place++) {
        if (before[place]->seen != self->comparison) {
            free_entry(before[place]);
        }
    }
    PyMem_Free(before);
}

static void forget_shapes(DisplayList *self)
{
    Entry **entries = self->entries;
    Py_ssize_t count = self->count;
    self->entries = NULL;
    self->count = self->room = 0;
    self->slot_room = 0;
    PyMem_Free(self->slots);
    self->slots = NULL;
    for (Py_ssize_t place = 0; place < count; place++) {
        free_entry(entries[place]);
    }
    PyMem_Free(entries);
}

static void touch_entry(DisplayList *self, const Entry *entry)
{
    if (entry->shape->has_box) {
        touch(&self->tiles, entry->shape->box);
    }
}

/* Look at one shape again; what it covered and what it covers now is to be drawn if it changed. */
static int look_again(DisplayList *self, Entry *entry)
{
    Look look = {0};
    int same = read_look(&self->manim, entry->mobject, &look) ? 0 : -1;
    if (same == 0 && entry->joint != NULL) {
        same = looks_the_same(entry, &look);
    }
    if (same == 0) {
        touch_entry(self, entry);
        same = change(&self->manim, entry, &look, &self->matrix, self->thickness,
                      self->tiles.bounds) ? 0 : -1;
        touch_entry(self, entry);
    }
    drop_look(&look);
    return same >= 0;
}

/* The shape of this object, looked at unless it `stays`; NULL with an error set, or without one
 * for what is no shape. */
static Entry *looked_at(DisplayList *self, PyObject *mobject, int stays)
{
    Entry *entry = find(self, mobject);
    if (entry != NULL && (stays || entry->seen == self->comparison)) {
        return entry;
    }
    if (entry == NULL) {
        if (PyObject_IsInstance(mobject, self->manim.kind) <= 0) {
            return NULL;
        }
        entry = add_entry(self, mobject);
    }
    return entry != NULL && look_again(self, entry) ? entry : NULL;
}

/* Compare all shapes with what is drawn, in `kept` from back to front; minus one for an error. */
static Py_ssize_t compare_all(DisplayList *self, PyObject *all, Py_ssize_t settled, Entry **kept,
                              int *ordered)
{
    Py_ssize_t count = 0, last = 0;
    for (Py_ssize_t place = 0; place < PyTuple_GET_SIZE(all); place++) {
        Entry *entry = looked_at(self, PyTuple_GET_ITEM(all, place), place < settled);
        if (entry == NULL && PyErr_Occurred()) {
            return -1;
        }
        if (entry == NULL || entry->seen == self->comparison) {
            continue;
        }
        entry->seen = self->comparison;
        *ordered &= entry->place == 0 || entry->place > last;
        last = entry->place ? entry->place : last;
        kept[count++] = entry;
        entry->place = count;
    }
    return count;
}

#endif
