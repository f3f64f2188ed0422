/* The canvas in C: what `render.canvas` and its neighbours do in Python, and `to_i420`. */

#include "canvas_python.h"
#include "canvas_planes.h"

static PyMethodDef functions[] = {
    {"to_i420", to_i420, METH_VARARGS,
     "to_i420(pixels, rects, y, u, v): bring these parts of the planes up to date with the pixels."},
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
    return PyModule_Create(&definition);
}
