/* Copies, families and interpolation of mobjects, as render.speedups does them in Python. */

#define PY_SSIZE_T_CLEAN
#define NPY_NO_DEPRECATED_API NPY_1_7_API_VERSION
#include <Python.h>
#include <numpy/arrayobject.h>
#include <numpy/arrayscalars.h>
#include <math.h>
#include <stdint.h>

#include "attributes.h"

static PyObject *s_deepcopy, *s_dict, *s_original_id, *s_submobjects, *s_get_family, *s_points;
static PyObject *s_update, *s_updaters, *s_interpolate, *s_interpolate_color, *s_members;
static PyObject *s_anchors, *s_reduce;

/* What `copying` told us: types whose values are shared, our own method, and Python's way. */
static PyObject *shared_types, *our_deepcopy, *plain_deepcopy, *mobject_type;

static PyObject *copied(PyObject *value, PyObject *memo);

static PyObject *remembered(PyObject *value, PyObject *memo, PyObject **key)
{
    *key = PyLong_FromVoidPtr(value);
    if (!*key)
        return NULL;
    return PyDict_GetItemWithError(memo, *key);
}

static PyObject *copied_mobject(PyObject *self, PyObject *memo)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject *empty = PyTuple_New(0), *key = NULL, *before = NULL, *after = NULL, *id = NULL;
    PyObject *clone = empty ? type->tp_new(type, empty, NULL) : NULL;
    Py_XDECREF(empty);
    if (!clone)
        return NULL;
    key = PyLong_FromVoidPtr(self);
    if (!key || PyDict_SetItem(memo, key, clone) < 0)
        goto failed;
    PyObject *attributes = PyObject_GetAttr(self, s_dict);
    if (!attributes)
        goto failed;
    before = PyDict_Copy(attributes);
    Py_DECREF(attributes);
    after = before ? PyDict_Copy(before) : NULL;
    if (!after)
        goto failed;
    Py_ssize_t place = 0;
    PyObject *name, *value;
    while (PyDict_Next(before, &place, &name, &value)) {
        int shared = PySet_Contains(shared_types, (PyObject *)Py_TYPE(value));
        if (shared < 0)
            goto failed;
        if (shared)
            continue;
        PyObject *copy = copied(value, memo);
        if (!copy)
            goto failed;
        int set = PyDict_SetItem(after, name, copy);
        Py_DECREF(copy);
        if (set < 0)
            goto failed;
    }
    id = PyObject_Str(key);
    if (!id || PyDict_SetItem(after, s_original_id, id) < 0)
        goto failed;
    if (PyObject_GenericSetDict(clone, after, NULL) < 0)
        goto failed;
    Py_DECREF(id);
    Py_DECREF(after);
    Py_DECREF(before);
    Py_DECREF(key);
    return clone;
failed:
    Py_XDECREF(id);
    Py_XDECREF(after);
    Py_XDECREF(before);
    Py_XDECREF(key);
    Py_DECREF(clone);
    return NULL;
}

static PyObject *copied_list(PyObject *value, PyObject *memo, PyObject *key)
{
    PyObject *clone = PyList_New(0);
    if (!clone || PyDict_SetItem(memo, key, clone) < 0) {
        Py_XDECREF(clone);
        return NULL;
    }
    for (Py_ssize_t place = 0; place < PyList_GET_SIZE(value); place++) {
        PyObject *each = PyList_GET_ITEM(value, place);
        Py_INCREF(each);
        PyObject *copy = copied(each, memo);
        Py_DECREF(each);
        if (!copy || PyList_Append(clone, copy) < 0) {
            Py_XDECREF(copy);
            Py_DECREF(clone);
            return NULL;
        }
        Py_DECREF(copy);
    }
    return clone;
}

