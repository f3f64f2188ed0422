"""The film renderer in two parts: one that leaps and draws nothing, one that goes on from there."""

import io
import os
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
from manim import Scene

from render.ahead.director import Director
from render.ahead.leaps import may_leap
from render.ahead.tally import Tally
from render.footage import Footage
from render.renderer import FilmRenderer
from render.sight import sight


class AheadRenderer(FilmRenderer):
    """In the director's process it counts frames; in a worker's it is the ordinary renderer."""

    director: Director
    open_footage: Callable[[int], Footage]
    """Footage that goes on after so many frames."""

    tally: Tally

    def play(self, scene: Scene, *animations: Any, **options: Any) -> None:
        if self.director.is_worker:
            if self.director.is_over(self.num_plays):
                self._leave(scene)
        elif self.director.turn(scene):
            self._become_worker()
        super().play(scene, *animations, **options)
        if self.director.is_worker:
            self.director.is_over(self.num_plays)

    def scene_finished(self, scene: Scene) -> None:
        if self.director.is_worker:
            super().scene_finished(scene)
            self._leave(scene)
        self.tally.bring(*self.director.gather(self.tally))

    def _become_worker(self) -> None:
        self.footage, FilmRenderer.materials = self.open_footage(self.tally.taken), None
        # What the scene prints was printed, or will be, by the director.
        sys.stdout = sys.stderr = io.StringIO()

    def _leave(self, scene: Scene) -> None:
        self.director.deliver(scene, self.footage)
        os._exit(0)

    def _begin(self, scene: Scene) -> None:
        if self.director.is_worker:
            super()._begin(scene)
        else:
            # Keeps the camera's place from here on, as the first picture would.
            sight(self.camera, self.share)

    def _perform(self, scene: Scene) -> None:
        if self.director.is_worker or self.skip_animations or not may_leap(scene):
            super()._perform(scene)
        else:
            self._leap(scene)

    def _leap(self, scene: Scene) -> None:
        frames = len(np.arange(0, scene.duration, 1 / self.camera.frame_rate))
        left = self.tally.remaining
        for _ in range(min(frames, left)):
            self._take(scene)
        if frames > left:
            self._end_early()
        assert scene.animations is not None
        for animation in scene.animations:
            animation.finish()
            animation.clean_up_from_scene(scene)
        scene.update_mobjects(0)
        self.static_image = None

    def _take(self, scene: Scene) -> None:
        if self.director.is_worker:
            super()._take(scene)
            return
        if not self.tally.remaining:
            self._end_early()
        self.tally.taken += 1
        self.director.pending += 1
        self.time += 1 / self.camera.frame_rate

    def _conclude(self) -> None:
        if self.director.is_worker:
            super()._conclude()
