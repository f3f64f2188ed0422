"""New mobjects: groups and glyphs begin as every other of their kind."""

import functools
from typing import Any, Final

import svgelements
from manim import Mobject, VGroup, VMobject
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath

from render.speedups.copying import copied
from render.speedups.patch import ORIGINAL_INIT, Patch

_original_group = VGroup.__dict__[ORIGINAL_INIT]
_original_glyph = VMobjectFromSVGPath.__dict__[ORIGINAL_INIT]


@functools.lru_cache(maxsize=64)
def _blank(kind: Any, *_inits: Any) -> Any:
    """One that nobody else has; `set_default` of a base asks for another."""
    blank = kind.__new__(kind)
    if kind is VGroup:
        _original_group(blank)
    else:
        _original_glyph(blank, svgelements.Path())
    return blank


def _begin(self: Any) -> None:
    blank = _blank(self.__class__, VMobject.__init__, Mobject.__init__)
    self.__dict__.update(copied(blank.__dict__, {id(blank): self}))


@functools.wraps(_original_group)
def _group(self: Any, *vmobjects: Any, **options: Any) -> None:
    if self.__class__ is VGroup and not options and not self.__dict__:
        _begin(self)
        self.add(*vmobjects)
    else:
        _original_group(self, *vmobjects, **options)


@functools.wraps(_original_glyph)
def _glyph(self: Any, path_obj: Any, *arguments: Any, **options: Any) -> None:
    if self.__class__ is VMobjectFromSVGPath and not (arguments or options or self.__dict__):
        path_obj.approximate_arcs_with_quads()
        _begin(self)
        self.path_obj = path_obj
        self.generate_points()
    else:
        _original_glyph(self, path_obj, *arguments, **options)


_WHY: Final = "two dozen attributes and three colours, the same every time"
PATCHES: Final = (
    Patch(VGroup, ORIGINAL_INIT, _group, _WHY),
    Patch(VGroup, "__init__", _group, _WHY),
    Patch(VMobjectFromSVGPath, ORIGINAL_INIT, _glyph, _WHY),
    Patch(VMobjectFromSVGPath, "__init__", _glyph, _WHY),
)