static PyObject *copied_dict(PyObject *value, PyObject *memo, PyObject *key)
{
    PyObject *clone = PyDict_New(), *before = PyDict_Copy(value);
    if (!clone || !before || PyDict_SetItem(memo, key, clone) < 0)
        goto failed;
    Py_ssize_t place = 0;
    PyObject *name, *each;
    while (PyDict_Next(before, &place, &name, &each)) {
        PyObject *copy_name = copied(name, memo);
        PyObject *copy = copy_name ? copied(each, memo) : NULL;
        int set = copy ? PyDict_SetItem(clone, copy_name, copy) : -1;
        Py_XDECREF(copy_name);
        Py_XDECREF(copy);
        if (set < 0)
            goto failed;
    }
    Py_DECREF(before);
    return clone;
failed:
    Py_XDECREF(before);
    Py_XDECREF(clone);
    return NULL;
}

static PyObject *copied_afresh(PyObject *value, PyObject *memo, PyObject *key)
{
    if (PyArray_CheckExact(value) && PyArray_TYPE((PyArrayObject *)value) != NPY_OBJECT
        && !PyArray_ISFLEXIBLE((PyArrayObject *)value)) {
        PyObject *clone = PyArray_NewCopy((PyArrayObject *)value, NPY_KEEPORDER);
        if (clone && PyDict_SetItem(memo, key, clone) < 0)
            Py_CLEAR(clone);
        return clone;
    }
    if (PyList_CheckExact(value))
        return copied_list(value, memo, key);
    if (PyDict_CheckExact(value))
        return copied_dict(value, memo, key);
    if (PyObject_TypeCheck(value, (PyTypeObject *)mobject_type)) {
        PyObject *method = PyObject_GetAttr((PyObject *)Py_TYPE(value), s_deepcopy);
        if (!method)
            return NULL;
        int ours = method == our_deepcopy;
        Py_DECREF(method);
        if (ours)
            return copied_mobject(value, memo);
        return PyObject_CallMethodOneArg(value, s_deepcopy, memo);
    }
    return PyObject_CallFunctionObjArgs(plain_deepcopy, value, memo, NULL);
}

static PyObject *copied(PyObject *value, PyObject *memo)
{
    int shared = PySet_Contains(shared_types, (PyObject *)Py_TYPE(value));
    if (shared)
        return shared < 0 ? NULL : Py_NewRef(value);
    PyObject *key, *known = remembered(value, memo, &key);
    if (known || PyErr_Occurred()) {
        Py_XDECREF(key);
        return Py_XNewRef(known);
    }
    PyObject *clone = NULL;
    if (!Py_EnterRecursiveCall(" while a mobject is copied")) {
        clone = copied_afresh(value, memo, key);
        Py_LeaveRecursiveCall();
    }
    Py_DECREF(key);
    return clone;
}

static PyObject *py_copying(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *shared, *ours, *plain, *mobject;
    if (!PyArg_ParseTuple(args, "OOOO", &shared, &ours, &plain, &mobject))
        return NULL;
    Py_XSETREF(shared_types, Py_NewRef(shared));
    Py_XSETREF(our_deepcopy, Py_NewRef(ours));
    Py_XSETREF(plain_deepcopy, Py_NewRef(plain));
    Py_XSETREF(mobject_type, Py_NewRef(mobject));
    Py_RETURN_NONE;
}

static PyObject *py_copied(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 2 || !shared_types || !PyDict_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "a value and a memo, after copying()");
        return NULL;
    }
    return copied(args[0], args[1]);
}

static PyObject *py_clone(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 2 || !shared_types || !PyDict_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "a mobject and a memo, after copying()");
        return NULL;
    }
    return copied_mobject(args[0], args[1]);
}

/* A set of addresses, open addressing. */
typedef struct {
    uintptr_t *slots;
    size_t mask, used;
    uintptr_t few[64];
} Seen;

static void see_nothing(Seen *seen)
{
    memset(seen->few, 0, sizeof seen->few);
    seen->slots = seen->few;
    seen->mask = 63;
    seen->used = 0;
}

static void forget(Seen *seen)
{
    if (seen->slots != seen->few)
        PyMem_Free(seen->slots);
}

static int seen_put(Seen *seen, uintptr_t address)
{
    size_t at = (address >> 4) * 0x9E3779B97F4A7C15u >> 20;
    for (at &= seen->mask; seen->slots[at]; at = (at + 1) & seen->mask)
        if (seen->slots[at] == address)
            return 0;
    seen->slots[at] = address;
    seen->used++;
    return 1;
}

