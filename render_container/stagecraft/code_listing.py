"""A code listing in a panel: highlighted, numbered, and scrolled to what is spoken about."""

from textwrap import dedent
from typing import Final

import numpy as np
from manim import UP, Animation, Line, Rectangle, VGroup, VMobject

from stagecraft.component import Component, panel
from stagecraft.highlighting import COLUMN, Piece, Row, columns_of, highlighted, shortened, typeset
from stagecraft.lettering import BODY, FLOOR, Words, fit
from stagecraft.motion import Appear, Beat, Draw, Glide, Reshape, Vanish
from stagecraft.shaping import MONO
from stagecraft.stage import PX, Area

_LARGEST: Final = 36.0
_SCROLLED: Final = 24.0
_PITCH: Final = 1.42
_NOTE: Final = 76 * PX
_HEADER: Final = 46 * PX
_PAD: Final = 18 * PX


class CodeListing(Component):
    """Beat 0 is the listing; `focus` dims all but some lines and says why."""

    def __init__(
        self, code: str, language: str = "text", caption: str = "", first_line_number: int = 1
    ) -> None:
        super().__init__()
        self.rows = highlighted(_as_meant(code), language, self.palette)
        self.numbers = [str(first_line_number + i) for i in range(len(self.rows))]
        self.gutter = max(len(n) for n in self.numbers) + 2
        self.header = _HEADER if caption.strip() else 0.0
        self.size, self.room = self._setting()
        self.pitch = self.size * _PITCH * PX
        self.frame = self._frame()
        self.inside = Area(
            self.frame.left, self.frame.right, self.frame.bottom, self.frame.top - self.header
        )
        self.top = 0
        self.box, self.title = panel(self.frame), self._title(caption)
        self.block = self._block(0)
        self.shades = VGroup(*(self._shade(0.0, 0.0, end) for end in (True, False)))
        self.bar = self._bar(0, 0)
        self.thumb = self._thumb(0)
        self.note = Words("")
        self.add(self.box, self.title, self.thumb, self.block, self.shades)

    def entrance(self) -> Animation:
        come = -0.15 * UP
        tweens = [Appear(self.box, come, span=(0, 0.6)), Appear(self.title, come, span=(0, 0.6))]
        tweens += [Appear(self.thumb, span=(0.5, 1)), Appear(self.block, come, span=(0.2, 1))]
        return Beat(self, tweens, run_time=0.7)

    def focus(self, first: int, last: int, note: str = "") -> Animation:
        """Speak about lines `first` to `last` of the listing, counted from 1."""
        low, high = sorted(min(max(n, 1), len(self.rows)) - 1 for n in (first, last))
        tweens, entering, leaving = self._scroll(self._top_for(low, high))
        start = max(low - self.top, 0)
        end = min(high - self.top, self.room - 1)
        tweens += self._dim(start, end)
        bar = self._bar(start, end)
        if self.bar in self.submobjects:
            tweens.append(Reshape(self.bar, bar))
        else:
            self.bar = bar
            tweens.append(Draw(bar))
            entering.append(bar)
        said, fresh = self._say(note)
        leaving.append(said[0])
        return Beat(
            self, [*tweens, *said[1]], entering=[*entering, *fresh], leaving=leaving, run_time=0.8
        )

    def _setting(self) -> tuple[float, int]:
        """The largest size that shows everything, else a readable one that scrolls and cuts."""
        height = self.area.height - _NOTE - self.header - 2 * _PAD
        widest = max(
            (row[-1].column + columns_of(row[-1].text) for row in self.rows if row), default=1
        )
        size = _LARGEST
        while size > FLOOR:
            wide = (widest + self.gutter) * COLUMN * size * PX + 2 * _PAD
            if wide <= self.area.width and len(self.rows) * size * _PITCH * PX <= height:
                return size, len(self.rows)
            size -= 1
        size = FLOOR if len(self.rows) * FLOOR * _PITCH * PX <= height else _SCROLLED
        return size, min(len(self.rows), int(height / (size * _PITCH * PX)))

    def _frame(self) -> Area:
        area = self.area
        height = self.header + 2 * _PAD + self.room * self.pitch
        free = area.height - _NOTE - height
        top = area.top - min(free * 0.4, 90 * PX)
        return Area(area.left, area.right, top - height, top)

    def _title(self, caption: str) -> VGroup:
        if not self.header:
            return VGroup()
        frame, theme = self.frame, self.palette
        y = frame.top - self.header
        words = fit(
            caption, frame.width - 4 * _PAD, 30 * PX, FLOOR + 2, color=theme.secondary, face=MONO
        )
        line = Line(
            (frame.left, y, 0), (frame.right, y, 0), stroke_color=theme.edge, stroke_width=1.5
        )
        return VGroup(words.put(frame.left + _PAD + 6 * PX, y + self.header / 2), line)

    def _block(self, top: int) -> VGroup:
        """The rows from `top` on that the panel has room for, with their numbers."""
        columns = int((self.frame.width - 2 * _PAD) / (COLUMN * self.size * PX)) - self.gutter
        muted, digits = self.palette.muted, self.gutter - 2
        rows: list[Row] = []
        for i in range(top, min(top + self.room, len(self.rows))):
            number = Piece(digits - len(self.numbers[i]), self.numbers[i], muted)
            code = shortened(self.rows[i], columns, muted)
            rows.append([number, *(Piece(c + self.gutter, t, ink) for c, t, ink in code)])
        baseline = self.inside.top - _PAD - self.pitch / 2 - 0.36 * self.size * PX
        return typeset(rows, self.frame.left + _PAD, baseline, self.size, self.pitch)

    def _top_for(self, low: int, high: int) -> int:
        """Where to scroll so that the lines show, near the middle; nowhere if they already do."""
        if self.top <= low and high < self.top + self.room:
            return self.top
        middle = low - max(self.room - (high - low + 1), 0) // 2
        return min(max(middle, 0), len(self.rows) - self.room)

    def _scroll(self, top: int) -> tuple[list[Animation], list[VMobject], list[VMobject]]:
        if top == self.top:
            return [], [], []
        up = (1 if top > self.top else -1) * UP * 0.4
        old, new = self.block, self._block(top)
        by = np.array([0.0, self._thumb_y(top) - self._thumb_y(self.top), 0.0])
        self.block, self.top = new, top
        self.submobjects.remove(self.shades)
        tweens = [
            Vanish(old, up, span=(0, 0.5)),
            Appear(new, -up, span=(0.35, 1)),
            Glide(self.thumb, by),
        ]
        return tweens, [new, self.shades], [old]

    def _dim(self, start: int, end: int) -> list[Animation]:
        whole = self.room * self.pitch
        targets = (
            self._shade(0.0, start * self.pitch, True),
            self._shade((end + 1) * self.pitch, whole, False),
        )
        return [Reshape(s, target) for s, target in zip(self.shades, targets, strict=True)]

    def _shade(self, begin: float, end: float, above: bool) -> VMobject:
        """A veil over rows; with none to cover it lies flat at the top or the bottom."""
        whole = self.room * self.pitch
        if end <= begin:
            begin = end = 0.0 if above else whole
        top = self.inside.top - _PAD
        left, right = self.frame.left + 8 * PX, self.frame.right - 26 * PX
        corners = [(left, top - begin), (right, top - begin), (right, top - end), (left, top - end)]
        veil = VMobject(fill_color=self.palette.panel, fill_opacity=0.62, stroke_width=0)
        return veil.set_points_as_corners([(x, y, 0) for x, y in (*corners, corners[0])])

    def _bar(self, start: int, end: int) -> VMobject:
        top = self.inside.top - _PAD - 3 * PX
        x = self.frame.left + 5 * PX
        return Line(
            (x, top - start * self.pitch, 0),
            (x, top - (end + 1) * self.pitch + 6 * PX, 0),
            stroke_color=self.palette.accent,
            stroke_width=7,
        )

    def _thumb(self, top: int) -> VMobject:
        """Shows how much of the listing is in the panel, if not all."""
        if self.room == len(self.rows):
            return VMobject()
        track = self.inside.height - 20 * PX
        thumb = Rectangle(
            width=6 * PX,
            height=track * self.room / len(self.rows),
            fill_color=self.palette.edge,
            fill_opacity=1,
            stroke_width=0,
        )
        return thumb.move_to((self.frame.right - 14 * PX, self._thumb_y(top), 0))

    def _thumb_y(self, top: int) -> float:
        track = self.inside.height - 20 * PX
        share = (top + self.room / 2) / len(self.rows)
        return self.inside.top - 10 * PX - share * track

    def _say(self, note: str) -> tuple[tuple[Words, list[Animation]], list[VMobject]]:
        old, area = self.note, self.area
        new = fit(note, area.width - 30 * PX, _NOTE - 22 * PX, BODY, color=self.palette.accent)
        new.put(
            area.left + 4 * PX,
            max(self.frame.bottom - _NOTE / 2 - 4 * PX, area.bottom + _NOTE / 2 - 12 * PX),
        )
        self.note = new
        tweens: list[Animation] = [
            Vanish(old, span=(0, 0.4)),
            Appear(new, -0.12 * UP, span=(0.4, 1)),
        ]
        return (old, tweens), [new]


def _as_meant(code: str) -> str:
    """A literal that opens with an empty line is as far in as the scene's own code."""
    return dedent(code).strip("\n") if code.startswith("\n") else code.rstrip("\n")
