"""LaTeX formulas as outlines, set by ziamath; no TeX is needed."""

import re
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import ziamath
from latex2mathml.converter import convert
from manim import SVGMobject, VMobject

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
    if not latex.strip():
        raise UnreadableFormula(latex, "it is empty")
    try:
        if unknown := _UNKNOWN.search(convert(latex)):
            raise UnreadableFormula(latex, f"\\{unknown[1]} is not a known command")
        return str(ziamath.Math.fromlatex(latex, size=_SIZE).svg())
    except UnreadableFormula:
        raise
    except Exception as error:
        raise UnreadableFormula(latex, str(error) or type(error).__name__) from error


@lru_cache(maxsize=256)
def _outline(latex: str) -> Point:
    """All glyphs and rules in one path, centred, at one unit per em."""
    with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as file:
        file.write(_svg(latex))
        file.flush()
        drawing = SVGMobject(Path(file.name), height=None, width=None, use_svg_cache=False)
    pieces = [part.points for part in drawing.family_members_with_points()]
    if not pieces:
        raise UnreadableFormula(latex, "it shows nothing")
    points: Point = np.concatenate(pieces) / _SIZE
    return points - (points.min(axis=0) + points.max(axis=0)) / 2


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
    if not before.strip():
        return -formula.width / 2
    points = _outline(before)
    width = float(points[:, 0].max() - points[:, 0].min()) * formula.size * PX
    return width - formula.width / 2


def _first_outer_equals(latex: str) -> int | None:
    """Only where the part before it stands alone: outside braces, environments and delimiters."""
    if re.search(r"\\(begin|left|right)\b", latex):
        return None
    depth = 0
    for i, character in enumerate(latex):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == "=" and depth == 0 and latex[i - 1 : i] not in ("\\", "_", "^", "!"):
            return i
    return None
