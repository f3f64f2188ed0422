"""A title card: what this is about, and a word on how."""

from typing import Final

import numpy as np
from manim import LEFT, UP, Animation, Dot, VGroup, VMobject

from stagecraft.component import Component
from stagecraft.heading import stroke_under
from stagecraft.lettering import BODY, SUBHEAD, TITLE, Words, fit
from stagecraft.motion import Appear, Beat, Draw, Tween
from stagecraft.shaping import BOLD
from stagecraft.stage import PX, Area
from stagecraft.themes import Theme

_GAP: Final = 32 * PX


class TitleCard(Component):
    """Title and subtitle enter at once; `reveal_note` adds the note."""

    def __init__(self, title: str, subtitle: str = "", note: str = "") -> None:
        super().__init__()
        area, theme = self.area.inset(36 * PX, 20 * PX), self.palette
        width = area.width * (0.82 if area.width > area.height else 1.0)
        self.title = fit(title, width, area.height * 0.46, TITLE, face=BOLD, floor=34)
        self.subtitle = fit(
            subtitle, width, area.height * 0.2, SUBHEAD + 2, color=theme.secondary, floor=24
        )
        self.note = fit(note, width, area.height * 0.14, BODY, color=theme.muted)
        self.motif = _motif(self.area, theme)
        self._stack(area)
        self.add(self.motif, self.rule, self.title, self.subtitle)

    def _stack(self, area: Area) -> None:
        blocks = [part for part in (self.title, self.subtitle, self.note) if part.has_points()]
        height = 42 * PX + sum(_step(part) for part in blocks) - _GAP
        top = area.y + height / 2
        self.rule = stroke_under(area.left, top, 150 * PX)
        top -= 42 * PX
        for part in blocks:
            part.put_top(area.left, top)
            top -= _step(part)

    def entrance(self) -> Animation:
        return Beat(
            self,
            [Draw(self.rule, span=(0, 0.7)), Appear(self.subtitle, -0.12 * UP, span=(0.2, 1))],
            run_time=0.8,
        )

    def reveal_note(self) -> Animation:
        if self.note in self.submobjects or not self.note.has_points():
            return Beat(self, [Tween(self)], run_time=0.1)
        return Beat(self, [Appear(self.note, 0.2 * LEFT)], entering=[self.note])


def _step(part: Words) -> float:
    """Down to the capitals of the next text, past this one's descenders."""
    return part.ink_height + 0.22 * part.size * PX + _GAP


def _motif(area: Area, theme: Theme) -> VGroup:
    """A few joined dots in the lower right corner, like a sketch begun on the board."""
    spots = [
        np.array([area.right + x * PX, area.bottom + y * PX, 0.0])
        for x, y in ((-196, 26), (-128, 92), (-96, 10), (-44, 66), (-8, 128))
    ]
    links = ((0, 1), (1, 2), (1, 3), (2, 3), (3, 4))
    lines = VMobject(stroke_color=theme.edge, stroke_width=2.5, stroke_opacity=0.8)
    for a, b in links:
        lines.start_new_path(spots[a]).add_line_to(spots[b])
    colors = theme.series if theme.varied else (theme.secondary,) * 3 + (theme.accent,) * 2
    dots = [
        Dot(spot, radius=8 * PX, color=color) for spot, color in zip(spots, colors, strict=False)
    ]
    return VGroup(lines, *dots)