static int seen_add(Seen *seen, uintptr_t address)
{
    if (2 * (seen->used + 1) > seen->mask) {
        uintptr_t *before = seen->slots;
        size_t room = seen->mask + 1;
        uintptr_t *wider = PyMem_Calloc(4 * room, sizeof(uintptr_t));
        if (!wider) {
            PyErr_NoMemory();
            return -1;
        }
        seen->slots = wider;
        seen->mask = 4 * room - 1;
        seen->used = 0;
        for (size_t at = 0; at < room; at++)
            if (before[at])
                seen_put(seen, before[at]);
        if (before != seen->few)
            PyMem_Free(before);
    }
    return seen_put(seen, address);
}

/* 1: gathered; 0: only Manim's own way will do; -1: an error. */
static int gather(PyObject *self, PyObject *family, PyObject *method, Seen *seen, int depth)
{
    int is_new = seen_add(seen, (uintptr_t)self);
    if (is_new <= 0 || depth > 200)
        return is_new < 0 ? -1 : 0;
    PyObject *own = _PyType_Lookup(Py_TYPE(self), s_get_family);
    if (own != method || PyList_Append(family, self) < 0)
        return PyErr_Occurred() ? -1 : 0;
    PyObject *members = attribute(self, s_submobjects);
    if (!members)
        return -1;
    int gathered = PyList_CheckExact(members);
    for (Py_ssize_t at = 0; gathered > 0 && at < PyList_GET_SIZE(members); at++)
        gathered = gather(PyList_GET_ITEM(members, at), family, method, seen, depth + 1);
    Py_DECREF(members);
    return gathered;
}

/* A new list; NULL without an error where only Manim's own way will do. */
static PyObject *family(PyObject *self, PyObject *method)
{
    Seen seen;
    see_nothing(&seen);
    PyObject *found = PyList_New(0);
    int gathered = found ? gather(self, found, method, &seen, 0) : -1;
    forget(&seen);
    if (gathered <= 0)
        Py_CLEAR(found);
    return found;
}

static PyObject *py_family(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "a mobject and the method that finds families");
        return NULL;
    }
    PyObject *found = family(args[0], args[1]);
    return found || PyErr_Occurred() ? found : Py_NewRef(Py_None);
}

static Py_ssize_t length_of(PyObject *points)
{
    if (PyArray_Check(points) && PyArray_NDIM((PyArrayObject *)points) > 0)
        return PyArray_DIM((PyArrayObject *)points, 0);
    return PyObject_Size(points);
}

static PyObject *with_points(PyObject *family)
{
    PyObject *members = PyList_New(0);
    for (Py_ssize_t at = 0; members && at < PyList_GET_SIZE(family); at++) {
        PyObject *member = PyList_GET_ITEM(family, at);
        PyObject *points = attribute(member, s_points);
        Py_ssize_t length = points ? length_of(points) : -1;
        Py_XDECREF(points);
        if (length < 0 || (length && PyList_Append(members, member) < 0))
            Py_CLEAR(members);
    }
    return members;
}

static PyObject *py_with_points(PyObject *Py_UNUSED(module), PyObject *family)
{
    if (PyList_CheckExact(family))
        return with_points(family);
    PyErr_SetString(PyExc_TypeError, "a list of mobjects");
    return NULL;
}
/* 1: nothing in this family is updated; 0: something may be; -1: an error. */
static int idle(PyObject *self, PyObject *method, int depth)
{
    if (depth > 200 || _PyType_Lookup(Py_TYPE(self), s_update) != method)
        return 0;
    PyObject *updaters = attribute(self, s_updaters);
    if (!updaters)
        return -1;
    int still = PyList_CheckExact(updaters) && !PyList_GET_SIZE(updaters);
    Py_DECREF(updaters);
    if (!still)
        return 0;
    PyObject *members = attribute(self, s_submobjects);
    if (!members)
        return -1;
    still = PyList_CheckExact(members);
    for (Py_ssize_t at = 0; still > 0 && at < PyList_GET_SIZE(members); at++)
        still = idle(PyList_GET_ITEM(members, at), method, depth + 1);
    Py_DECREF(members);
    return still;
}

