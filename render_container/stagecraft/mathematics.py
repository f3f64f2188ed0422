"""LaTeX formulas as outlines, set by ziamath; no TeX is needed."""

import re
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree as ET

import numpy as np
from manim import VMobject

from stagecraft.outline import cubics
from stagecraft.stage import PX, Point

_SIZE: Final = 48
_UNKNOWN: Final = re.compile(r"<m[io]>\\(?!\\)([^<]*)</m[io]>")


class UnreadableFormula(ValueError):
    """The LaTeX cannot be set."""

    def __init__(self, latex: str, why: str) -> None:
        super().__init__(f"cannot set the LaTeX {latex!r}: {why}")
        self.latex = latex


@lru_cache(maxsize=256)
def _svg(latex: str) -> str:
    import ziamath  # noqa: PLC0415 - few scenes set formulas, and its import takes a tenth of a second
    from latex2mathml.converter import convert  # noqa: PLC0415 - as ziamath

    ziamath.config.svg2 = False  # plain paths instead of symbols and uses
    if not latex.strip():
        raise UnreadableFormula(latex, "it is empty")
    try:
        unknown = _UNKNOWN.search(convert(latex))
        svg = str(ziamath.Math.fromlatex(latex, size=_SIZE).svg())
    except Exception as error:
        raise UnreadableFormula(latex, str(error) or type(error).__name__) from error
    if unknown:
        raise UnreadableFormula(latex, f"\\{unknown[1]} is not a known command")
    return svg


@lru_cache(maxsize=256)
def _outline(latex: str) -> Point:
    """All glyphs and rules in one path, centred, at one unit per em."""
    svg = _svg(latex)
    pieces = [_shape(element, latex) for element in ET.fromstring(svg)]  # noqa: S314 - ziamath wrote it
    points = np.concatenate(pieces or [np.zeros((0, 3))]) / _SIZE * (1.0, -1.0, 1.0)
    if not len(points):
        raise UnreadableFormula(latex, "it shows nothing")
    centred: Point = points - (points.min(axis=0) + points.max(axis=0)) / 2
    return centred


def _shape(element: ET.Element, latex: str) -> Point:
    match element.tag.rpartition("}")[2]:
        case "path":
            return cubics(element.attrib["d"])
        case "rect":
            x, y, wide, tall = (float(element.attrib[k]) for k in ("x", "y", "width", "height"))
            return cubics(f"M {x} {y} H {x + wide} V {y + tall} H {x} Z")
        case tag:
            raise UnreadableFormula(latex, f"it needs <{tag}>, which is not drawn here")


class Formula(VMobject):
    """A formula as a single outline."""

    def __init__(self, latex: str, size: float, color: str) -> None:
        super().__init__(fill_color=color, fill_opacity=1.0, stroke_width=0.0)
        self.latex, self.size = latex, size
        self.set_points(_outline(latex) * size * PX)

    def shrink_into(self, width: float, height: float) -> None:
        factor = min(1.0, width / self.width, height / self.height)
        self.size *= factor
        self.scale(factor)


def equals_offset(formula: Formula) -> float | None:
    """How far right of the formula's centre its first outer equals sign begins."""
    cut = _first_outer_equals(formula.latex)
    if cut is None:
        return None
    before = formula.latex[:cut].replace("&", "")
    half = float(formula.width) / 2
    if not before.strip():
        return -half
    points = _outline(before)
    width = float(points[:, 0].max() - points[:, 0].min()) * formula.size * PX
    return width - half


def _first_outer_equals(latex: str) -> int | None:
    """Only where the part before it stands alone: outside braces, environments and delimiters."""
    depth = 0
    for i, character in enumerate(latex):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == "=" and depth == 0 and _stands_alone(latex[:i]):
            return i
    return None


def _stands_alone(latex: str) -> bool:
    balanced = all(
        len(re.findall(rf"\\{opening}\b", latex)) == len(re.findall(rf"\\{closing}\b", latex))
        for opening, closing in (("left", "right"), ("begin", "end"))
    )
    return balanced and not latex.endswith(("\\", "_", "^", "!", ":"))
