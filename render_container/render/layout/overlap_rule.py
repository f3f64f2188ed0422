"""No text lies over another, under a shape, or sticks out of its box."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import numpy as np
from manim import (
    BackgroundRectangle,
    Circle,
    Cross,
    Ellipse,
    Rectangle,
    Square,
    SurroundingRectangle,
)

from render.layout.findings import Finding
from render.layout.geometry import Box, inside
from render.layout.past import Past
from render.layout.picture import Lettering, Picture, Piece

_THIN: Final = 0.1
_FEW: Final = 4
_FAINT: Final = 0.2
_COVERS: Final = 0.75
"""Opacity from which a shape hides what lies below."""

_WHOLLY, _PARTLY = 0.95, 0.15
_STICKS_OUT: Final = 0.06
_SAME: Final = 0.15
_BOXES: Final = (Rectangle, Square, Circle, Ellipse)
_MARKS: Final = (SurroundingRectangle, BackgroundRectangle, Cross)


def text_overlap(picture: Picture, past: Past) -> Iterator[Finding]:
    covered = {id(t.mobject): _cover(t, picture.shapes) for t in picture.texts}
    for text in picture.texts:
        share, shape = covered[id(text.mobject)]
        known = id(text.mobject) in past.uncovered
        if shape is not None and (share >= _PARTLY if not known else _PARTLY <= share < _WHOLLY):
            yield _hidden(text, shape, share)
        if share < _PARTLY:
            past.uncovered[id(text.mobject)] = text.mobject
    seen = [t for t in picture.texts if covered[id(t.mobject)][0] < _WHOLLY and t.opacity > _FAINT]
    for one, two in combinations(seen, 2):
        if (found := _on_each_other(one, two)) is not None:
            yield found
    for text in seen:
        if (found := _out_of_its_box(text, picture)) is not None:
            yield found


def _cover(text: Lettering, shapes: tuple[Piece, ...]) -> tuple[float, Piece | None]:
    """How much of the text lies below the shape that hides most of it."""
    most: tuple[float, Piece | None] = (0.0, None)
    first = text.pieces[0].place
    for shape in shapes:
        if shape.place > first and shape.fill[3] >= _COVERS and shape.box.meets(text.box):
            share = float(inside(text.samples, shape.points).mean())
            if share > most[0]:
                most = share, shape
    return most


def _hidden(text: Lettering, shape: Piece, share: float) -> Finding:
    name = type(shape.mobject).__name__
    return Finding(
        "text_overlap",
        f"The text {text.words!r} lies under a filled {name} that hides {share:.0%} of it.",
        f"Add the text after the {name}, call .set_z_index(1) on the text, or move one of them.",
        (text.mobject,),
    )


def _on_each_other(one: Lettering, two: Lettering) -> Finding | None:
    if not one.box.meets(two.box):
        return None
    common = one.box.common(two.box)
    if min(common.width, common.height) <= _THIN:
        return None
    if min(common.of(each.points).sum() for each in (one, two)) < _FEW or _alike(one, two):
        return None
    return Finding(
        "text_overlap",
        f"The texts {one.words!r} and {two.words!r} overlap by {common.width:.1f} x "
        f"{common.height:.1f}.",
        _apart(one, two, common),
        (one.mobject, two.mobject),
    )


def _alike(one: Lettering, two: Lettering) -> bool:
    """A copy on its way, or a glow: nobody sees two."""
    near = max(abs(a - b) for a, b in zip(one.box, two.box, strict=True)) < _SAME
    return near and one.words == two.words


def _apart(one: Lettering, two: Lettering, common: Box) -> str:
    if common.height <= common.width:
        way = "up" if two.box.y >= one.box.y else "down"
        far = common.height + 0.2
    else:
        way = "right" if two.box.x >= one.box.x else "left"
        far = common.width + 0.2
    return (
        f"Move {two.words!r} {way} by {far:.1f}, place it with .next_to(), or let the first "
        "fade out before."
    )


def _out_of_its_box(text: Lettering, picture: Picture) -> Finding | None:
    holders = [shape for shape in picture.shapes if _may_hold(shape, text, picture.frame)]
    if not holders:
        return None
    holder = min(holders, key=lambda shape: shape.box.width * shape.box.height)
    box = holder.box
    wide, tall = (text.box.width - box.width) / 2, (text.box.height - box.height) / 2
    aside = max(box.left - text.box.left, text.box.right - box.right)
    along = max(box.bottom - text.box.bottom, text.box.top - box.top)
    if max(aside, along) <= _STICKS_OUT:
        return None
    name = type(holder.mobject).__name__
    share = min(box.width / text.box.width, box.height / text.box.height) * 0.9
    advice = (
        f"Scale the text to {share:.2f}, make the {name} {text.box.width + 0.4:.1f} wide and "
        f"{text.box.height + 0.4:.1f} high, or place the text clear of it with .next_to()."
        if max(wide, tall) > -_STICKS_OUT
        else f"Move the text wholly into the {name}, or wholly out of it."
    )
    return Finding(
        "text_overlap",
        f"The text {text.words!r} sticks {max(aside, along):.1f} out of the {name} it sits in.",
        advice,
        (text.mobject, holder.mobject),
    )


def _may_hold(shape: Piece, text: Lettering, frame: Box) -> bool:
    """A box or badge around the text's middle, not a mark on a part of it."""
    if not isinstance(shape.mobject, _BOXES) or isinstance(shape.mobject, _MARKS):
        return False
    box = shape.box
    return (
        shape.place < text.place
        and box.holds(text.box.x, text.box.y)
        and box.height >= 0.9 * text.box.height
        and box.width >= 0.3 * text.box.width
        and box.width < 0.6 * frame.width
        and box.height < 0.6 * frame.height
        and bool(inside(np.array([[text.box.x, text.box.y]]), shape.points)[0])
    )
