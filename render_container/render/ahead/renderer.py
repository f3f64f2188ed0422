"""The film renderer in two parts: one that leaps and draws nothing, one that goes on from there."""

import io
import os
import sys
from collections.abc import Callable
from typing import Any

from manim import Scene

from render.ahead.director import Director
from render.ahead.tally import Tally
from render.footage import Footage
from render.renderer import FilmRenderer


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
