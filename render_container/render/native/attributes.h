/* Attributes of Manim's objects, which mostly lie in the dictionary of the object itself.
 *
 * Every Mobject has a `__getattr__`, so Python searches the type three times for each attribute. A
 * type that has no property among the names we ask for is remembered, until it is changed.
 */
#ifndef RENDER_ATTRIBUTES_H
#define RENDER_ATTRIBUTES_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

enum { ASKED_FOR = 16, REMEMBERED = 64 };

static PyObject *asked_for[ASKED_FOR], *get_attribute, *plain_get_attribute;

/* What `attribute` will be asked for; the list ends with NULL. */
static int ask_for(PyObject *const *names, int count)
{
    get_attribute = PyUnicode_InternFromString("__getattribute__");
    plain_get_attribute = get_attribute
        ? PyObject_GetAttr((PyObject *)&PyBaseObject_Type, get_attribute)
        : NULL;
    for (int at = 0; at < count && at < ASKED_FOR; at++)
        asked_for[at] = names[at];
    return plain_get_attribute != NULL && count <= ASKED_FOR;
}

/* Whether what lies in an object's dictionary is what Python would find. */
static int finds_own_first(PyTypeObject *type)
{
    static struct {
        PyTypeObject *type;
        unsigned int version;
        int own_first;
    } remembered[REMEMBERED];
    size_t slot = ((uintptr_t)type >> 5) % REMEMBERED;
    if (remembered[slot].type == type && remembered[slot].version == type->tp_version_tag
        && type->tp_version_tag)
        return remembered[slot].own_first;
    int own_first = _PyType_Lookup(type, get_attribute) == plain_get_attribute;
    for (int at = 0; own_first && at < ASKED_FOR && asked_for[at]; at++) {
        PyObject *found = _PyType_Lookup(type, asked_for[at]);
        own_first = !found || !Py_TYPE(found)->tp_descr_set;
    }
    remembered[slot].type = type;
    remembered[slot].version = type->tp_version_tag;
    remembered[slot].own_first = own_first;
    return own_first;
}

/* One of the names asked for, as PyObject_GetAttr. */
static PyObject *attribute(PyObject *self, PyObject *name)
{
    if (finds_own_first(Py_TYPE(self))) {
        PyObject **own = _PyObject_GetDictPtr(self);
        PyObject *value = own && *own ? PyDict_GetItemWithError(*own, name) : NULL;
        if (value)
            return Py_NewRef(value);
        if (PyErr_Occurred())
            return NULL;
    }
    return PyObject_GetAttr(self, name);
}

#endif