static PyObject *py_idle(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "a mobject and the method that updates it");
        return NULL;
    }
    int still = idle(args[0], args[1], 0);
    return still < 0 ? NULL : PyBool_FromLong(still);
}

static PyObject *py_all_idle(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 2)
        return PyErr_Format(PyExc_TypeError, "mobjects and the method that updates them");
    int still = PyList_CheckExact(args[0]);
    for (Py_ssize_t at = 0; still > 0 && at < PyList_GET_SIZE(args[0]); at++)
        still = idle(PyList_GET_ITEM(args[0], at), args[1], 0);
    return still < 0 ? NULL : PyBool_FromLong(still);
}

/* 1: somebody in this family is in the set; 0: nobody; -1: an error; 2: only Manim knows. */
static int meets(PyObject *self, PyObject *set, PyObject *method, int depth)
{
    if (depth > 200 || _PyType_Lookup(Py_TYPE(self), s_get_family) != method)
        return 2;
    int met = PySet_Contains(set, self);
    if (met)
        return met;
    PyObject *members = attribute(self, s_submobjects);
    if (!members)
        return -1;
    met = PyList_CheckExact(members) ? 0 : 2;
    for (Py_ssize_t at = 0; met == 0 && at < PyList_GET_SIZE(members); at++) {
        PyObject *member = Py_NewRef(PyList_GET_ITEM(members, at));
        met = meets(member, set, method, depth + 1);
        Py_DECREF(member);
    }
    Py_DECREF(members);
    return met;
}

static PyObject *py_meets(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 3 || !PySet_Check(args[1]))
        return PyErr_Format(PyExc_TypeError, "a mobject, a set, and the method that finds families");
    int met = meets(args[0], args[1], args[2], 0);
    return met < 0 ? NULL : met == 2 ? Py_NewRef(Py_None) : PyBool_FromLong(met);
}

static int plain_array(PyObject *value)
{
    PyArrayObject *array = (PyArrayObject *)value;
    return PyArray_CheckExact(value) && PyArray_TYPE(array) == NPY_DOUBLE
        && PyArray_ISCARRAY_RO(array);
}

static PyObject *blend_arrays(PyArrayObject *one, PyArrayObject *other, double alpha)
{
    PyObject *blend = PyArray_SimpleNew(PyArray_NDIM(one), PyArray_DIMS(one), NPY_DOUBLE);
    if (!blend)
        return NULL;
    const double *a = PyArray_DATA(one), *b = PyArray_DATA(other), rest = 1 - alpha;
    double *c = PyArray_DATA((PyArrayObject *)blend);
    npy_intp size = PyArray_SIZE(one);
    for (npy_intp at = 0; at < size; at++)
        c[at] = rest * a[at] + alpha * b[at];
    return blend;
}

/* Whether this is a plain number, and whether NumPy's own; what it makes of others is one as well. */
static int as_number(PyObject *value, double *number, int *scalar)
{
    if (PyFloat_CheckExact(value)) {
        *number = PyFloat_AS_DOUBLE(value);
        return 1;
    }
    if (Py_IS_TYPE(value, &PyDoubleArrType_Type)) {
        *scalar = 1;
        *number = PyArrayScalar_VAL(value, Double);
        return 1;
    }
    int overflow = 1;
    long whole = PyLong_CheckExact(value) ? PyLong_AsLongAndOverflow(value, &overflow) : 0;
    *number = (double)whole;
    return !overflow && labs(whole) < 1L << 50;
}

static PyObject *new_number(double number, int scalar)
{
    if (!scalar)
        return PyFloat_FromDouble(number);
    PyObject *value = PyArrayScalar_New(Double);
    if (value)
        PyArrayScalar_ASSIGN(value, Double, number);
    return value;
}

