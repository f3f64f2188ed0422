"""Manim's Cairo renderer without its files: pictures go straight into footage."""

import logging
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from manim import Camera, MovingCamera, Scene, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.mobject.types.point_cloud_mobject import PMobject
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter
from manim.utils.exceptions import EndSceneEarlyException
from manim.utils.iterables import list_update
from manim.utils.sounds import get_full_sound_file_path

from render.ahead.leaps import may_leap
from render.ahead.tally import Tally
from render.canvas import Canvas
from render.footage import Footage
from render.layout.watch import Watch
from render.materials import Materials
from render.order import LONGEST_SCENE
from render.sight import sight
from render.stacking import stacked, unusual
from studio.domain.render import Format

_log = logging.getLogger(__name__)
_OUTLASTED: Final = "The scene outlasted its narration and was cut."


class SceneTooLong(Exception):
    """The scene goes on for longer than a film may."""


class FormatChanged(Exception):
    """The scene gave its camera another size in pixels."""


class _NoFiles(SceneFileWriter):
    """Remembers sections and captions, notes sounds where they are wanted, and writes nothing."""

    def add_sound(
        self,
        sound_file: Any,
        time: float | None = None,
        gain: float | None = None,
        gain_to_background: float | None = None,
        **options: Any,
    ) -> None:
        """Even where the narration is the only sound, a missing one is the author's mistake."""
        file = get_full_sound_file_path(sound_file, assets_dir=self.settings.assets_dir)
        if FilmRenderer.materials is not None:
            FilmRenderer.materials.add_sound(file, time or 0, gain, gain_to_background)

    def finish(self) -> None:
        """There is nothing to join."""


