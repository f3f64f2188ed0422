"""An array: cells in a row, with pointers below and a note under everything."""

from itertools import product
from typing import Final

import numpy as np
from manim import UP, Animation, Triangle, VGroup, VMobject

from stagecraft.component import Component, panel
from stagecraft.lettering import FLOOR, LARGE, SMALL, SUBHEAD, Words, fit, width_of
from stagecraft.motion import Appear, Beat, Glide, Restyle, Vanish
from stagecraft.shaping import MEDIUM, SEMIBOLD
from stagecraft.stage import PX, Area, Point

_GAP: Final = 8 * PX
_TALLEST: Final = 150 * PX
_WIDEST: Final = 190 * PX
_NOTE: Final = 84 * PX
_INDEX: Final = 34 * PX
_LANE: Final = 36 * PX
_ARROW: Final = 16 * PX

Style = tuple[str, str, str]


class _Dim(int):
    """manim reads a mobject's `dim` as its number of coordinates; here it can be called too."""

    array: "Array"

    def __call__(self, *indices: int) -> Animation:
        return self.array.mark_done(*indices)


class Array(Component):
    """Beat 0 is the row of cells; then point, highlight, dim, swap, write and note."""

    def __init__(self, cells: list[str] | tuple[str, ...], indexed: bool = True) -> None:
        super().__init__()
        self.texts = [str(cell) for cell in cells]
        self.places = self._places(indexed)
        self.boxes = [panel(place) for place in self.places]
        self.words = [
            self._word(text, place) for text, place in zip(self.texts, self.places, strict=True)
        ]
        self.styles: list[str] = ["plain"] * len(self.texts)
        self.pointers: dict[str, int] = {}
        self.pins: dict[str, VGroup] = {}
        self.caption = Words("")
        self.indices = self._index_labels() if indexed else []
        self.add(*self.boxes, *self.words, *self.indices)

    def entrance(self) -> Animation:
        step = 0.5 / max(len(self.boxes), 1)
        tweens = []
        for i, (box, word) in enumerate(zip(self.boxes, self.words, strict=True)):
            span = (i * step, i * step + 0.5)
            tweens += [Appear(box, -0.15 * UP, span=span), Appear(word, -0.15 * UP, span=span)]
        tweens += [Appear(label, span=(0.5, 1)) for label in self.indices]
        return Beat(self, tweens, run_time=0.8)

    def point(self, **pointers: int) -> Animation:
        """Point at cells by name; a pointer that is already there moves."""
        old, moved = self._pin_places(), {n for n in pointers if n in self.pins}
        self.pointers.update({name: self._within(i) for name, i in pointers.items()})
        fresh = [name for name in self.pointers if name not in self.pins]
        self.pins.update({name: self._pin(name) for name in fresh})
        new = self._pin_places()
        for name in fresh:
            _settle(self.pins[name], new[name])
        tweens: list[Animation] = [Appear(self.pins[n], -0.25 * UP) for n in fresh]
        for name in old:
            tweens += _drift(self.pins[name], old[name], new[name])
        touched = {*moved, *fresh}
        tweens += [
            Restyle(pin, fill=self.palette.accent if name in touched else self.palette.secondary)
            for name, pin in self.pins.items()
            if name not in fresh
        ]
        return Beat(self, tweens, entering=[self.pins[name] for name in fresh])

    def highlight(self, *indices: int) -> Animation:
        """Speak about these cells; those highlighted before are plain again."""
        wanted = {self._within(i) for i in indices}
        spoken = {i for i, style in enumerate(self.styles) if style == "spoken"}
        return self._restyle(
            dict.fromkeys(spoken - wanted, "plain") | dict.fromkeys(wanted, "spoken")
        )

    @property
    def dim(self) -> _Dim:
        """`dim(*indices)`: be done with these cells."""
        dim = _Dim(3)
        dim.array = self
        return dim

    @dim.setter
    def dim(self, coordinates: int) -> None:
        """manim sets it to 3, which it is."""

    def mark_done(self, *indices: int) -> Animation:
        return self._restyle({self._within(i): "done" for i in indices})

    def swap(self, i: int, j: int) -> Animation:
        """Exchange what two cells hold."""
        i, j = self._within(i), self._within(j)
        if i == j:
            return Beat(self, [], run_time=0.1)
        there = self.places[j].center - self.places[i].center
        first, second = self.words[i], self.words[j]
        self.words[i], self.words[j] = second, first
        self.texts[i], self.texts[j] = self.texts[j], self.texts[i]
        tweens = [Glide(first, there, arc=-1.6), Glide(second, -there, arc=-1.6)]
        colors = [Restyle(self.words[k], fill=self._style(self.styles[k])[2]) for k in (i, j)]
        return Beat(self, [*tweens, *colors], run_time=0.9)

    def write(self, i: int, text: str) -> Animation:
        """Put something else into a cell."""
        i = self._within(i)
        old, new = self.words[i], self._word(str(text), self.places[i])
        new.set_fill(self._style(self.styles[i])[2])
        self.words[i], self.texts[i] = new, str(text)
        tweens = [Vanish(old, 0.25 * UP, span=(0, 0.5)), Appear(new, -0.25 * UP, span=(0.3, 1))]
        return Beat(self, tweens, entering=[new], leaving=[old])

    def note(self, text: str) -> Animation:
        """Say something under the array; it replaces the note before."""
        old, width = self.caption, self.area.width
        new = fit(text, width, _NOTE * 0.8, SUBHEAD, color=self.palette.primary, align="center")
        new.put(self.area.x, self.area.bottom + _NOTE / 2, "center")
        self.caption = new
        tweens = [Vanish(old, span=(0, 0.45)), Appear(new, -0.12 * UP, span=(0.35, 1))]
        return Beat(self, tweens, entering=[new], leaving=[old])

    def _within(self, index: int) -> int:
        if not -len(self.texts) <= index < len(self.texts):
            raise IndexError(f"cell {index} of an array of {len(self.texts)}")
        return index % len(self.texts)

    def _places(self, indexed: bool) -> list[Area]:
        count = len(self.texts)
        widest = max((width_of(text, FLOOR) for text in self.texts), default=0.0)
        widest = min(widest, _WIDEST) + 28 * PX
        per_row = max(1, min(count, int((self.area.width + _GAP) / (max(widest, 58 * PX) + _GAP))))
        rows = -(-count // per_row) if count else 0
        per_row = -(-count // rows) if rows else 1
        below = (_INDEX if indexed else 0) + (2 * _LANE + _ARROW)
        tall = min(_TALLEST, (self.area.height - _NOTE) / max(rows, 1) - below)
        ideal = max(widest * 1.25, tall)
        wide = min(ideal, (self.area.width + _GAP) / per_row - _GAP)
        block = rows * (tall + below)
        top = self.area.bottom + _NOTE + (self.area.height - _NOTE + block) / 2 - 8 * PX
        return [self._place(i, per_row, (wide, tall), (top, tall + below)) for i in range(count)]

    def _place(
        self, i: int, per_row: int, size: tuple[float, float], rows: tuple[float, float]
    ) -> Area:
        row, column = divmod(i, per_row)
        in_row = min(per_row, len(self.texts))
        x = self.area.x + (column - (in_row - 1) / 2) * (size[0] + _GAP)
        return Area.around(x, rows[0] - row * rows[1] - size[1] / 2, *size)

    def _word(self, text: str, place: Area) -> Words:
        room = place.inset(7 * PX, 7 * PX)
        word = fit(text, room.width, room.height, LARGE, face=MEDIUM, align="center")
        return word.put(place.x, place.y, "center")

    def _index_labels(self) -> list[Words]:
        return [
            Words(str(i), FLOOR, self.palette.muted).put(p.x, p.bottom - 19 * PX, "center")
            for i, p in enumerate(self.places)
        ]

    def _style(self, name: str) -> Style:
        theme = self.palette
        return {
            "plain": (theme.panel, theme.edge, theme.primary),
            "spoken": (theme.accent, theme.accent, theme.on_accent),
            "done": (theme.ghost, theme.ghost, theme.muted),
        }[name]

    def _restyle(self, changes: dict[int, str]) -> Animation:
        tweens: list[Animation] = []
        for i, name in changes.items():
            self.styles[i] = name
            fill, edge, text = self._style(name)
            tweens.append(Restyle(self.boxes[i], fill=fill, stroke=edge))
            tweens.append(Restyle(self.words[i], fill=text))
        return Beat(self, tweens, run_time=0.5)

    def _pin(self, name: str) -> VGroup:
        arrow = Triangle(fill_color=self.palette.accent, fill_opacity=1, stroke_width=0)
        arrow.scale_to_fit_height(_ARROW)
        return VGroup(arrow, Words(name, SMALL, self.palette.accent, face=SEMIBOLD))

    def _inside(self, x: float, width: float) -> float:
        return min(max(x, self.area.left + width / 2), self.area.right - width / 2)

    def _pin_places(self) -> dict[str, tuple[Point, Point]]:
        """Where each pointer's arrow and name go so that no two names meet."""
        taken: list[Area] = []
        places = {}
        for name in sorted(self.pins, key=lambda n: self.pointers[n]):
            cell = self.places[self.pointers[name]]
            tip = cell.bottom - (_INDEX if self.indices else 6 * PX)
            width = self.pins[name][1].ink_width
            spots = [
                (self._inside(cell.x + side * width, width), tip - _ARROW - 20 * PX - lane * _LANE)
                for lane, side in product(range(6), (0, -0.4, 0.4))
            ]
            areas = [Area.around(x, y, width, 26 * PX) for x, y in spots]
            free = [a for a in areas if not any(a.meets(t, 8 * PX) for t in taken)]
            area = (free or areas)[0]
            taken.append(area)
            arrow = np.array([cell.x, tip - _ARROW / 2, 0.0])
            places[name] = (arrow, np.array([area.x, area.y, 0.0]))
        return places


def _settle(pin: VGroup, place: tuple[Point, Point]) -> None:
    pin[0].move_to(place[0])
    pin[1].put(place[1][0], place[1][1], "center")


def _drift(pin: VGroup, old: tuple[Point, Point], new: tuple[Point, Point]) -> list[Animation]:
    parts: tuple[VMobject, VMobject] = (pin[0], pin[1])
    return [
        Glide(part, after - before)
        for part, before, after in zip(parts, old, new, strict=True)
        if np.any(after != before)
    ]
