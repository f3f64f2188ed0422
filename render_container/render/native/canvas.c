/* The canvas in C: what `render.display_list` and its neighbours do in Python, and `to_i420`. */

#include "canvas_order.h"
#include "canvas_type.h"

static PyMethodDef methods[] = {
    {"see", (PyCFunction)list_see, METH_VARARGS,
     "see(matrix, thickness, background): forget all shapes; answer whether there were any."},
    {"settle", (PyCFunction)list_settle, METH_O,
     "settle(shapes): look at shapes that will be drawn as they are now."},
    {"compare", (PyCFunction)list_compare, METH_VARARGS,
     "compare(shapes, settled): show exactly these; answer whether they are stacked as before."},
    {"keep", (PyCFunction)list_keep, METH_O, "keep(shapes): forget all others, and touch nothing."},
    {"touch", (PyCFunction)list_touch, METH_O, "touch(rect): have this part drawn again."},
    {"clean", (PyCFunction)list_clean, METH_NOARGS, "clean(): have nothing drawn again."},
    {"cover", (PyCFunction)list_cover, METH_VARARGS,
     "cover(data, stride, box): lay this over the shapes, or nothing where data is None."},
    {"paint", (PyCFunction)list_paint, METH_O,
     "paint(whole): draw everything, or what was touched, and answer where."},
    {"sketch", (PyCFunction)list_sketch, METH_O,
     "sketch(whole): the same, to be painted later; until then it holds what it shows."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject display_list = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "render.native.canvas.DisplayList",
    .tp_doc = "The shapes that a picture shows.",
    .tp_basicsize = sizeof(DisplayList),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)list_init,
    .tp_dealloc = (destructor)list_dealloc,
    .tp_traverse = (traverseproc)list_traverse,
    .tp_clear = (inquiry)list_clear,
    .tp_methods = methods,
};

static PyMethodDef functions[] = {
    {"to_i420", to_i420, METH_VARARGS,
     "to_i420(pixels, rects, y, u, v): bring these parts of the planes up to date."},
    {"stacked", stacked, METH_VARARGS,
     "stacked(mobjects, by_z_index, Mobject): families with points, back to front, or None."},
    {"unusual", unusual, METH_VARARGS,
     "unusual(shapes, VMobject): those that are none, or have an image behind them."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "render.native.canvas",
    .m_doc = "Keeps a picture up to date from one list of shapes to the next.",
    .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit_canvas(void)
{
    import_array();
    if (!intern_names() || PyType_Ready(&display_list) < 0 || PyType_Ready(&sketch_type) < 0) {
        return NULL;
    }
    PyObject *module = PyModule_Create(&definition);
    if (module != NULL && PyModule_AddObjectRef(module, "DisplayList",
                                                (PyObject *)&display_list) < 0) {
        Py_CLEAR(module);
    }
    return module;
}