/* (1 - alpha) * one + alpha * other, as numbers and arrays add up. */
static PyObject *blend(PyObject *one, PyObject *other, PyObject *alpha, double exact)
{
    if (plain_array(one) && plain_array(other)
        && PyArray_SAMESHAPE((PyArrayObject *)one, (PyArrayObject *)other))
        return blend_arrays((PyArrayObject *)one, (PyArrayObject *)other, exact);
    double from_one, from_other;
    int scalar = Py_IS_TYPE(alpha, &PyDoubleArrType_Type);
    if ((scalar || PyFloat_CheckExact(alpha)) && as_number(one, &from_one, &scalar)
        && as_number(other, &from_other, &scalar))
        return new_number((1 - exact) * from_one + exact * from_other, scalar);
    PyObject *unit = PyLong_FromLong(1), *sum = NULL;
    PyObject *rest = unit ? PyNumber_Subtract(unit, alpha) : NULL;
    PyObject *from = rest ? PyNumber_Multiply(rest, one) : NULL;
    PyObject *to = from ? PyNumber_Multiply(alpha, other) : NULL;
    if (to)
        sum = PyNumber_Add(from, to);
    Py_XDECREF(to);
    Py_XDECREF(from);
    Py_XDECREF(rest);
    Py_XDECREF(unit);
    return sum;
}

static PyObject *py_blended(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 3 || !PyFloat_Check(args[2])) {
        PyErr_SetString(PyExc_TypeError, "two values and a float");
        return NULL;
    }
    return blend(args[0], args[1], args[2], PyFloat_AS_DOUBLE(args[2]));
}

static PyObject *py_blend_all(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 5 || !PyTuple_CheckExact(args[0]) || !PyFloat_Check(args[4])) {
        PyErr_SetString(PyExc_TypeError, "names, three mobjects and a float");
        return NULL;
    }
    double exact = PyFloat_AS_DOUBLE(args[4]);
    for (Py_ssize_t at = 0; at < PyTuple_GET_SIZE(args[0]); at++) {
        PyObject *name = PyTuple_GET_ITEM(args[0], at), *sum = NULL;
        PyObject *other = attribute(args[3], name);
        if (other && exact == 1.0)
            sum = PyArray_Check(other) ? PyArray_NewCopy((PyArrayObject *)other, NPY_CORDER)
                                       : Py_NewRef(other);
        else if (other) {
            PyObject *one = attribute(args[2], name);
            sum = one ? blend(one, other, args[4], exact) : NULL;
            Py_XDECREF(one);
        }
        int set = sum ? PyObject_SetAttr(args[1], name, sum) : -1;
        Py_XDECREF(sum);
        Py_XDECREF(other);
        if (set < 0)
            return NULL;
    }
    Py_RETURN_NONE;
}

/* Everything named here, and the points. */
static int blend_shape(PyObject *names, PyObject *target, PyObject *one, PyObject *other,
                       PyObject *alpha)
{
    PyObject *args[] = {names, target, one, other, alpha};
    PyObject *from = attribute(one, s_points);
    PyObject *to = from ? attribute(other, s_points) : NULL;
    PyObject *points = to ? blend(from, to, alpha, PyFloat_AS_DOUBLE(alpha)) : NULL;
    int set = points ? PyObject_SetAttr(target, s_points, points) : -1;
    Py_XDECREF(points);
    Py_XDECREF(to);
    Py_XDECREF(from);
    PyObject *done = set < 0 ? NULL : py_blend_all(NULL, args, 5);
    Py_XDECREF(done);
    return done ? 0 : -1;
}

/* What makes a shape: its names, how it goes between two others, and how families are found. */
typedef struct {
    PyObject *names, *interpolate, *interpolate_color, *path, *members, *family;
} Ways;

/* A new list of those in a family that have points. */
static PyObject *members_of(PyObject *self, const Ways *ways)
{
    if (_PyType_Lookup(Py_TYPE(self), s_members) == ways->members) {
        PyObject *all = family(self, ways->family), *members = all ? with_points(all) : NULL;
        Py_XDECREF(all);
        if (members || PyErr_Occurred())
            return members;
    }
    PyObject *found = PyObject_CallMethodNoArgs(self, s_members);
    PyObject *members = found ? PySequence_List(found) : NULL;
    Py_XDECREF(found);
    return members;
}

