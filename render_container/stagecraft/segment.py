"""The base of every scene: exactly as long as its narration, moving on its cues."""

from typing import Any, ClassVar, TypeVar

from manim import Animation, AnimationGroup, Mobject, Scene, Wait, config
from manim.utils.exceptions import EndSceneEarlyException

from stagecraft.backdrop import board
from stagecraft.clock import Clock, clock_for
from stagecraft.component import Component
from stagecraft.heading import Heading
from stagecraft.house_style import dress
from stagecraft.motion import Beat
from stagecraft.stage import Area, lower_stage, set_stage, stage
from stagecraft.themes import Theme, theme_named

Shown = TypeVar("Shown", bound=Component)


class Segment(Scene):
    """One scene of the video. Set `number` and `theme`; write `construct`."""

    number: ClassVar[int] = 1
    theme: ClassVar[str] = "chalkboard"

    clock: Clock

    def setup(self) -> None:
        strict = "cue" in type(self).construct.__code__.co_names
        self.clock = clock_for(self.number, float(config.frame_rate), strict=strict)
        self._waiting: list[Animation] = []
        set_stage(self.palette)
        dress(self.palette)
        self.camera.background_color = self.palette.background
        if self.palette.textured:
            self.camera.set_background(board(self.camera.background))

    @property
    def palette(self) -> Theme:
        """The theme's colours, by role."""
        return theme_named(self.theme)

    @property
    def stage_area(self) -> Area:
        """What the heading leaves for everything else."""
        return stage().area

    def heading(self, text: str) -> Heading:
        """Write a heading that stays on top; what is built afterwards stands below it."""
        heading = Heading(text)
        if not text.strip():
            return heading
        self.add(heading)
        self._waiting.append(heading.underlining())
        lower_stage(heading.stage_top)
        return heading

    def show(self, component: Shown) -> Shown:
        """Let a component enter: its beat 0."""
        self.add(component)
        self.play(component.entrance())
        return component

    def cue(self, number: int) -> None:
        """Hold the picture until the narration reaches its mark with this number."""
        self._go_on()
        if self._waiting and self.clock.frame_of(number) > self.clock.frame:
            self._play_waiting()
        self._hold(self.clock.reach(number))

    def play(self, *args: Any, **kwargs: Any) -> None:
        """As in any scene, but never past the next cue or the end of the segment."""
        self._go_on()
        told = {key: kwargs.pop(key) for key in list(kwargs) if key.startswith("subcaption")}
        animations = self.compile_animations(*args, **kwargs)
        if len(animations) == 1 and isinstance(animations[0], Wait):
            self._wait(animations[0])
            return
        seconds = max((a.run_time for a in animations), default=0.0)
        frames = self.clock.clip(seconds)
        self.clock.lose(seconds, frames)
        beats = [a for a in animations if isinstance(a, Beat)]
        parts = [*self._enter(animations), *self._take_waiting()]
        if frames:
            self._film(parts, frames, **told)
        else:
            self._jump(parts)
        for beat in beats:
            beat.leave()

    def get_moving_mobjects(self, *animations: Animation) -> list[Mobject]:
        """Redraw from the first mobject that changes; manim starts at its outermost group."""
        found: list[Mobject] = super().get_moving_mobjects(*animations)
        if any(isinstance(animation, AnimationGroup) for animation in animations):
            return found
        changing = {m for animation in animations for m in animation.mobject.get_family()}
        changing.update(self.foreground_mobjects)
        first = next((i for i, m in enumerate(found) if m in changing or m.updaters), len(found))
        return found[first:]

    def tear_down(self) -> None:
        if self._waiting and self.clock.remaining():
            self._play_waiting()
        self._hold(self.clock.remaining())
        super().tear_down()

    def _go_on(self) -> None:
        """A loop that would never end when no frame is left ends the scene."""
        if not self.clock.goes_on():
            raise EndSceneEarlyException

    def _enter(self, animations: list[Animation]) -> list[Animation]:
        parts: list[Animation] = []
        for animation in animations:
            if isinstance(animation, Beat):
                if animation.component not in self.get_mobject_family_members():
                    self.add(animation.component)
                animation.enter()
                parts += animation.parts()
            else:
                parts.append(animation)
        return parts

    def _take_waiting(self) -> list[Animation]:
        waiting, self._waiting = self._waiting, []
        return waiting

    def _play_waiting(self) -> None:
        self.play(*self._take_waiting())

    def _film(self, animations: list[Animation], frames: int, **told: Any) -> None:
        """Play in exactly so many frames: manim counts those that begin before the time is up."""
        seconds = (frames - 0.5 if frames > 1 else 1) / self.clock.fps
        longest = max(animation.run_time for animation in animations)
        for animation in animations:
            share = animation.run_time / longest or 1.0
            animation.run_time = share * seconds
        super().play(*animations, **told)
        self.clock.frame += frames

    def _jump(self, animations: list[Animation]) -> None:
        """No frame is left: show how it would have ended."""
        self.add_mobjects_from_animations(animations)
        for animation in animations:
            animation._setup_scene(self)  # noqa: SLF001
            animation.begin()
            animation.finish()
            animation.clean_up_from_scene(self)

    def _wait(self, wait: Wait) -> None:
        frames = self.clock.clip(wait.run_time)
        if wait.stop_condition is not None and frames:
            self._wait_until(wait, frames)
        else:
            self._hold(frames)

    def _wait_until(self, wait: Wait, frames: int) -> None:
        asked, condition = 0, wait.stop_condition

        def counted() -> bool:
            nonlocal asked
            asked += 1
            return bool(condition())

        seconds = (frames - 0.5 if frames > 1 else 1) / self.clock.fps
        super().play(Wait(run_time=seconds, stop_condition=counted))
        self.clock.frame += asked

    def _hold(self, frames: int) -> None:
        """Hold the picture for so many frames, or let updaters run on."""
        if not frames:
            return
        if self._is_alive():
            self._film([Wait(run_time=1, frozen_frame=False)], frames)
            return
        seconds = (frames + 0.5) / self.clock.fps
        super().play(Wait(run_time=seconds, frozen_frame=True))
        self.clock.frame += frames

    def _is_alive(self) -> bool:
        members = self.get_mobject_family_members()
        return bool(
            self.always_update_mobjects
            or self.updaters
            or any(member.has_time_based_updater() for member in members)
        )
