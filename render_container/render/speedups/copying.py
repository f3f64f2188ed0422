"""Copies of mobjects, which are mostly values and arrays."""

import copy
from typing import Any, Final

import numpy as np
import svgelements
from manim import Mobject
from manim.constants import CapStyleType, LineJointType
from manim.utils.color import ManimColor

from render.speedups.patch import Patch

_Memo = dict[int, Any]

_SHARED: Final = frozenset(
    {bool, bytes, complex, float, int, str, type, type(None), type(lambda: None), type(len)}
    | {np.bool_, np.float64, np.int64}
    | {CapStyleType, LineJointType, ManimColor, svgelements.Path}
)


def _shared(self: Any, memo: _Memo) -> Any:
    return self


def _deepcopy(self: Any, memo: _Memo) -> Any:
    clone = self.__class__.__new__(self.__class__)
    memo[id(self)] = clone
    attributes = clone.__dict__
    for name, value in self.__dict__.items():
        attributes[name] = value if value.__class__ in _SHARED else _copied(value, memo)
    attributes["original_id"] = str(id(self))
    return clone


def _copied(value: Any, memo: _Memo) -> Any:
    kind = value.__class__
    if kind in _SHARED:
        return value
    known = memo.get(id(value))
    if known is not None:
        return known
    if kind is np.ndarray and value.dtype.kind != "O":
        clone = memo[id(value)] = value.copy(order="K")
    elif kind is list:
        clone = memo[id(value)] = []
        clone.extend(_copied(each, memo) for each in value)
    elif isinstance(value, Mobject):
        clone = value.__deepcopy__(memo)
    else:
        clone = copy.deepcopy(value, memo)
    return clone


PATCHES: Final = (
    Patch(Mobject, "__deepcopy__", _deepcopy, "animations copy mobjects, mostly values and arrays"),
    Patch(
        svgelements.Path, "__deepcopy__", _shared, "a glyph's outline is read once, then carried"
    ),
    Patch(ManimColor, "__deepcopy__", _shared, "colours are values"),
)
