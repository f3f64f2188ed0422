"""Colours of shapes, which are mostly one colour at one opacity."""

import functools
from typing import Any, Final

import numpy as np
from manim import VMobject
from manim.utils.color import BLACK, ManimColor

from render.speedups.patch import Patch

_original_update = VMobject.update_rgbas_array
_original_rgbas = VMobject.generate_rgbas_array
_original_sheen = VMobject.get_sheen_factor
_original_colour = ManimColor.__init__
_original_hex = ManimColor._internal_from_hex_string  # noqa: SLF001 - what is patched below

_NUMBERS: Final = frozenset({int, float, np.float64, type(None)})
_RGB: Final = (3,)
_RGBA: Final = (4,)
_SEVERAL: Final = frozenset({list, tuple, np.ndarray})
_COLOURS: Final = frozenset({ManimColor, type(None)})


def _only(value: Any) -> Any:
    """What is alone in a list, or not in one."""
    kind: Any = value.__class__
    return value[0] if kind in _SEVERAL and len(value) == 1 else value


def _update_rgbas(self: Any, array_name: str, color: Any = None, opacity: Any = None) -> Any:
    """One colour at one opacity, in place; Manim's own way for everything else."""
    kind, given = self.__class__, (color, opacity)
    color, opacity = _only(color), _only(opacity)
    if color.__class__ is str:
        color = ManimColor(color)
    if (
        color.__class__ not in _COLOURS
        or opacity.__class__ not in _NUMBERS
        or kind.generate_rgbas_array is not _original_rgbas
        or kind.get_sheen_factor is not _original_sheen
        or self.sheen_factor != 0
    ):
        return _original_update(self, array_name, *given)
    rgbas = getattr(self, array_name, None)
    if rgbas is None:
        rgbas = np.empty((1, 4))
        rgbas[0, :3] = (BLACK if color is None else color).to_rgba()[:3]
        rgbas[0, 3] = 0.0 if opacity is None else opacity
        setattr(self, array_name, rgbas)
    elif not len(rgbas):
        return _original_update(self, array_name, *given)
    else:
        if color is not None:
            rgbas[:, :3] = color.to_rgba()[:3]
        if opacity is not None:
            rgbas[:, 3] = opacity
    return self


@functools.lru_cache(maxsize=1024)
def _read(hex_: str, alpha: float) -> bytes:
    return bytes(_original_hex(hex_, alpha).tobytes())


def _from_hex(hex_: str, alpha: float) -> Any:
    if alpha.__class__ is not float or hex_.__class__ is not str:
        return _original_hex(hex_, alpha)
    return np.frombuffer(_read(hex_, alpha), np.float64).copy()


def _colour(self: Any, value: Any, alpha: float = 1.0) -> None:
    kind = value.__class__
    if kind is ManimColor:
        self._internal_value = value._internal_value  # noqa: SLF001 - as Manim does, at once
    elif kind is np.ndarray and value.shape == _RGB and value.dtype == np.float64:
        rgba = np.empty(4)
        rgba[:3], rgba[3] = value, alpha
        self._internal_value = rgba
    elif kind is np.ndarray and value.shape == _RGBA and value.dtype == np.float64:
        self._internal_value = ManimColor._internal_from_rgba(value)  # noqa: SLF001
    else:
        _original_colour(self, value, alpha)


PATCHES: Final = (
    Patch(ManimColor, "__init__", _colour, "styles are carried from shape to shape as arrays"),
    Patch(VMobject, "update_rgbas_array", _update_rgbas, "lists, zips and stretches for one row"),
    Patch(
        ManimColor,
        "_internal_from_hex_string",
        staticmethod(_from_hex),
        "SVG names the same few colours for every element",
    ),
)
