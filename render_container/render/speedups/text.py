"""Text that was built before: what updaters make anew for every frame mostly says the same."""

import functools
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from manim import MarkupText, Mobject, SVGMobject, Text, VGroup, VMobject, config
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath
from manim.utils.color import ManimColor

from render.speedups.copying import copied
from render.speedups.patch import ORIGINAL_INIT, Patch

_Frozen = tuple[Any, ...]

_MOST: Final = 400
_MOST_GLYPHS: Final = 300
_BY_VALUE: Final = frozenset({bool, float, int, str, type(None), np.float64, np.int64})
_BY_ITEMS: Final = frozenset({"t2c", "text2color"})
_SETTINGS: Final = ("media_dir", "text_dir", "pixel_width", "pixel_height", "renderer")
_BASES: Final = (SVGMobject, VMobject, Mobject, VGroup, VMobjectFromSVGPath)
"""`set_default` changes what these begin with."""

_kept: OrderedDict[_Frozen, Mobject] = OrderedDict()


class _Unfreezable(Exception):
    """An argument that could change, or that the text would hold on to."""


def _frozen(value: Any) -> _Frozen:
    kind = value.__class__
    if kind in _BY_VALUE:
        return kind, value
    if kind is ManimColor:
        return kind, value.to_rgba().tobytes()
    if kind is tuple:
        return kind, *map(_frozen, value)
    raise _Unfreezable


def _frozen_option(name: str, value: Any) -> _Frozen:
    if name in _BY_ITEMS and value.__class__ is dict:
        return name, *((_frozen(key), _frozen(each)) for key, each in value.items())
    return name, _frozen(value)


def _key(owner: type, arguments: tuple[Any, ...], options: dict[str, Any]) -> _Frozen | None:
    """Everything that a text depends on, by value; None where that cannot be said."""
    try:
        return (
            owner,
            tuple(map(_frozen, arguments)),
            tuple(_frozen_option(*option) for option in options.items()),
            tuple(base.__dict__["__init__"] for base in _BASES if "__init__" in base.__dict__),
            tuple(str(config[name]) for name in _SETTINGS),
        )
    except _Unfreezable:
        return None


def _recall(self: Any, kept: Mobject) -> None:
    """Become a text like this one, with parts of its own."""
    self.__dict__.update(copied(kept.__dict__, {id(kept): self}))


def _keep(key: _Frozen, text: Any) -> None:
    if len(text.submobjects) > _MOST_GLYPHS:
        return
    kept = text.copy()
    del kept.original_id
    _kept[key] = kept
    if len(_kept) > _MOST:
        _kept.popitem(last=False)


def _remembered(owner: Any) -> Callable[..., None]:
    original = owner.__dict__[ORIGINAL_INIT]

    @functools.wraps(original)
    def init(self: Any, *arguments: Any, **options: Any) -> None:
        key = None
        if self.__class__ is owner and not self.__dict__:
            key = _key(owner, arguments, options)
        if key is None:
            original(self, *arguments, **options)
        elif key in _kept:
            _kept.move_to_end(key)
            _recall(self, _kept[key])
        else:
            original(self, *arguments, **options)
            _keep(key, self)

    return init


def _patches(owner: Any) -> tuple[Patch, ...]:
    init, why = _remembered(owner), "updaters build equal text again and again"
    return Patch(owner, ORIGINAL_INIT, init, why), Patch(owner, "__init__", init, why)


PATCHES: Final = (*_patches(Text), *_patches(MarkupText))