static int blend_three(const Ways *ways, PyObject *const *three, PyObject *alpha)
{
    if (_PyType_Lookup(Py_TYPE(three[0]), s_interpolate) == ways->interpolate
        && _PyType_Lookup(Py_TYPE(three[0]), s_interpolate_color) == ways->interpolate_color)
        return blend_shape(ways->names, three[0], three[1], three[2], alpha);
    PyObject *done = PyObject_CallMethodObjArgs(three[0], s_interpolate, three[1], three[2], alpha,
                                                ways->path, NULL);
    Py_XDECREF(done);
    return done ? 0 : -1;
}

/* 1: done; 0: the families differ in size; -1: an error. */
static int blend_families(const Ways *ways, PyObject *const *mobjects, PyObject *alpha)
{
    PyObject *lists[3] = {NULL, NULL, NULL};
    int done = 1;
    for (int at = 0; done > 0 && at < 3; at++) {
        lists[at] = members_of(mobjects[at], ways);
        done = lists[at] ? 1 : -1;
    }
    Py_ssize_t count = done > 0 ? PyList_GET_SIZE(lists[0]) : 0;
    if (done > 0)
        done = count == PyList_GET_SIZE(lists[1]) && count == PyList_GET_SIZE(lists[2]);
    for (Py_ssize_t at = 0; done > 0 && at < count; at++) {
        PyObject *three[3];
        for (int each = 0; each < 3; each++)
            three[each] = PyList_GET_ITEM(lists[each], at);
        done = blend_three(ways, three, alpha) < 0 ? -1 : 1;
    }
    for (int at = 0; at < 3; at++)
        Py_XDECREF(lists[at]);
    return done;
}

static PyObject *py_blend_families(PyObject *Py_UNUSED(module), PyObject *const *args,
                                   Py_ssize_t count)
{
    if (count != 5 || !PyTuple_CheckExact(args[0]) || PyTuple_GET_SIZE(args[0]) != 6
        || !PyTuple_CheckExact(PyTuple_GET_ITEM(args[0], 0)) || !PyFloat_Check(args[4]))
        return PyErr_Format(PyExc_TypeError, "six ways, three mobjects and a float");
    PyObject **way = ((PyTupleObject *)args[0])->ob_item;
    const Ways ways = {way[0], way[1], way[2], way[3], way[4], way[5]};
    int done = blend_families(&ways, args + 1, args[4]);
    return done < 0 ? NULL : PyBool_FromLong(done);
}

static int close_enough(const double *one, const double *other, npy_intp count, double tolerance)
{
    for (npy_intp at = 0; at < count; at++) {
        double a = one[at], b = other[at];
        if (!((fabs(a - b) <= tolerance + 1e-5 * fabs(b) && isfinite(b)) || a == b))
            return 0;
    }
    return 1;
}

/* NumPy's allclose for points of one length, and for rows of them. */
static PyObject *py_points_equal(PyObject *Py_UNUSED(module), PyObject *const *args,
                                 Py_ssize_t count)
{
    if (count != 3)
        return PyErr_Format(PyExc_TypeError, "two points and a tolerance");
    double tolerance = PyFloat_AsDouble(args[2]);
    if (tolerance == -1.0 && PyErr_Occurred())
        return NULL;
    if (!plain_array(args[0]) || !plain_array(args[1]))
        Py_RETURN_NONE;
    PyArrayObject *one = (PyArrayObject *)args[0], *other = (PyArrayObject *)args[1];
    int dimensions = PyArray_NDIM(one);
    if (dimensions < 1 || dimensions > 2 || PyArray_NDIM(other) != 1
        || PyArray_DIM(one, dimensions - 1) != PyArray_DIM(other, 0))
        Py_RETURN_NONE;
    npy_intp length = PyArray_DIM(other, 0), rows = dimensions == 2 ? PyArray_DIM(one, 0) : 1;
    const double *from = PyArray_DATA(one), *to = PyArray_DATA(other);
    int equal = 1;
    for (npy_intp row = 0; equal && row < rows; row++)
        equal = close_enough(from + row * length, to, length, tolerance);
    return PyBool_FromLong(equal);
}

