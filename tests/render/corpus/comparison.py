"""One scene, filmed by Manim's own Cairo renderer and by ours, each in a process of its own."""

import contextlib
import importlib
import logging
import os
import pickle
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

import manim.scene.scene
import numpy as np
from manim import Scene, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter

from render import speedups
from render.canvas import Canvas
from render.footage import Footage
from render.geometry import Rect
from render.renderer import FilmRenderer
from studio.domain.render import Format

WIDTH: Final = 320
HEIGHT: Final = 180
FPS: Final = 15
SEED: Final = 20

Picture = np.ndarray


@dataclass
class Take:
    """What one renderer made of a scene."""

    pictures: list[Picture] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    failure: str = ""
    seconds: float = 0.0


class Apart(NamedTuple):
    """How far two takes of a scene are from each other."""

    frames: tuple[int, int]
    identical: int
    pixels: int
    greatest: int


@contextlib.contextmanager
def settings(folder: Path) -> Iterator[None]:
    chosen: dict[str, Any] = {
        "pixel_width": WIDTH,
        "pixel_height": HEIGHT,
        "frame_rate": FPS,
        "seed": SEED,
        "media_dir": str(folder),
        "disable_caching": True,
        "verbosity": "CRITICAL",
        "progress_bar": "none",
    }
    with tempconfig(chosen):
        yield


def found(theme: str, name: str) -> type[Scene]:
    module = importlib.import_module(f"tests.render.corpus.scenes.{theme}")
    scene: type[Scene] = getattr(module, name)
    return scene


class _Recording(SceneFileWriter):
    """Keeps the pictures that Manim would have written."""

    take: Take

    def begin_animation(self, *arguments: Any, **options: Any) -> None:
        """Nothing is opened."""

    def end_animation(self, *arguments: Any, **options: Any) -> None:
        """Nothing is closed."""

    def add_partial_movie_file(self, *arguments: Any) -> None:
        """There are no files."""

    def finish(self) -> None:
        """There is nothing to join."""

    def write_frame(self, frame: Picture, repeat: int = 1) -> None:
        self.take.pictures += [frame] * repeat

    def save_image(self, pixels: Picture) -> None:
        self.take.pictures.append(pixels)


class _Reel(Footage):
    """Puts together what an encoder is told: only what is said to have changed."""

    def __init__(self, take: Take) -> None:
        super().__init__(Format(width=WIDTH, height=HEIGHT, fps=FPS), None)
        self.take = take

    def _take(self, canvas: Canvas, changed: Sequence[Rect]) -> None:
        pictures = self.take.pictures
        shown = pictures[-1] if pictures else np.zeros_like(canvas.pixels)
        if changed:
            shown = shown.copy()
        for x0, y0, x1, y1 in changed:
            shown[y0:y1, x0:x1] = canvas.pixels[y0:y1, x0:x1]
        pictures.append(shown)
        self.taken += 1


class _Observed(FilmRenderer):
    """Notes how each play call was drawn."""

    take: Take

    def play(self, scene: Scene, *animations: Any, **options: Any) -> None:
        super().play(scene, *animations, **options)
        self.take.paths.append(self.path)


def _by_manim(take: Take) -> Callable[..., CairoRenderer]:
    _Recording.take = take

    def renderer(**options: Any) -> CairoRenderer:
        return CairoRenderer(file_writer_class=_Recording, **options)

    return renderer


def _by_us(take: Take) -> Callable[..., CairoRenderer]:
    speedups.apply()
    _Observed.take = take
    _Observed.footage = _Reel(take)
    return _Observed


def by_manim(theme: str, name: str) -> Take:
    return apart_from_here(lambda take: _filmed(_by_manim(take), theme, name, take))


def by_us(theme: str, name: str, spoil: Callable[[], None] = lambda: None) -> Take:
    """Ours, after `spoil` broke something in the process that films."""

    def film(take: Take) -> None:
        renderer = _by_us(take)
        spoil()
        _filmed(renderer, theme, name, take)

    return apart_from_here(film)


def _filmed(renderer: Callable[..., CairoRenderer], theme: str, name: str, take: Take) -> None:
    manim.scene.scene.CairoRenderer = renderer
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as folder, settings(Path(folder)):
        os.chdir(folder)
        try:
            scene_class = found(theme, name)
            begun = time.perf_counter()
            scene_class().render()
            take.seconds = time.perf_counter() - begun
        except Exception as error:  # noqa: BLE001 - a scene may raise anything
            take.failure = f"{type(error).__name__}: {error}".replace(folder, "folder")


def apart_from_here(film: Callable[[Take], None]) -> Take:
    """Film in a fork, which leaves neither patches nor settings behind."""
    with tempfile.TemporaryFile() as passed:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a fork of a process that has threads
            child = os.fork()
            if not child:
                _leave(film, passed.fileno())
        _, status = os.waitpid(child, 0)
        assert status == 0, f"the filming process died: {status}"
        passed.seek(0)
        take: Take = pickle.load(passed)  # noqa: S301 - written by our own child
        return take


def _leave(film: Callable[[Take], None], descriptor: int) -> None:
    try:
        take = Take()
        film(take)
        with open(descriptor, "wb", closefd=False) as file:
            pickle.dump(take, file, protocol=5)
    except BaseException:  # noqa: BLE001 - nothing may return into the parent's code
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def compared(meant: Take, seen: Take) -> Apart:
    differences = [
        np.abs(one.astype(np.int16) - other).max(axis=2)
        for one, other in zip(meant.pictures, seen.pictures, strict=False)
        if one.shape == other.shape and not np.array_equal(one, other)
    ]
    return Apart(
        frames=(len(meant.pictures), len(seen.pictures)),
        identical=sum(map(np.array_equal, meant.pictures, seen.pictures)),
        pixels=max((int((each > 0).sum()) for each in differences), default=0),
        greatest=max((int(each.max()) for each in differences), default=0),
    )
