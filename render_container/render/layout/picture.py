"""What a scene shows at a moment: its texts and its shapes, from back to front."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np
from manim import Cross, DashedLine, DashedVMobject, Line, Scene, VMobject, config
from manim.mobject.types.image_mobject import AbstractImageMobject

from render.layout.geometry import Box, Floats, boxes, joined
from render.layout.wording import is_scenery, is_text, parts_that_are_text, wording

VISIBLE: Final = 0.05
_WHOLES: Final = (DashedLine, DashedVMobject, Cross)
_MOST_SAMPLES: Final = 60
_SHORT_SIDE: Final = 8.0
_FIXED: Final = "fixed_in_frame_mobjects"
"""What cameras in space have."""

_EVERY: Final = 24
"""Pixels between those that the backdrop's colour is taken from."""


class Piece(NamedTuple):
    """One outline, as it is drawn."""

    mobject: Any
    place: int
    box: Box
    fill: Floats
    stroke: Floats
    stroke_width: float
    scenery: bool
    whole: Any
    """The line that this is a dash of, or the cross, if it is."""

    @property
    def points(self) -> Floats:
        points: Floats = self.mobject.points
        return points

    @property
    def is_seen(self) -> bool:
        return bool(self.fill[3] > VISIBLE or self.is_stroked)

    @property
    def is_stroked(self) -> bool:
        return bool(self.stroke[3] > VISIBLE and self.stroke_width > VISIBLE)

    @property
    def ink(self) -> Floats:
        return self.fill if self.fill[3] > VISIBLE else self.stroke


@dataclass(frozen=True)
class Lettering:
    """A text with all of its glyphs."""

    mobject: Any
    words: str
    pieces: tuple[Piece, ...]
    scenery: bool

    @cached_property
    def box(self) -> Box:
        return joined([piece.box for piece in self.pieces])

    @property
    def place(self) -> int:
        return self.pieces[-1].place

    @cached_property
    def opacity(self) -> float:
        return max(float(piece.ink[3]) for piece in self.pieces)

    @cached_property
    def points(self) -> Floats:
        """All that its outlines go through."""
        return np.concatenate([piece.points[:, :2] for piece in self.pieces])

    @cached_property
    def samples(self) -> Floats:
        return self.points[:: max(1, len(self.points) // _MOST_SAMPLES)]

    @cached_property
    def inks(self) -> Floats:
        """Of every sample."""
        counts = [len(piece.points) for piece in self.pieces]
        inks = np.repeat([piece.ink for piece in self.pieces], counts, axis=0)
        return inks[:: max(1, len(self.points) // _MOST_SAMPLES)]


@dataclass(frozen=True)
class Picture:
    """In scene units; `zoom` is how much larger than usual everything is seen."""

    frame: Box
    zoom: float
    backdrop: Floats
    texts: tuple[Lettering, ...]
    shapes: tuple[Piece, ...]
    images: tuple[Box, ...] = field(default=())

    in_space: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.texts or self.shapes or self.images or self.in_space)


class _Leaf(NamedTuple):
    mobject: Any
    text: Any
    scenery: bool
    whole: Any


def picture_of(scene: Scene, instead: Mapping[int, Any]) -> Picture:
    """`instead` holds, by identity, what a mobject has been made to look like."""
    camera = scene.camera
    leaves = list(_leaves(_filmed(scene, camera), instead))
    leaves.sort(key=lambda leaf: float(leaf.mobject.z_index))
    drawn = [leaf for leaf in leaves if isinstance(leaf.mobject, VMobject)]
    pieces = list(_pieces(drawn))
    texts = _texts(drawn, pieces, instead)
    lettered = {id(piece.mobject) for text in texts for piece in text.pieces}
    frame, zoom = _frame(camera)
    return Picture(
        frame,
        zoom,
        np.median(camera.background[::_EVERY, ::_EVERY, :3], axis=(0, 1)) / 255,
        texts,
        tuple(p for p in pieces if p.is_seen and id(p.mobject) not in lettered),
        tuple(
            Box(*boxes([leaf.mobject.points])[0].tolist())
            for leaf in leaves
            if isinstance(leaf.mobject, AbstractImageMobject)
        ),
        in_space=bool(scene.mobjects) and hasattr(camera, _FIXED),
    )


def _filmed(scene: Scene, camera: Any) -> list[Any]:
    """In space only what is fixed to the picture lies where its points are."""
    fixed = getattr(camera, _FIXED, None)
    if fixed is not None:
        return [each for each in scene.mobjects if each in fixed]
    front = list(scene.foreground_mobjects)
    return [*(each for each in scene.mobjects if each not in front), *front]


def _frame(camera: Any) -> tuple[Box, float]:
    frame = getattr(camera, "frame", None)
    wide, tall = float(config.frame_width), float(config.frame_height)
    x, y = 0.0, 0.0
    if frame is not None:
        x, y = float(frame.get_x()), float(frame.get_y())
        wide, tall = float(frame.width), float(frame.height)
    box = Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
    return box, _SHORT_SIDE / min(wide, tall)


def _leaves(mobjects: list[Any], instead: Mapping[int, Any]) -> Iterator[_Leaf]:
    seen: set[int] = set()
    waiting = [_Leaf(each, None, scenery=False, whole=None) for each in reversed(mobjects)]
    while waiting:
        mobject, text, scenery, whole = waiting.pop()
        if id(mobject) in seen:
            continue
        seen.add(id(mobject))
        if text is None and is_text(instead.get(id(mobject), mobject)):
            text = mobject
        if text is not None and isinstance(mobject, Line):
            text = None
        scenery = scenery or is_scenery(mobject)
        whole = whole or (mobject if isinstance(mobject, _WHOLES) else None)
        if len(mobject.points):
            yield _Leaf(mobject, text, scenery, whole)
        lettered = parts_that_are_text(mobject)
        waiting += [
            _Leaf(part, text or _among(lettered, part), scenery, whole)
            for part in reversed(mobject.submobjects)
        ]


def _among(mobjects: tuple[Any, ...], mobject: Any) -> Any:
    return mobject if any(each is mobject for each in mobjects) else None


def _pieces(leaves: list[_Leaf]) -> Iterator[Piece]:
    if not leaves:
        return
    sides = boxes([leaf.mobject.points for leaf in leaves]).tolist()
    for place, (leaf, box) in enumerate(zip(leaves, sides, strict=True)):
        mobject = leaf.mobject
        yield Piece(
            mobject,
            place,
            Box(*box),
            _colour(mobject.fill_rgbas),
            _colour(mobject.stroke_rgbas),
            float(mobject.stroke_width),
            leaf.scenery,
            leaf.whole,
        )


def _colour(rgbas: Floats) -> Floats:
    if not len(rgbas):
        return np.zeros(4)
    mean: Floats = rgbas[0] if len(rgbas) == 1 else rgbas.mean(axis=0)
    return mean


def _texts(
    leaves: list[_Leaf], pieces: list[Piece], instead: Mapping[int, Any]
) -> tuple[Lettering, ...]:
    parts: dict[int, list[Piece]] = {}
    whole: dict[int, Any] = {}
    for leaf, piece in zip(leaves, pieces, strict=True):
        if leaf.text is not None and piece.is_seen:
            whole[id(leaf.text)] = leaf.text
            parts.setdefault(id(leaf.text), []).append(piece)
    return tuple(
        Lettering(whole[key], wording(instead.get(key, whole[key])), tuple(each), each[0].scenery)
        for key, each in parts.items()
    )
