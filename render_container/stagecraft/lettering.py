"""Text as one outline each: shaped by Pango, wrapped, and never below the readable floor."""

import re
import tempfile
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple, Self

import manimpango
import numpy as np
from manim import VMobject

from stagecraft.outline import cubics
from stagecraft.stage import PX, Point, stage

SANS: Final = "Inter"
MONO: Final = "JetBrains Mono"

TITLE: Final = 76.0
HEADING: Final = 42.0
SUBHEAD: Final = 34.0
BODY: Final = 30.0
SMALL: Final = 26.0
FLOOR: Final = 22.0
"""Sizes are pixels per em in a 720-line picture; nothing is set smaller than the floor."""

LEADING: Final = 1.3
CAP: Final = 0.727
ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"

_PANGO_SIZE: Final = 100.0
_EM: Final = _PANGO_SIZE * 4 / 3
_WIDE: Final = 1_000_000
_GLYPH: Final = re.compile(r'<symbol[^>]* id="([^"]+)">\s*<path[^>]* d="([^"]*)"', re.DOTALL)
_USE: Final = re.compile(r'<use xlink:href="#([^"]+)" x="([-\d.]+)" y="([-\d.]+)"')


class Outline(NamedTuple):
    """One line of text at one unit per em, its baseline on y = 0."""

    points: Point
    left: float
    right: float


def printable(text: str) -> str:
    """Drop what has no glyph; keep line breaks, widen tabs."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(c for c in whole if _shown(c)).expandtabs(4)


def _shown(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"}


@lru_cache(maxsize=4096)
def outline(line: str, font: str = SANS, weight: str = "NORMAL") -> Outline:
    """Shape one line of text."""
    svg = _shape(line, font, weight)
    glyphs = {name: cubics(path) for name, path in _GLYPH.findall(svg)}
    pieces = [
        glyphs[name] + (float(x), 0.0, 0.0)
        for name, x, _ in _USE.findall(svg)
        if name in glyphs and len(glyphs[name])
    ]
    if not pieces:
        return Outline(np.zeros((0, 3)), 0.0, 0.0)
    points = np.concatenate(pieces) / _EM * (1.0, -1.0, 1.0)
    points.flags.writeable = False
    return Outline(points, float(points[:, 0].min()), float(points[:, 0].max()))


def _shape(line: str, font: str, weight: str) -> str:
    setting = manimpango.TextSetting(0, len(line), font, "NORMAL", weight, 0)
    with tempfile.NamedTemporaryFile(suffix=".svg") as file:
        manimpango.text2svg(
            [setting], _PANGO_SIZE, _PANGO_SIZE, False, file.name, 0, 0, _WIDE, 1000, line
        )
        return Path(file.name).read_text(encoding="utf-8")


def width_of(line: str, size: float, font: str = SANS, weight: str = "NORMAL") -> float:
    """Scene units from the text's origin to its right edge."""
    return outline(line, font, weight).right * size * PX


@lru_cache(maxsize=4096)
def _advance(word: str, font: str, weight: str) -> float:
    """From a word's origin to that of the next, in ems."""
    return outline(f"{word} |", font, weight).right - outline("|", font, weight).right


def wrap(
    text: str, width: float, size: float, font: str = SANS, weight: str = "NORMAL"
) -> list[str]:
    """Break at spaces, at line breaks, and inside words only when a word is too wide."""
    lines: list[str] = []
    for paragraph in printable(text).split("\n"):
        lines += _wrap_paragraph(paragraph.split(), width / (size * PX), font, weight)
    return lines


def _wrap_paragraph(words: list[str], width: float, font: str, weight: str) -> list[str]:
    lines, used = [""], 0.0
    for word in words:
        for piece in _pieces(word, width, font, weight):
            if lines[-1] and used + outline(piece, font, weight).right > width:
                lines.append("")
                used = 0.0
            lines[-1] += (" " if lines[-1] else "") + piece
            used += _advance(piece, font, weight)
    return lines


def _pieces(word: str, width: float, font: str, weight: str) -> list[str]:
    pieces = []
    while len(word) > 1 and outline(word, font, weight).right > width:
        cut = max(1, int(len(word) * width / outline(word, font, weight).right))
        while cut > 1 and outline(word[:cut], font, weight).right > width:
            cut -= 1
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


def has_wide_word(text: str, width: float, size: float, font: str, weight: str) -> bool:
    limit = width / (size * PX)
    return any(outline(w, font, weight).right > limit for w in printable(text).split())


class Words(VMobject):
    """Lines of text as a single outline: cheap to draw, to move and to recolour."""

    def __init__(
        self,
        lines: str | list[str],
        size: float = BODY,
        color: str | None = None,
        weight: str = "NORMAL",
        font: str = SANS,
        align: str = "left",
    ) -> None:
        super().__init__(
            fill_color=color or stage().theme.primary, fill_opacity=1.0, stroke_width=0.0
        )
        self.lines = printable(lines).split("\n") if isinstance(lines, str) else lines
        self.size = size
        em = size * PX
        outlines = [outline(line, font, weight) for line in self.lines]
        self.ink_width = max((o.right for o in outlines), default=0.0) * em
        self.ink_height = ((len(self.lines) - 1) * LEADING + CAP) * em
        shares = {"left": 0.0, "center": 0.5, "right": 1.0}
        pieces = [
            o.points * em
            + ((self.ink_width - o.right * em) * shares[align], -index * LEADING * em, 0.0)
            for index, o in enumerate(outlines)
        ]
        self.set_points(np.concatenate(pieces) if pieces else np.zeros((0, 3)))
        self._origin = np.zeros(3)

    def put(self, x: float, y: float, anchor: str = "left") -> Self:
        """Set the text's left, centre or right at x, and its capitals' middle at y."""
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[anchor]
        em = self.size * PX
        origin = np.array([x - self.ink_width * share, y + self.ink_height / 2 - CAP * em, 0.0])
        self.shift(origin - self._origin)
        self._origin = origin
        return self

    def put_top(self, x: float, top: float, anchor: str = "left") -> Self:
        """The same, with the top of the capitals at `top`."""
        return self.put(x, top - self.ink_height / 2, anchor)


def fit(
    text: str,
    width: float,
    height: float,
    size: float = BODY,
    *,
    color: str | None = None,
    weight: str = "NORMAL",
    font: str = SANS,
    align: str = "left",
    floor: float = FLOOR,
) -> Words:
    """The largest setting of the text, up to `size`, that the box holds; cut short at the floor."""
    while size > floor:
        lines = wrap(text, width, size, font, weight)
        broken = has_wide_word(text, width, size, font, weight)
        if not broken and _height(len(lines), size) <= height:
            return Words(lines, size, color, weight, font, align)
        size = max(floor, size * 0.94)
    room = max(1, int((height / (size * PX) - CAP) / LEADING + 1.001))
    lines = wrap(text, width, size, font, weight)
    return Words(cut(lines, room, width, size, font, weight), size, color, weight, font, align)


def _height(lines: int, size: float) -> float:
    return ((lines - 1) * LEADING + CAP) * size * PX


def cut(
    lines: list[str], room: int, width: float, size: float, font: str, weight: str
) -> list[str]:
    """Keep `room` lines and say with an ellipsis that there was more."""
    if len(lines) <= room:
        return lines
    last = lines[room - 1]
    while last and width_of(last + ELLIPSIS, size, font, weight) > width:
        last = last[:-1]
    return [*lines[: room - 1], last.rstrip() + ELLIPSIS]
