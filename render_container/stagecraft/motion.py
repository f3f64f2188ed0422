"""Animations that touch only what they change, so that several may share a mobject."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

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
from manim.utils.rate_functions import ease_out_cubic

from stagecraft.stage import Point

Span = tuple[float, float]
Ease = Callable[[float], float]

WHOLE: Span = (0.0, 1.0)


class Tween(Animation):
    """An animation of one mobject during `span`, a part of the time its beat takes."""

    ease: ClassVar[Ease] = staticmethod(smooth)

    def __init__(self, mobject: Mobject, span: Span = WHOLE) -> None:
        super().__init__(mobject, run_time=0.8, rate_func=squish_rate_func(self.ease, *span))

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
    """Fade in from a short way off, soon seen; touches opacity and place only."""

    ease = staticmethod(ease_out_cubic)

    def __init__(self, mobject: Mobject, come: Point = ORIGIN, **timing: Any) -> None:
        super().__init__(mobject, **timing)
        self.come, self.offset = np.asarray(come, dtype=float), np.zeros(3)
        self.opacities: list[tuple[VMobject, Point, Point]] = []

    def record(self) -> None:
        self.offset = np.zeros(3)
        self.opacities = [
            (m, m.fill_rgbas[:, 3].copy(), m.stroke_rgbas[:, 3].copy()) for m in self.family()
        ]

    def at(self, share: float) -> None:
        self._show(share, (share - 1) * self.come)

    def _show(self, share: float, offset: Point) -> None:
        if np.any(self.come):
            self.mobject.shift(offset - self.offset)
            self.offset = offset
        for member, fill, stroke in self.opacities:
            member.fill_rgbas[:, 3] = fill * share
            member.stroke_rgbas[:, 3] = stroke * share


class Vanish(Appear):
    """Fade out, a short way off; the beat drops the mobject afterwards."""

    def at(self, share: float) -> None:
        self._show(1 - share, share * self.come)


class Restyle(Tween):
    """Change colours or the stroke's width; touches neither opacity nor shape."""

    def __init__(
        self,
        mobject: Mobject,
        fill: str | None = None,
        stroke: str | None = None,
        stroke_width: float | None = None,
        **timing: Any,
    ) -> None:
        super().__init__(mobject, **timing)
        self.fill, self.stroke, self.stroke_width = fill, stroke, stroke_width
        self.before: list[tuple[VMobject, Point, Point, float]] = []

    def record(self) -> None:
        self.before = [
            (m, m.fill_rgbas[:, :3].copy(), m.stroke_rgbas[:, :3].copy(), float(m.stroke_width))
            for m in self.family()
        ]

    def at(self, share: float) -> None:
        for member, fill, stroke, width in self.before:
            if self.fill is not None:
                member.fill_rgbas[:, :3] = _blend(fill, self.fill, share)
            if self.stroke is not None:
                member.stroke_rgbas[:, :3] = _blend(stroke, self.stroke, share)
            if self.stroke_width is not None:
                member.stroke_width = width + (self.stroke_width - width) * share


def _blend(before: Point, after: str, share: float) -> Point:
    blended: Point = before + (ManimColor(after).to_rgb() - before) * share
    return blended


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

    ease = staticmethod(ease_out_cubic)

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


class Beat(AnimationGroup):
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