/* Where paths end: before every curve that does not begin where the last one ended. */
static PyObject *py_path_ends(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count)
{
    if (count != 3)
        return PyErr_Format(PyExc_TypeError, "points, how many make a curve, and a tolerance");
    Py_ssize_t step = PyLong_AsSsize_t(args[1]);
    double tolerance = PyFloat_AsDouble(args[2]);
    if (PyErr_Occurred())
        return NULL;
    PyArrayObject *points = (PyArrayObject *)args[0];
    if (step < 1 || !plain_array(args[0]) || PyArray_NDIM(points) != 2)
        Py_RETURN_NONE;
    npy_intp rows = PyArray_DIM(points, 0), length = PyArray_DIM(points, 1);
    const double *data = PyArray_DATA(points);
    PyObject *ends = PyList_New(0);
    for (npy_intp row = step; ends && row < rows; row += step) {
        const double *here = data + row * length;
        if (close_enough(here - length, here, length, tolerance))
            continue;
        PyObject *end = PyLong_FromSsize_t(row);
        if (!end || PyList_Append(ends, end) < 0)
            Py_CLEAR(ends);
        Py_XDECREF(end);
    }
    return ends;
}

#include "shapes_extent.h"

static PyMethodDef methods[] = {
    {"copying", py_copying, METH_VARARGS, NULL},
    {"copied", (PyCFunction)(void (*)(void))py_copied, METH_FASTCALL, NULL},
    {"clone", (PyCFunction)(void (*)(void))py_clone, METH_FASTCALL, NULL},
    {"family", (PyCFunction)(void (*)(void))py_family, METH_FASTCALL, NULL},
    {"with_points", py_with_points, METH_O, NULL},
    {"idle", (PyCFunction)(void (*)(void))py_idle, METH_FASTCALL, NULL},
    {"all_idle", (PyCFunction)(void (*)(void))py_all_idle, METH_FASTCALL, NULL},
    {"meets", (PyCFunction)(void (*)(void))py_meets, METH_FASTCALL, NULL},
    {"blended", (PyCFunction)(void (*)(void))py_blended, METH_FASTCALL, NULL},
    {"blend_all", (PyCFunction)(void (*)(void))py_blend_all, METH_FASTCALL, NULL},
    {"blend_families", (PyCFunction)(void (*)(void))py_blend_families, METH_FASTCALL, NULL},
    {"extent", (PyCFunction)(void (*)(void))py_extent, METH_FASTCALL, NULL},
    {"length", (PyCFunction)(void (*)(void))py_length, METH_FASTCALL, NULL},
    {"points_equal", (PyCFunction)(void (*)(void))py_points_equal, METH_FASTCALL, NULL},
    {"path_ends", (PyCFunction)(void (*)(void))py_path_ends, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "shapes", NULL, -1, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_shapes(void)
{
    import_array();
    s_deepcopy = PyUnicode_InternFromString("__deepcopy__");
    s_dict = PyUnicode_InternFromString("__dict__");
    s_original_id = PyUnicode_InternFromString("original_id");
    s_submobjects = PyUnicode_InternFromString("submobjects");
    s_get_family = PyUnicode_InternFromString("get_family");
    s_interpolate = PyUnicode_InternFromString("interpolate");
    s_interpolate_color = PyUnicode_InternFromString("interpolate_color");
    s_update = PyUnicode_InternFromString("update");
    s_updaters = PyUnicode_InternFromString("updaters");
    s_points = PyUnicode_InternFromString("points");
    s_members = PyUnicode_InternFromString("family_members_with_points");
    s_anchors = PyUnicode_InternFromString("get_anchors");
    s_reduce = PyUnicode_InternFromString("reduce_across_dimension");
    PyObject *const asked[] = {
        s_points,
        s_submobjects,
        s_updaters,
        PyUnicode_InternFromString("fill_rgbas"),
        PyUnicode_InternFromString("stroke_rgbas"),
        PyUnicode_InternFromString("background_stroke_rgbas"),
        PyUnicode_InternFromString("stroke_width"),
        PyUnicode_InternFromString("background_stroke_width"),
        PyUnicode_InternFromString("sheen_direction"),
        PyUnicode_InternFromString("sheen_factor"),
    };
    return ask_for(asked, sizeof asked / sizeof *asked) ? PyModule_Create(&definition) : NULL;
}
