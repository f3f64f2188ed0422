"""Which mobjects are text, what it says, and how large it is set."""

from typing import Any, Final

from manim import (
    Axes,
    DecimalNumber,
    MarkupText,
    NumberLine,
    NumberPlane,
    Paragraph,
    SingleStringMathTex,
    Text,
    VectorField,
)

from stagecraft.code_listing import CodeListing
from stagecraft.lettering import CAP, Words
from stagecraft.mathematics import Formula

_LETTERED: Final = (
    Text, MarkupText, Paragraph, SingleStringMathTex, DecimalNumber, Words, Formula,
)  # fmt: skip
_SCENERY: Final = (Axes, NumberLine, NumberPlane, VectorField)
_LATER: Final = {"Typst", "TypstMobject", "MathTypst", "TypstMath"}
"""Text of other kinds of Manim, by name."""

_PIXELS: Final = 90.0
"""Of a 720-line picture, in a scene unit."""

_TEXT_POINT: Final = 1.25
_FORMULA_POINT: Final = 0.94
"""Pixels per em of a point of Manim's `font_size`."""

_LONGEST: Final = 60


def is_text(mobject: Any) -> bool:
    return isinstance(mobject, _LETTERED) or type(mobject).__name__ in _LATER


def is_scenery(mobject: Any) -> bool:
    """What is meant to run out of the picture."""
    return isinstance(mobject, _SCENERY)


def parts_that_are_text(mobject: Any) -> tuple[Any, ...]:
    """Those that do not look like it by themselves."""
    return (mobject.block,) if isinstance(mobject, CodeListing) else ()


def wording(mobject: Any) -> str:
    """One line, cut short."""
    if isinstance(mobject, Words):
        said = " ".join(mobject.lines)
    elif isinstance(mobject, DecimalNumber):
        said = str(mobject.number)
    elif isinstance(mobject, Paragraph):
        said = str(getattr(mobject.lines_text, "original_text", ""))
    else:
        names = ("original_text", "tex_string", "latex", "text")
        found = (getattr(mobject, name, None) for name in names)
        said = next((each for each in found if isinstance(each, str)), "")
    line = " ".join(said.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def pixels_per_em(mobject: Any, width: float, tallest: float) -> float | None:
    """In a 720-line picture; of unknown text nothing is known."""
    if isinstance(mobject, Words):
        return float(mobject.size * min(1.0, width / (mobject.ink_width or width)))
    if isinstance(mobject, (Text, MarkupText)):
        return float(mobject.font_size) * _TEXT_POINT
    if isinstance(mobject, (SingleStringMathTex, DecimalNumber)):
        return float(mobject.font_size) * _FORMULA_POINT
    if isinstance(mobject, Paragraph):
        return tallest / CAP * _PIXELS
    return None
