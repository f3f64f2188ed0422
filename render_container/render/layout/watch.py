"""Watches a scene between its play calls, and remembers what is wrong with it."""

import logging
import sys
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import Any, Final

from manim import Scene, Transform, config

from render.layout.curve_rule import label_on_curve
from render.layout.findings import Finding, Findings
from render.layout.frame_rule import off_frame
from render.layout.geometry import Box
from render.layout.overlap_rule import text_overlap
from render.layout.past import Past
from render.layout.picture import Lettering, Picture, Piece, picture_of
from render.layout.reading_rules import low_contrast, too_small
from render.layout.timing import cues, is_pause, outlasts
from render.layout.wording import wording
from studio.domain.problem import Problem
from studio.domain.render import Checks

_log = logging.getLogger(__name__)
_MOST_AFTER_THE_END: Final = 50


class Watch:
    """Of one scene, whose module this is; `problems` are the most telling first."""

    def __init__(self, module: Path, checks: Checks) -> None:
        self._module = str(module)
        self._checks = checks
        self._line: int | None = None
        self._end: int | None = None
        self._cut = 0.0
        self._findings = Findings()
        self._past = Past()
        self._instead: dict[int, Any] = {}
        self._kept: list[Any] = []
        self._shown = False
        wide, tall = float(config.frame_width) / 2, float(config.frame_height) / 2
        self._usual = Box(-wide, -tall, wide, tall)

    @property
    def seen_enough(self) -> bool:
        """Whether what is filmed from here on will not be kept."""
        return self._checks == "strict" and bool(self._findings)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._findings.problems

    def goes_on(self, play: int) -> bool:
        """After the last frame: whether this play call may run, unseen."""
        if self._end is None:
            self._end = play
        return play - self._end < _MOST_AFTER_THE_END

    def played(self, scene: Scene, at: float, filmed: float) -> None:
        """A play call is over, so many seconds after the start, of which it took some."""
        self._line = _own_line(sys._getframe(1), self._module) or self._line  # noqa: SLF001
        if not is_pause(scene):
            self._cut += max(0.0, float(scene.duration) - filmed)
        self._note_transforms(scene)
        if self._end is None:
            self._look(scene, at)

    def finished(self, scene: Scene, at: float) -> None:
        """The scene is over."""
        if not scene.renderer.num_plays:
            self._look(scene, at)
        for finding, line, when in self._past.outside.values():
            self._findings.add(finding, line, when)
        if not self._shown:
            advice = "Add or play something: self.add(…), self.play(Write(…))."
            self._add([Finding("empty", "The scene shows nothing at all.", advice)], at)
        self._add([*outlasts(scene, self._cut), *cues(scene)], at)

    def _look(self, scene: Scene, at: float) -> None:
        """A scene may show anything: what cannot be measured is no fault of its code."""
        try:
            self._measure(scene, at)
        except Exception:  # noqa: BLE001 - any mobject, any class of its author
            _log.exception("the picture could not be measured")
            self._shown = True

    def _measure(self, scene: Scene, at: float) -> None:
        picture = picture_of(scene, self._instead)
        self._shown |= not picture.is_empty
        self._add(self._inside(picture, at), at)
        self._add(text_overlap(picture, self._past), at)
        self._add(label_on_curve(picture), at)
        self._add(low_contrast(picture, self._past), at)
        self._add(too_small(picture, self._past), at)

    def _inside(self, picture: Picture, at: float) -> list[Finding]:
        """What is wholly outside may still be on its way in, or is on its way out."""
        beyond = list(off_frame(picture, self._usual))
        gone = {id(each.mobject): each.finding for each in beyond if each.gone}
        past = self._past
        everything: list[Lettering | Piece] = [*picture.texts, *picture.shapes]
        for shown in everything:
            key = id(shown.mobject)
            if key not in gone:
                past.inside[key] = shown.mobject
                past.outside.pop(key, None)
            elif key not in past.inside:
                past.outside.setdefault(key, (gone[key], self._line, at))
        return [each.finding for each in beyond if not each.gone]

    def _add(self, findings: Iterable[Finding], at: float) -> None:
        for finding in findings:
            self._findings.add(finding, self._line, at)

    def _note_transforms(self, scene: Scene) -> None:
        """A text that became another one still calls itself by its old words."""
        for animation in scene.animations or ():
            if isinstance(animation, Transform) and not (
                animation.replace_mobject_with_target_in_scene
            ):
                target = animation.target_mobject
                if target is not None and wording(target) != wording(animation.mobject):
                    known = self._instead.get(id(target), target)
                    self._kept.append(animation.mobject)
                    self._instead[id(animation.mobject)] = known


def _own_line(frame: FrameType | None, module: str) -> int | None:
    """Where `construct` is, or else the module's innermost function."""
    innermost = None
    while frame is not None:
        if frame.f_code.co_filename == module:
            innermost = innermost or frame.f_lineno
            if frame.f_code.co_name == "construct":
                return frame.f_lineno
        frame = frame.f_back
    return innermost
