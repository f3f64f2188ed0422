"""A diagram: boxes and arrows that appear as they are spoken about."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from manim import Animation, VMobject

from stagecraft.component import Component, panel
from stagecraft.layouts import LAYOUTS, runs_across
from stagecraft.lettering import Words, cut, fit, width_of, wrap
from stagecraft.motion import Appear, Beat, Draw, Restyle
from stagecraft.routing import label_place, route
from stagecraft.shaping import SEMIBOLD
from stagecraft.stage import PX, Area, Point

_PAD: Final = 12 * PX
_TIP: Final = 15 * PX
_NAME: Final = 36.0
_DETAIL: Final = 26.0
_LABEL: Final = 24.0
_ROOMY: Final = ((4, 1.2), (6, 1.1))
"""With at most so many nodes, everything is so much larger."""


class _Node(NamedTuple):
    box: VMobject
    label: Words
    detail: Words


class _Edge(NamedTuple):
    ends: tuple[str, str]
    line: VMobject
    tip: VMobject
    label: Words


class Diagram(Component):
    """Beat 0 is the empty boxes; `reveal` names nodes, which bring their arrows along."""

    def __init__(
        self,
        nodes: Sequence[tuple[str, str, str]],
        edges: Sequence[tuple[str, str, str]] = (),
        layout: str = "row",
    ) -> None:
        super().__init__()
        if layout not in LAYOUTS:
            raise ValueError(f"no layout is called {layout!r}; there are {', '.join(LAYOUTS)}")
        names = [node[0] for node in nodes]
        self.scale_up = next((scale for most, scale in _ROOMY if len(nodes) <= most), 1.0)
        sizes = (_NAME, _DETAIL, _LABEL)
        self.name, self.detail, self.label = (size * self.scale_up for size in sizes)
        links = [(names.index(a), names.index(b)) for a, b, _ in edges]
        beside = [
            text
            for (a, b), (_, _, text) in zip(links, edges, strict=True)
            if layout == "tree" or abs(a - b) == 1
        ]
        places = LAYOUTS[layout](
            self.area, len(nodes), links, self._gap(beside), self._natural(nodes)
        )
        self.places = dict(zip(names, places, strict=True))
        self.nodes = self._nodes(nodes)
        axis = 1 - runs_across(self.area, len(nodes), links) if layout == "tree" else None
        self.edges = self._edges(edges, axis)
        self.shown: set[str] = set()
        self.current: set[str] = set()
        self.drawn: list[_Edge] = []
        self.add(*(node.box for node in self.nodes.values()))

    def entrance(self) -> Animation:
        boxes = [node.box for node in self.nodes.values()]
        step = 0.5 / max(len(boxes), 1)
        return Beat(
            self,
            [Appear(box, span=(i * step, i * step + 0.5)) for i, box in enumerate(boxes)],
            run_time=0.7,
        )

    def reveal(self, *ids: str) -> Animation:
        """Bring nodes and the arrows between those shown; highlight the ones already there."""
        fresh = [name for name in ids if name not in self.shown]
        tweens = self._settle(set(ids)) + [t for name in fresh for t in self._bring(name)]
        tweens += [
            Restyle(self.nodes[n].box, stroke=self.palette.accent, stroke_width=5)
            for n in ids
            if n not in fresh
        ]
        self.shown |= set(ids)
        self.current = set(ids)
        entering: list[VMobject] = [p for n in fresh for p in self.nodes[n][1:]]
        for edge in self.edges:
            if edge not in self.drawn and self.shown.issuperset(edge.ends):
                self.drawn.append(edge)
                entering += [edge.line, edge.tip, edge.label]
                tweens += [
                    Draw(edge.line, span=(0.2, 0.85)),
                    Appear(edge.tip, span=(0.7, 1)),
                    Appear(edge.label, span=(0.5, 1)),
                ]
        return Beat(self, tweens, entering=entering, run_time=0.9)

    def _settle(self, coming: set[str]) -> list[Animation]:
        """What was spoken about is now structure."""
        theme, names = self.palette, list(self.nodes)
        tweens: list[Animation] = [
            Restyle(self.nodes[n].box, stroke=theme.structure(names.index(n)), stroke_width=2.5)
            for n in self.current - coming
        ]
        for edge in self.drawn:
            tweens += [Restyle(edge.line, stroke=theme.muted), Restyle(edge.tip, fill=theme.muted)]
        return tweens

    def _bring(self, name: str) -> list[Animation]:
        node, theme = self.nodes[name], self.palette
        return [
            Restyle(node.box, fill=theme.panel, stroke=theme.accent, stroke_width=5, span=(0, 0.5)),
            Appear(node.label, span=(0.1, 0.6)),
            Appear(node.detail, span=(0.2, 0.7)),
        ]

    def _gap(self, labels: list[str]) -> float:
        """Room between neighbours for their arrows' labels, wrapped."""
        widest = max(
            (width_of(word, self.label) for text in labels for word in text.split()), default=0.0
        )
        whole = max((width_of(text, self.label) for text in labels), default=0.0)
        room = (whole if whole <= 110 * PX else whole / 2) + 34 * PX
        least = (64 if self.scale_up == 1 else 92) * PX if labels else 44 * PX
        return min(max(least, widest + 30 * PX, room), 150 * PX)

    def _natural(self, nodes: Sequence[tuple[str, str, str]]) -> tuple[float, float]:
        """As large as the boxes need be, all alike."""
        labels = max(
            (width_of(label, self.name, face=SEMIBOLD) for _, label, _ in nodes), default=0.0
        )
        details = max((width_of(detail, self.detail) for _, _, detail in nodes), default=0.0)
        halved = details if details <= 260 * PX else max(details / 2, 220 * PX)
        wide = max(min(max(labels, halved), 290 * self.scale_up * PX), 100 * PX)
        return wide + 2 * _PAD + 12 * PX, (172 if details else 96) * self.scale_up * PX

    def _nodes(self, nodes: Sequence[tuple[str, str, str]]) -> dict[str, _Node]:
        size = min(
            (self._label(n[1], self.places[n[0]], self.name, n[2]).size for n in nodes),
            default=self.name,
        )
        return {
            name: self._node(self.places[name], label, detail, size)
            for name, label, detail in nodes
        }

    def _label(self, text: str, place: Area, size: float, detail: str) -> Words:
        room = place.inset(_PAD, _PAD * 0.8)
        share = 0.55 if detail.strip() else 1.0
        return fit(text, room.width, room.height * share, size, face=SEMIBOLD, align="center")

    def _node(self, place: Area, label: str, detail: str, size: float) -> _Node:
        theme = self.palette
        box = panel(place, fill=theme.ghost, edge=theme.edge, width=1.5)
        name = self._label(label, place, size, detail)
        room = place.inset(_PAD, _PAD * 0.8)
        gap = (8 + 0.22 * name.size) * PX if detail.strip() else 0.0
        rest = room.height - name.ink_height - gap
        more = fit(
            detail,
            room.width,
            rest,
            min(self.detail, 0.8 * name.size),
            color=theme.muted,
            align="center",
        )
        top = place.y + (name.ink_height + gap + more.ink_height * bool(gap)) / 2
        name.put_top(place.x, top, "center")
        more.put_top(place.x, top - name.ink_height - gap, "center")
        return _Node(box, name, more)

    def _edges(self, edges: Sequence[tuple[str, str, str]], axis: int | None) -> list[_Edge]:
        ends = [(a, b) for a, b, _ in edges]
        paths: list[Point] = []
        for a, b in ends:
            others = [p for n, p in self.places.items() if n not in (a, b)]
            paired = (b, a) in ends and a != b
            paths.append(
                route(
                    self.places[a],
                    self.places[b],
                    others,
                    self.area,
                    paths,
                    paired=paired,
                    square=self._square(a, b, axis),
                )
            )
        labels: list[Area] = []
        return [
            _Edge(pair, *self._arrow(path), self._edge_label(text, path, paths, labels))
            for pair, (_, _, text), path in zip(ends, edges, paths, strict=True)
        ]

    def _square(self, a: str, b: str, axis: int | None) -> int | None:
        """The axis of a tree's arrow, if it runs away from the root."""
        if axis is None:
            return None
        step = (self.places[b].center - self.places[a].center)[axis]
        return axis if (step > 0 if axis == 0 else step < 0) else None

    def _arrow(self, path: Point) -> tuple[VMobject, VMobject]:
        flat = np.hstack([path, np.zeros((len(path), 1))])
        far = flat[np.linalg.norm(flat - flat[-1], axis=1) > _TIP]
        shaft = far if len(far) > 1 else flat[:2]
        along = flat[-1] - shaft[-1]
        along = along / (np.linalg.norm(along) or 1.0)
        foot = flat[-1] - along * _TIP
        aside = np.array([-along[1], along[0], 0.0]) * _TIP * 0.52
        accent = self.palette.accent
        tip = VMobject(fill_color=accent, fill_opacity=1, stroke_width=0)
        tip.set_points_as_corners([flat[-1], foot + aside, foot - aside, flat[-1]])
        line = VMobject(stroke_color=accent, stroke_width=3.5, fill_opacity=0)
        return line.set_points_as_corners([*shaft, foot + along * 2 * PX]), tip

    def _edge_label(self, text: str, path: Point, paths: list[Point], labels: list[Area]) -> Words:
        if not text.strip():
            return Words("")
        settings = [
            Words(lines, self.label, self.palette.primary, align="center")
            for lines in _settings(text, self.label)
        ]
        sizes = [(s.ink_width, s.ink_height + 8 * PX) for s in settings]
        boxes = list(self.places.values())
        i, area = label_place(path, sizes, boxes, labels, paths, self.area)
        labels.append(area)
        return settings[i].put(area.x, area.y, "center")


def _settings(text: str, size: float) -> list[list[str]]:
    """The label in one line, if it is not too long for that, and balanced in two and in three."""
    whole = width_of(text, size)
    longest = max(width_of(word, size) for word in text.split())
    found: list[list[str]] = []
    for count in (1, 2, 3):
        width = min(max(whole / count, longest) + 1 * PX, 280 * PX)
        while len(lines := wrap(text, width, size)) > count and width < 280 * PX:
            width *= 1.06
        kept = cut(lines, 3, width, size)
        if kept not in found:
            found.append(kept)
    return found
