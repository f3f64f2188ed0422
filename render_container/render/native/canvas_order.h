/* What lies over what: families sorted by their z-index; and what only Manim's own camera draws. */
#ifndef RENDER_CANVAS_ORDER_H
#define RENDER_CANVAS_ORDER_H

#include "canvas_family.h"

typedef struct {
    PyObject *member;
    double height;
    Py_ssize_t place;
} Standing;

static int by_height(const void *one, const void *other)
{
    const Standing *a = one, *b = other;
    if (a->height != b->height) {
        return a->height < b->height ? -1 : 1;
    }
    return a->place < b->place ? -1 : a->place > b->place;
}

/* As `by_height`; answers zero for heights that only Python can order. */
static int read_heights(PyObject *members, Standing *standing, Py_ssize_t count, int *level)
{
    *level = 1;
    for (Py_ssize_t place = 0; place < count; place++) {
        PyObject *height = attribute(PyList_GET_ITEM(members, place), names.z_index);
        if (height == NULL) {
            return -1;
        }
        double value = PyFloat_CheckExact(height) ? PyFloat_AS_DOUBLE(height)
            : PyLong_CheckExact(height)           ? PyLong_AsDouble(height)
                                                  : NAN;
        Py_DECREF(height);
        if (isnan(value) || PyErr_Occurred()) {
            PyErr_Clear();
            return 0;
        }
        standing[place] = (Standing){NULL, value, place};
        *level &= value == standing[0].height;
    }
    return 1;
}

/* From the lowest to the highest; those of one height stay as they are. */
static int sort_by_height(PyObject *members)
{
    Py_ssize_t count = PyList_GET_SIZE(members);
    Standing *standing = PyMem_New(Standing, (size_t)count + 1);
    if (standing == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    int level, ordered = read_heights(members, standing, count, &level);
    if (ordered > 0 && PyList_GET_SIZE(members) == count && !level) {
        for (Py_ssize_t place = 0; place < count; place++) {
            standing[place].member = PyList_GET_ITEM(members, place);
        }
        qsort(standing, (size_t)count, sizeof *standing, by_height);
        for (Py_ssize_t place = 0; place < count; place++) {
            PyList_SET_ITEM(members, place, standing[place].member);
        }
    }
    PyMem_Free(standing);
    return ordered;
}

static int walk_from(Walk *walk, PyObject *mobjects, int by_z_index)
{
    if (!grow(&walk->met)) {
        return -1;
    }
    int walked = walk_all(walk, mobjects);
    if (walked > 0) {
        walked = PyList_Reverse(walk->members) == 0 ? 1 : -1;
    }
    return walked > 0 && by_z_index ? sort_by_height(walk->members) : walked;
}

static PyObject *stacked(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *mobjects, *kind;
    int by_z_index, pointless = 0;
    if (!PyArg_ParseTuple(arguments, "OpO|p:stacked", &mobjects, &by_z_index, &kind, &pointless)) {
        return NULL;
    }
    Walk walk = {.members = PyList_New(0),
                 .pointless = pointless,
                 .family = PyObject_GetAttr(kind, names.get_family),
                 .with_points = PyObject_GetAttr(kind, names.members_with_points)};
    int walked = -1;
    if (walk.members != NULL && walk.family != NULL && walk.with_points != NULL) {
        walked = walk_from(&walk, mobjects, by_z_index);
    }
    Py_XDECREF(walk.family);
    Py_XDECREF(walk.with_points);
    for (int place = 0; place < KNOWN_TYPES; place++) {
        Py_XDECREF(walk.known[place]);
    }
    PyMem_Free(walk.met.slots);
    if (walked > 0) {
        return walk.members;
    }
    Py_XDECREF(walk.members);
    return walked < 0 ? NULL : Py_NewRef(Py_None);
}

/* Whether this is a VMobject that nothing but its points and colours draws. */
static int is_usual(PyObject *shape, PyObject *kind)
{
    int usual = PyObject_IsInstance(shape, kind);
    if (usual <= 0) {
        return usual;
    }
    PyObject *image = attribute(shape, names.background_image);
    int imaged = image == NULL ? -1 : PyObject_IsTrue(image);
    Py_XDECREF(image);
    return imaged < 0 ? -1 : !imaged;
}

static PyObject *unusual(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *shapes, *kind;
    if (!PyArg_ParseTuple(arguments, "OO:unusual", &shapes, &kind)) {
        return NULL;
    }
    PyObject *all = PySequence_Tuple(shapes), *found = all == NULL ? NULL : PyList_New(0);
    for (Py_ssize_t place = 0; found != NULL && place < PyTuple_GET_SIZE(all); place++) {
        PyObject *shape = PyTuple_GET_ITEM(all, place);
        int usual = is_usual(shape, kind);
        if (usual < 0 || (usual == 0 && PyList_Append(found, shape) < 0)) {
            Py_CLEAR(found);
        }
    }
    Py_XDECREF(all);
    return found;
}

#endif
