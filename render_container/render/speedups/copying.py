"""Copies of mobjects, which are mostly values and arrays."""

import copy
import pathlib
from typing import Any, Final

import numpy as np
import svgelements
from manim import Mobject
from manim.constants import CapStyleType, LineJointType
from manim.utils.color import ManimColor

from render.native import load
from render.speedups.patch import Patch

_native = load("shapes")
_Memo = dict[int, Any]

_SHARED: Final = frozenset(
    {bool, bytes, complex, float, int, str, type, type(None), type(lambda: None), type(len)}
    | {np.bool_, np.float64, np.int64}
    | {CapStyleType, LineJointType, ManimColor, svgelements.Path, type(pathlib.Path())}
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
    elif kind is dict:
        clone = memo[id(value)] = {}
        clone.update({name: _copied(each, memo) for name, each in value.items()})
    elif isinstance(value, Mobject):
        clone = value.__deepcopy__(memo)
    else:
        clone = copy.deepcopy(value, memo)
    return clone


def copied(value: Any, memo: dict[int, Any]) -> Any:
    """A deep copy, for all that shares the memo one and the same."""
    return _native.copied(value, memo) if _native else _copied(value, memo)


def _deepcopy_natively(self: Any, memo: _Memo) -> Any:
    assert _native is not None
    return _native.clone(self, memo)


if _native:
    _native.copying(_SHARED, _deepcopy_natively, copy.deepcopy, Mobject)

PATCHES: Final = (
    Patch(
        Mobject,
        "__deepcopy__",
        _deepcopy_natively if _native else _deepcopy,
        "animations copy mobjects, mostly values and arrays",
    ),
    Patch(
        svgelements.Path, "__deepcopy__", _shared, "a glyph's outline is read once, then carried"
    ),
    Patch(ManimColor, "__deepcopy__", _shared, "colours are values"),
)
