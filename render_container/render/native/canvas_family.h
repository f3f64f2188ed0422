/* Families of Manim objects from back to front, as its `extract_mobject_family_members` has them. */
#ifndef RENDER_CANVAS_FAMILY_H
#define RENDER_CANVAS_FAMILY_H

#include "canvas_look.h"

/* Which objects were met, by address. */
typedef struct {
    PyObject **slots;
    size_t room, count; /* room is a power of two */
} Met;

static size_t slot_of(const PyObject *object, size_t room)
{
    return (size_t)(((uintptr_t)object >> 4) * 0x9E3779B97F4A7C15u >> 20) & (room - 1);
}

static void put(Met *met, PyObject *object)
{
    size_t slot = slot_of(object, met->room);
    while (met->slots[slot] != NULL) {
        slot = (slot + 1) & (met->room - 1);
    }
    met->slots[slot] = object;
}

static int grow(Met *met)
{
    Met wider = {NULL, met->room ? 2 * met->room : 1024, met->count};
    wider.slots = PyMem_Calloc(wider.room, sizeof(PyObject *));
    if (wider.slots == NULL) {
        PyErr_NoMemory();
        return 0;
    }
    for (size_t slot = 0; slot < met->room; slot++) {
        if (met->slots[slot] != NULL) {
            put(&wider, met->slots[slot]);
        }
    }
    PyMem_Free(met->slots);
    *met = wider;
    return 1;
}

static int has_met(const Met *met, const PyObject *object)
{
    for (size_t slot = slot_of(object, met->room); met->slots[slot] != NULL;
         slot = (slot + 1) & (met->room - 1)) {
        if (met->slots[slot] == object) {
            return 1;
        }
    }
    return 0;
}

static int meet(Met *met, PyObject *object)
{
    if (2 * (met->count + 1) > met->room && !grow(met)) {
        return 0;
    }
    put(met, object);
    met->count++;
    return 1;
}

enum { KNOWN_TYPES = 64 };

/* A walk through families from their last member to the first: then the first meeting counts. */
typedef struct {
    Met met;
    PyObject *members; /* last one first */
    int pointless;     /* whether those without points are members too */
    PyObject *family, *with_points; /* Mobject's own methods */
    PyTypeObject *known[KNOWN_TYPES];
} Walk;

static int is_own(PyTypeObject *type, PyObject *name, PyObject *method)
{
    PyObject *found = PyObject_GetAttr((PyObject *)type, name);
    Py_XDECREF(found);
    return found == NULL ? -1 : found == method;
}

/* Whether objects of this type find their families as Mobject does; minus one for an error. */
static int is_plain(Walk *walk, PyTypeObject *type)
{
    PyTypeObject **known = &walk->known[((uintptr_t)type >> 5) % KNOWN_TYPES];
    if (*known == type) {
        return 1;
    }
    int plain = is_own(type, names.get_family, walk->family);
    plain = plain > 0 ? is_own(type, names.members_with_points, walk->with_points) : plain;
    if (plain > 0) {
        Py_XSETREF(*known, (PyTypeObject *)Py_NewRef((PyObject *)type));
    }
    return plain;
}

static Py_ssize_t point_count(PyObject *mobject)
{
    PyObject *points = attribute(mobject, names.points);
    if (points == NULL) {
        return -1;
    }
    int rows = PyArray_Check(points) && PyArray_NDIM((PyArrayObject *)points) > 0;
    Py_ssize_t count = rows ? PyArray_DIM((PyArrayObject *)points, 0) : PyObject_Size(points);
    Py_DECREF(points);
    return count;
}

static int walk_all(Walk *walk, PyObject *mobjects);

/* One, or zero where only Manim knows the family, or minus one with an error set. */
static int walk_one(Walk *walk, PyObject *mobject)
{
    if (has_met(&walk->met, mobject)) {
        return 1;
    }
    int plain = is_plain(walk, Py_TYPE(mobject));
    PyObject *submobjects = plain > 0 ? attribute(mobject, names.submobjects) : NULL;
    if (submobjects == NULL) {
        return plain > 0 ? -1 : plain;
    }
    int walked = walk_all(walk, submobjects);
    Py_DECREF(submobjects);
    if (walked <= 0 || has_met(&walk->met, mobject)) {
        return walked;
    }
    Py_ssize_t points = walk->pointless ? 1 : point_count(mobject);
    if (points < 0 || !meet(&walk->met, mobject)) {
        return -1;
    }
    return points && PyList_Append(walk->members, mobject) < 0 ? -1 : 1;
}

static int walk_list(Walk *walk, PyObject *list)
{
    int walked = 1;
    for (Py_ssize_t place = PyList_GET_SIZE(list) - 1; walked > 0 && place >= 0; place--) {
        if (place < PyList_GET_SIZE(list)) { /* a property may have shortened it */
            PyObject *member = Py_NewRef(PyList_GET_ITEM(list, place));
            walked = walk_one(walk, member);
            Py_DECREF(member);
        }
    }
    return walked;
}

static int walk_all(Walk *walk, PyObject *mobjects)
{
    if (PyList_CheckExact(mobjects) && PyList_GET_SIZE(mobjects) == 0) {
        return 1;
    }
    PyObject *list = PyList_CheckExact(mobjects) ? Py_NewRef(mobjects) : PySequence_List(mobjects);
    if (list == NULL || Py_EnterRecursiveCall(" in a family")) {
        Py_XDECREF(list);
        return -1;
    }
    int walked = walk_list(walk, list);
    Py_LeaveRecursiveCall();
    Py_DECREF(list);
    return walked;
}

#endif
