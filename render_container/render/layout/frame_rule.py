"""Nothing runs out of the frame that is meant to be seen whole."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from manim import Arrow, Line, VMobject

from render.layout.findings import Finding
from render.layout.geometry import Box
from render.layout.picture import Lettering, Picture, Piece

_SLACK: Final = 0.1
_SMALL: Final = 0.36
"""Dots and particles may lie anywhere."""

_BACKDROP: Final = 0.94
"""Share of the frame's width or height from which a shape is scenery."""

_CLOSED: Final = 0.05


class Beyond(NamedTuple):
    """What runs out; `gone`, if nothing of it is seen."""

    mobject: Any
    finding: Finding
    gone: bool


def off_frame(picture: Picture, usual: Box) -> Iterator[Beyond]:
    """A camera that looks closer leaves things out on purpose."""
    if picture.frame.width < usual.width - _SLACK or not picture.frame.holds(usual.x, usual.y):
        return
    for text in picture.texts:
        if not text.scenery and (found := _beyond(text.mobject, _name(text), text.box, picture)):
            yield found
    for shape in picture.shapes:
        if _counts(shape, picture.frame):
            name = f"A {type(shape.mobject).__name__}"
            if found := _beyond(shape.mobject, name, shape.box, picture):
                yield found


def _name(text: Lettering) -> str:
    return f"The text {text.words!r}" if text.words else f"A {type(text.mobject).__name__}"


def _counts(shape: Piece, frame: Box) -> bool:
    box = shape.box
    if shape.scenery or isinstance(shape.mobject, (Line, Arrow)):
        return False
    if box.width >= _BACKDROP * frame.width or box.height >= _BACKDROP * frame.height:
        return False
    if max(box.width, box.height) < _SMALL:
        return False
    return bool(shape.fill[3] > _CLOSED) or _is_closed(shape.mobject)


def _is_closed(mobject: VMobject) -> bool:
    gap = mobject.points[0] - mobject.points[-1]
    return bool(abs(gap).max() < _CLOSED)


def _beyond(mobject: Any, name: str, box: Box, picture: Picture) -> Beyond | None:
    frame = picture.frame
    out = {
        "left": frame.left - box.left,
        "right": box.right - frame.right,
        "bottom": frame.bottom - box.bottom,
        "top": box.top - frame.top,
    }
    side = max(out, key=lambda each: out[each])
    if out[side] <= _SLACK:
        return None
    gone = not box.meets(frame)
    where = "lies wholly beyond" if gone else f"runs {out[side]:.1f} beyond"
    message = f"{name} {where} the {side} edge of the frame."
    advice = _advice(out, box, frame)
    return Beyond(mobject, Finding("off_frame", message, advice, (mobject,)), gone)


def _advice(out: dict[str, float], box: Box, frame: Box) -> str:
    room_x, room_y = frame.width - 0.6, frame.height - 0.6
    share = min(room_x / max(box.width, 0.01), room_y / max(box.height, 0.01))
    if share < 1:
        return (
            f"It is {box.width:.1f} by {box.height:.1f} and the frame {frame.width:.1f} by "
            f"{frame.height:.1f}: scale it to {share:.2f} or less, or break it into lines."
        )
    ways = {"left": "right", "right": "left", "bottom": "up", "top": "down"}
    moves = [f"{ways[side]} by {far + 0.3:.1f}" for side, far in out.items() if far > _SLACK]
    return f"Move it {' and '.join(moves)}, or use .to_edge() or .scale_to_fit_width()."
