"""Text on the stage: wrapped, fitted, and never below the readable floor."""

from typing import Final, Self

import numpy as np
from manim import VMobject

from stagecraft.shaping import REGULAR, Face, advance, outline, printable
from stagecraft.stage import PX, stage

TITLE: Final = 100.0
HEADING: Final = 44.0
LARGE: Final = 46.0
SUBHEAD: Final = 38.0
BODY: Final = 34.0
SMALL: Final = 28.0
FLOOR: Final = 22.0
"""Sizes are pixels per em in a 720-line picture; nothing is set smaller than the floor."""

CAP: Final = 0.727
ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"

_SHARES: Final = {"left": 0.0, "center": 0.5, "right": 1.0}
_SMALLER: Final = 0.94
_DISPLAY: Final = 56.0


def leading(size: float) -> float:
    """Ems from line to line; large letters need less."""
    return 1.16 if size >= _DISPLAY else 1.3


def width_of(line: str, size: float, face: Face = REGULAR) -> float:
    """Scene units from the text's origin to its right edge."""
    return outline(line, face).right * size * PX


def wrap(text: str, width: float, size: float, face: Face = REGULAR) -> list[str]:
    """Break at spaces, at line breaks, and inside words only when a word is too wide."""
    ems = width / (size * PX)
    paragraphs = printable(text).split("\n")
    return [line for p in paragraphs for line in _wrap_paragraph(p.split(), ems, face)]


def _wrap_paragraph(words: list[str], width: float, face: Face) -> list[str]:
    lines, used = [""], 0.0
    for word in words:
        for piece in _pieces(word, width, face):
            if lines[-1] and used + outline(piece, face).right > width:
                lines.append("")
                used = 0.0
            lines[-1] += (" " if lines[-1] else "") + piece
            used += advance(piece, face)
    return lines


def _pieces(word: str, width: float, face: Face) -> list[str]:
    pieces = []
    while len(word) > 1 and outline(word, face).right > width:
        end = max(1, int(len(word) * width / outline(word, face).right))
        while end > 1 and outline(word[:end], face).right > width:
            end -= 1
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


class Words(VMobject):
    """Lines of text as a single outline: cheap to draw, to move and to recolour."""

    def __init__(
        self,
        lines: str | list[str],
        size: float = BODY,
        color: str | None = None,
        face: Face = REGULAR,
        align: str = "left",
    ) -> None:
        color = color or stage().theme.primary
        super().__init__(fill_color=color, fill_opacity=1.0, stroke_width=0.0)
        self.lines = printable(lines).split("\n") if isinstance(lines, str) else lines
        self.size = size
        em = size * PX
        outlines = [outline(line, face) for line in self.lines]
        self.ink_width = max((o.right for o in outlines), default=0.0) * em
        self.ink_height = height_of(len(self.lines), size)
        pieces = [
            o.points * em
            + ((self.ink_width - o.right * em) * _SHARES[align], -index * leading(size) * em, 0.0)
            for index, o in enumerate(outlines)
        ]
        self.set_points(np.concatenate(pieces) if pieces else np.zeros((0, 3)))
        self._first = self.points[0].copy() if len(self.points) else np.zeros(3)

    def put(self, x: float, y: float, anchor: str = "left") -> Self:
        """Set the text's left, centre or right at x, and its capitals' middle at y."""
        if self.has_points():
            left = x - self.ink_width * _SHARES[anchor]
            baseline = y + self.ink_height / 2 - CAP * self.size * PX
            self.shift(np.array([left, baseline, 0.0]) + self._first - self.points[0])
        return self

    def put_top(self, x: float, top: float, anchor: str = "left") -> Self:
        """The same, with the top of the capitals at `top`."""
        return self.put(x, top - self.ink_height / 2, anchor)


def fit(  # noqa: PLR0913 - a setting has this many sides
    text: str,
    width: float,
    height: float,
    size: float = BODY,
    *,
    color: str | None = None,
    face: Face = REGULAR,
    align: str = "left",
    floor: float = FLOOR,
) -> Words:
    """The largest setting of the text, up to `size`, that the box holds; cut short at the floor."""
    size = max(size, floor)
    while size > floor:
        lines = wrap(text, width, size, face)
        if height_of(len(lines), size) <= height and not _breaks_a_word(text, width, size, face):
            return Words(lines, size, color, face, align)
        size = max(floor, size * _SMALLER)
    lines = cut(wrap(text, width, size, face), lines_in(height, size), width, size, face)
    return Words(lines, size, color, face, align)


def _breaks_a_word(text: str, width: float, size: float, face: Face) -> bool:
    return any(width_of(word, size, face) > width for word in printable(text).split())


def height_of(lines: int, size: float) -> float:
    """From the top of the first line's capitals to the last baseline."""
    return ((lines - 1) * leading(size) + CAP) * size * PX


def lines_in(height: float, size: float) -> int:
    return max(1, int((height / (size * PX) - CAP) / leading(size) + 1.001))


def cut(lines: list[str], room: int, width: float, size: float, face: Face = REGULAR) -> list[str]:
    """Keep `room` lines and say with an ellipsis that there was more."""
    if len(lines) <= room:
        return lines
    last = lines[room - 1]
    while last and width_of(last + ELLIPSIS, size, face) > width:
        last = last[:-1]
    return [*lines[: room - 1], last.rstrip() + ELLIPSIS]
