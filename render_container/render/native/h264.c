/* A writer of H.264 pictures that knows which macroblocks changed (design in docs/adr/0010).
 *
 * The outer surface is Python's; everything else is in the headers beside this file.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "h264_picture.h"

typedef struct {
    PyObject_HEAD
    Writer writer;
    int open;
} WriterObject;

static PyObject *answer(const Writer *w)
{
    if (w->stream.failed || w->payload.failed)
        return PyErr_NoMemory();
    return PyBytes_FromStringAndSize((const char *)w->stream.bytes, (Py_ssize_t)w->stream.size);
}

/* Whether __init__ ran; otherwise there is an exception. */
static int ready(const WriterObject *self)
{
    if (!self->open)
        PyErr_SetString(PyExc_ValueError, "the writer has no size");
    return self->open;
}

static int writer_init(WriterObject *self, PyObject *arguments, PyObject *keywords)
{
    static char *names[] = {"width", "height", "fps", NULL};
    int width, height, fps;
    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "iii", names, &width, &height, &fps))
        return -1;
    if (width < 2 || height < 2 || width > 8192 || height > 8192 || width % 2 || height % 2 ||
        fps < 1 || fps > 1000) {
        PyErr_SetString(PyExc_ValueError, "sizes are even and at most 8192");
        return -1;
    }
    if (self->open)
        close_writer(&self->writer);
    memset(&self->writer, 0, sizeof self->writer);
    self->open = 1;
    if (!open_writer(&self->writer, width, height, fps)) {
        close_writer(&self->writer);
        self->open = 0;
        PyErr_NoMemory();
        return -1;
    }
    return 0;
}

static void writer_dealloc(WriterObject *self)
{
    if (self->open)
        close_writer(&self->writer);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *writer_headers(WriterObject *self, PyObject *Py_UNUSED(none))
{
    if (!ready(self))
        return NULL;
    write_headers(&self->writer);
    return answer(&self->writer);
}

static int touch(Writer *w, PyObject *rects)
{
    PyObject *items = PySequence_Fast(rects, "rectangles come in a sequence");
    if (!items)
        return 0;
    memset(w->touched, 0, (size_t)w->columns * (size_t)w->rows);
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items); i++) {
        int x0, y0, x1, y1;
        if (!PyArg_ParseTuple(PySequence_Fast_GET_ITEM(items, i), "iiii", &x0, &y0, &x1, &y1)) {
            Py_DECREF(items);
            return 0;
        }
        x0 = x0 < 0 ? 0 : x0 / 16;
        y0 = y0 < 0 ? 0 : y0 / 16;
        x1 = x1 > w->width ? w->columns : (x1 + 15) / 16;
        y1 = y1 > w->height ? w->rows : (y1 + 15) / 16;
        for (int y = y0; y < y1; y++)
            if (x0 < x1)
                memset(w->touched + y * w->columns + x0, 1, (size_t)(x1 - x0));
    }
    Py_DECREF(items);
    return 1;
}

/* Touch what was written more coarsely than with this QP. */
static void touch_coarse(Writer *w, int qp)
{
    for (int i = 0; i < w->columns * w->rows; i++)
        w->touched[i] = w->coarse[i] > qp;
}

static int fits(const Writer *w, const Py_buffer *buffer, int plane)
{
    int halved = plane != LUMA;
    return buffer->ndim == 2 && buffer->itemsize == 1 && buffer->strides[1] == 1 &&
           buffer->shape[0] == w->height >> halved && buffer->shape[1] == w->width >> halved;
}

static PyObject *writer_encode(WriterObject *self, PyObject *arguments)
{
    Writer *w = &self->writer;
    PyObject *planes[3], *rects, *result = NULL;
    int key, qp, fine = -1, taken = 0;
    Py_buffer views[3];
    if (!PyArg_ParseTuple(arguments, "OOOOpi|i", &planes[0], &planes[1], &planes[2], &rects,
                          &key, &qp, &fine))
        return NULL;
    if (!ready(self))
        return NULL;
    if (qp < 0 || qp > 51 || fine > 51) {
        PyErr_SetString(PyExc_ValueError, "qp is 0 to 51");
        return NULL;
    }
    if (rects == Py_None)
        touch_coarse(w, qp);
    else if (!touch(w, rects))
        return NULL;
    for (; taken < 3; taken++) {
        if (PyObject_GetBuffer(planes[taken], &views[taken], PyBUF_STRIDES) < 0)
            goto done;
        w->source[taken] = views[taken].buf;
        w->source_stride[taken] = views[taken].strides[0];
        if (!fits(w, &views[taken], taken)) {
            taken++;
            PyErr_SetString(PyExc_ValueError, "planes are of the picture's size");
            goto done;
        }
    }
    Py_BEGIN_ALLOW_THREADS
    write_picture(w, key || !w->started, qp, fine);
    Py_END_ALLOW_THREADS
    result = answer(w);
done:
    while (taken > 0)
        PyBuffer_Release(&views[--taken]);
    return result;
}

static PyObject *writer_repeat(WriterObject *self, PyObject *Py_UNUSED(none))
{
    if (!self->writer.started) {
        PyErr_SetString(PyExc_ValueError, "there is no picture to repeat");
        return NULL;
    }
    write_repeat(&self->writer);
    return answer(&self->writer);
}

static PyObject *writer_decoded(WriterObject *self, PyObject *Py_UNUSED(none))
{
    Writer *w = &self->writer;
    PyObject *planes = ready(self) ? PyTuple_New(3) : NULL;
    for (int plane = 0; planes && plane < 3; plane++) {
        Py_ssize_t size = (Py_ssize_t)w->columns * w->rows * (plane == LUMA ? 256 : 64);
        PyObject *bytes = PyBytes_FromStringAndSize((const char *)w->before[plane], size);
        if (!bytes) {
            Py_DECREF(planes);
            return NULL;
        }
        PyTuple_SET_ITEM(planes, plane, bytes);
    }
    return planes;
}

static PyMethodDef writer_methods[] = {
    {"headers", (PyCFunction)writer_headers, METH_NOARGS, "The parameter sets, with start codes."},
    {"encode", (PyCFunction)writer_encode, METH_VARARGS,
     "encode(y, u, v, rects or None, key, qp, fine=-1): one picture, with its start code."},
    {"repeat", (PyCFunction)writer_repeat, METH_NOARGS, "A picture that equals the one before."},
    {"decoded", (PyCFunction)writer_decoded, METH_NOARGS,
     "What a decoder has by now: three planes of whole macroblocks."},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject writer_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "render.native.h264.Writer",
    .tp_doc = "Writes one stream of pictures of one size.",
    .tp_basicsize = sizeof(WriterObject),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew,
    .tp_init = (initproc)writer_init,
    .tp_dealloc = (destructor)writer_dealloc,
    .tp_methods = writer_methods,
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "render.native.h264", .m_size = -1};

PyMODINIT_FUNC PyInit_h264(void)
{
    if (PyType_Ready(&writer_type) < 0)
        return NULL;
    PyObject *made = PyModule_Create(&module);
    if (made && PyModule_AddObjectRef(made, "Writer", (PyObject *)&writer_type) < 0) {
        Py_DECREF(made);
        return NULL;
    }
    return made;
}
