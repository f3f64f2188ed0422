"""Animations that touch only what they change, so that several may share a mobject."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from manim import (
    ORIGIN,
    Animation,
    AnimationGroup,
    ManimColor,
    Mobject,
    VGroup,
    VMobject,
    path_along_arc,
    smooth,
    squish_rate_func,
)

from stagecraft.stage import Point

Span = tuple[float, float]
Style = tuple[Point, Point]

WHOLE: Span = (0.0, 1.0)


class Tween(Animation):  # type: ignore[misc]
    """An animation of one mobject during `span`, a part of the time its beat takes."""

    def __init__(self, mobject: Mobject, span: Span = WHOLE, ease: Callable[[float], float] = smooth):
        super().__init__(mobject, run_time=0.8, rate_func=squish_rate_func(ease, *span))

    def create_starting_mobject(self) -> Mobject:
        self.record()
        return Mobject()

    def interpolate_mobject(self, alpha: float) -> None:
        self.at(self.rate_func(alpha))

    def record(self) -> None:
        """Note how things are as the animation begins."""

    def at(self, share: float) -> None:
        """Show the given share of the change; nothing, for a pause."""

    def family(self) -> list[VMobject]:
        members = self.mobject.family_members_with_points()
        return [m for m in members if isinstance(m, VMobject)]


class Glide(Tween):
    """Move by a vector, along an arc if asked."""

    def __init__(self, mobject: Mobject, by: Point, arc: float = 0.0, **timing: Any) -> None:
        super().__init__(mobject, **timing)
        self.by, self.done = np.asarray(by, dtype=float), np.zeros(3)
        self.path = path_along_arc(arc)

    def record(self) -> None:
        self.done = np.zeros(3)

    def at(self, share: float) -> None:
        now = self.path(np.zeros((1, 3)), self.by.reshape(1, 3), share)[0]
        self.mobject.shift(now - self.done)
        self.done = now


class Appear(Tween):
    """Fade in from a short way off."""

    def __init__(self, mobject: Mobject, come: Point = ORIGIN, **timing: Any) -> None:
        super().__init__(mobject, **timing)
        self.come, self.offset = np.asarray(come, dtype=float), np.zeros(3)
        self.styles: list[tuple[VMobject, Style]] = []

    def record(self) -> None:
        self.offset = np.zeros(3)
        self.styles = [(m, (m.fill_rgbas.copy(), m.stroke_rgbas.copy())) for m in self.family()]

    def at(self, share: float) -> None:
        self._move((share - 1) * self.come)
        for member, style in self.styles:
            _fade(member, style, share)

    def _move(self, offset: Point) -> None:
        if np.any(self.come):
            self.mobject.shift(offset - self.offset)
            self.offset = offset


class Vanish(Appear):
    """Fade out, a short way off; the beat drops the mobject afterwards."""

    def at(self, share: float) -> None:
        self._move(share * self.come)
        for member, style in self.styles:
            _fade(member, style, 1 - share)


def _fade(member: VMobject, style: Style, share: float) -> None:
    opacity = np.array([1.0, 1.0, 1.0, share])
    member.fill_rgbas, member.stroke_rgbas = style[0] * opacity, style[1] * opacity


class Restyle(Tween):
    """Change colours, opacities or the stroke's width; shapes stay as they are."""

    def __init__(
        self,
        mobject: Mobject,
        fill: str | None = None,
        stroke: str | None = None,
        fill_opacity: float | None = None,
        stroke_width: float | None = None,
        **timing: Any,
    ) -> None:
        super().__init__(mobject, **timing)
        self.fill, self.stroke = fill, stroke
        self.fill_opacity, self.stroke_width = fill_opacity, stroke_width
        self.changes: list[tuple[VMobject, Style, Style, float]] = []

    def record(self) -> None:
        self.changes = [self._change(member) for member in self.family()]

    def _change(self, member: VMobject) -> tuple[VMobject, Style, Style, float]:
        before = member.fill_rgbas.copy(), member.stroke_rgbas.copy()
        fill, stroke = before[0].copy(), before[1].copy()
        if self.fill is not None:
            fill[:, :3] = ManimColor(self.fill).to_rgb()
        if self.fill_opacity is not None:
            fill[:, 3] = self.fill_opacity
        if self.stroke is not None:
            stroke[:, :3] = ManimColor(self.stroke).to_rgb()
        return member, before, (fill, stroke), float(member.stroke_width)

    def at(self, share: float) -> None:
        for member, before, after, width in self.changes:
            member.fill_rgbas = before[0] + (after[0] - before[0]) * share
            member.stroke_rgbas = before[1] + (after[1] - before[1]) * share
            if self.stroke_width is not None:
                member.stroke_width = width + (self.stroke_width - width) * share


class Reshape(Tween):
    """Become the shape of another mobject with as many points."""

    def __init__(self, mobject: VMobject, target: VMobject, **timing: Any) -> None:
        super().__init__(mobject, **timing)
        self.before, self.after = mobject.points, target.points.copy()

    def record(self) -> None:
        self.before = self.mobject.points.copy()

    def at(self, share: float) -> None:
        self.mobject.points = self.before + (self.after - self.before) * share


class Draw(Tween):
    """Draw a line from its beginning to its end."""

    def __init__(self, mobject: VMobject, **timing: Any) -> None:
        super().__init__(mobject, **timing)
        self.whole: list[VMobject] = []

    def record(self) -> None:
        self.whole = [m.copy() for m in self.family()]

    def family(self) -> list[VMobject]:
        return [m for m in self.mobject.get_family() if isinstance(m, VMobject)]

    def at(self, share: float) -> None:
        for member, whole in zip(self.family(), self.whole, strict=True):
            if share >= 1:
                member.points = whole.points.copy()
            elif whole.has_points():
                member.pointwise_become_partial(whole, 0, share)


class Beat(AnimationGroup):  # type: ignore[misc]
    """What happens in a component on one cue: its tweens, and who enters and leaves with them."""

    def __init__(
        self,
        component: VGroup,
        tweens: Iterable[Animation],
        *,
        entering: Iterable[Mobject] = (),
        leaving: Iterable[Mobject] = (),
        run_time: float = 0.8,
    ) -> None:
        self.component = component
        self.entering, self.leaving = tuple(entering), tuple(leaving)
        parts = tuple(tweens) or (Tween(component),)
        for part in parts:
            part.run_time = run_time
        super().__init__(*parts, group=component, run_time=run_time)

    def parts(self) -> list[Animation]:
        """The tweens, each taking as long as the beat does now."""
        for part in self.animations:
            part.run_time = self.run_time
        return list(self.animations)

    def enter(self) -> None:
        self.component.add(*self.entering)

    def leave(self) -> None:
        self.component.remove(*self.leaving)

    def begin(self) -> None:
        self.enter()
        super().begin()

    def clean_up_from_scene(self, scene: Any) -> None:
        super().clean_up_from_scene(scene)
        self.leave()