class FilmRenderer(CairoRenderer):
    """Draws what changed, repeats what did not, and stops at the last frame.

    With a tally for its footage it draws nothing, and counts.
    """

    footage: Footage
    watch: Watch | None = None
    materials: Materials | None = None
    share: float = 1.0
    static_image: Any

    def __init__(self, camera_class: type[Camera] | None = None, **options: Any) -> None:
        options.pop("file_writer_class", None)
        super().__init__(file_writer_class=_NoFiles, camera_class=camera_class, **options)
        self.canvas = Canvas(self.camera, self.share)
        self._still: list[Any] = []
        self._obstacle = ""

    def play(self, scene: Scene, *animations: Any, **options: Any) -> None:
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        self.footage.play_call = self.num_plays + 1
        before = self.footage.taken
        scene.compile_animation_data(*animations, **options)
        if self.skip_animations:
            self.time += scene.duration
        scene.begin_animations()
        if not self.skip_animations:
            self._begin(scene)
        if not scene.is_current_animation_frozen_frame():
            self._perform(scene)
        elif not self.skip_animations:
            self._freeze(scene, int(scene.duration / (1 / self.camera.frame_rate)))
        self._conclude()
        self.num_plays += 1
        if self.watch is not None:
            self._look(scene, self.watch, before)

    def _look(self, scene: Scene, watch: Watch, before: int) -> None:
        taken, fps = self.footage.taken, self.camera.frame_rate
        watch.played(scene, taken / fps, (taken - before) / fps)
        if watch.seen_enough and not self.is_blind:
            self._stop_drawing()

    @property
    def is_blind(self) -> bool:
        return isinstance(self.footage, Tally)

    def _stop_drawing(self) -> None:
        """Go on counting, so that the scene's code runs to its end."""
        footage, camera = self.footage, self.camera
        format_ = Format(
            width=camera.pixel_width, height=camera.pixel_height, fps=round(camera.frame_rate)
        )
        length = None if footage.open_ended else footage.taken + footage.remaining
        self.footage = Tally(format_, length)
        self.footage.taken = footage.taken

    def _perform(self, scene: Scene) -> None:
        if self.is_blind and not self.skip_animations and may_leap(scene):
            self._leap(scene)
        else:
            scene.play_internal()

    def _leap(self, scene: Scene) -> None:
        """To how the play call ends."""
        frames = len(np.arange(0, scene.duration, 1 / self.camera.frame_rate))
        left = self.footage.remaining
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

    def _conclude(self) -> None:
        self.canvas.develop()
        _log.info("play call %d: %s", self.num_plays, self.path)

    @property
    def path(self) -> str:
        """How the latest play call was drawn."""
        if self.skip_animations:
            return "skipped"
        if self.is_blind:
            return "counted"
        return f"plain ({self._obstacle})" if self._obstacle else "fast"

    def update_frame(self, scene: Scene, *arguments: Any, **options: Any) -> None:
        """Manim's own way to draw, for what only that can, and for scenes that ask for it."""
        super().update_frame(scene, *arguments, **options)
        self.canvas.overtaken()

    def render(self, scene: Scene, time: float, moving_mobjects: Any = None) -> None:
        if not self.skip_animations:
            self._take(scene)

    def _freeze(self, scene: Scene, frames: int) -> None:
        if not frames:
            return
        if self.footage.open_ended and frames > self.footage.remaining:
            self._end_early()
        self._take(scene)
        kept = min(frames - 1, self.footage.remaining)
        self.footage.hold(self.canvas, kept)
        self.time += kept / self.camera.frame_rate
        if kept < frames - 1:
            self._end_early()

    def _take(self, scene: Scene) -> None:
        if not self.footage.remaining:
            self._end_early()
            return
        height, width, _ = self.camera.pixel_array.shape
        if (width, height) != (self.canvas.width, self.canvas.height):
            raise FormatChanged(f"The camera's picture became {width}x{height} pixels meanwhile.")
        self.footage.picture(self.canvas, lambda: self._draw(scene))
        self.time += 1 / self.camera.frame_rate

    def _end_early(self) -> None:
        if self.footage.open_ended:
            raise SceneTooLong(f"The scene is longer than {LONGEST_SCENE // 60} minutes of video.")
        if _OUTLASTED not in self.footage.warnings:
            self.footage.warnings.append(_OUTLASTED)
        if self.watch is None or not self.watch.goes_on(self.num_plays):
            raise EndSceneEarlyException

    def _begin(self, scene: Scene) -> None:
        """Look at what stands still before anything moves, as Manim does."""
        if self.is_blind:
            sight(self.camera, self.share)  # keeps the camera's place from here on
            return
        self._still, self.static_image = list(scene.static_mobjects), None
        self._obstacle = self._hindered_by([*self._still, *scene.moving_mobjects])
        if self._obstacle:
            super().save_static_frame_data(scene, self._still)
        else:
            self.canvas.settle(self._still)

    def _hindered_by(self, shapes: Sequence[Any]) -> str:
        """What only Manim's own camera can draw, if there is any."""
        if type(self.camera) not in (Camera, MovingCamera):
            return type(self.camera).__name__
        return next((type(each).__name__ for each in unusual(shapes) if _special(each)), "")

    def _draw(self, scene: Scene) -> Any:
        if not self._obstacle:
            moving = scene.moving_mobjects or list_update(scene.mobjects, scene.foreground_mobjects)
            shapes = self._stacked(moving)
            if self._still and self.canvas.moved_on(self._still):
                self._obstacle = "what stands still was seen otherwise"
                self.static_image = self.canvas.alone(self._still)
            elif obstacle := self._hindered_by(shapes):
                self._obstacle = obstacle
                super().save_static_frame_data(scene, self._still)
            else:
                return self.canvas.draw(self._still + shapes, len(self._still))
        self.update_frame(scene, scene.moving_mobjects)
        return self.canvas.take(self.camera.pixel_array)

    def _stacked(self, mobjects: Sequence[Any]) -> list[Any]:
        """Families from back to front."""
        return stacked(mobjects, by_z_index=self.camera.use_z_index)

    def scene_finished(self, scene: Scene) -> None:
        """Hold the last picture to the end; a scene without a play shows what it added."""
        if self.watch is not None:
            self.watch.finished(scene, self.footage.taken / self.camera.frame_rate)
        if not self.footage.taken:
            scene.moving_mobjects, self._still, self.static_image = [], [], None
            self._obstacle = ""
            self.footage.picture(self.canvas, lambda: self._draw(scene))
        if self.footage.open_ended:
            return
        missing = self.footage.remaining
        if missing:
            self.footage.hold(self.canvas, missing)
            self.footage.warnings.append(f"The scene was {missing} frames short of its narration.")


def _special(shape: Any) -> bool:
    """What only Manim's own camera can draw; trackers and the like are not drawn at all."""
    if isinstance(shape, VMobject):
        return bool(shape.background_image)
    return isinstance(shape, (PMobject, AbstractImageMobject))
