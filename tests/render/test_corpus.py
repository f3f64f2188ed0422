"""Scenes nobody wrote for us: any Manim scene films to Manim's own pictures, by whichever path."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from manim import Scene

import render.display_list
import render.drawn
from render.canvas import Canvas
from render.film import film
from render.geometry import Rect
from render.order import CLIP, ORDER, RESULT, FilmOrder
from render.renderer import FilmRenderer
from studio.domain.render import Format
from tests.render.corpus.catalogue import Named, catalogue
from tests.render.corpus.comparison import (
    FPS,
    HEIGHT,
    WIDTH,
    Apart,
    Take,
    apart_from_here,
    by_manim,
    by_us,
    compared,
)

# Cairo rounds where a clip cuts through a curve; nothing else may differ.
GREATEST: Final = 16
PIXELS: Final = WIDTH * HEIGHT * 2 // 1000

# What keeps some play calls of these scenes from the fast path.
PLAIN: Final = {
    "AmbientTurn": "ThreeDCamera",
    "TurningFormula": "ThreeDCamera",
    "CurvedSurface": "ThreeDCamera",
    "MovesBehind": "ThreeDCamera",
    "OrientedLabel": "ThreeDCamera",
    "Solids": "ThreeDCamera",
    "TurnedCube": "ThreeDCamera",
    "Magnified": "MultiCamera",
    "PopsOut": "MultiCamera",
    "GroupedPictures": "ImageMobject",
    "LooksAtItself": "ImageMobject",
    "PictureBehind": "ImageMobject",
    "PictureInScene": "ImageMobject",
    "ImagedStroke": "Square",
    "Clouds": "PMobject",
    "LateCloud": "PMobject",
    "Streams": "StreamLine",
    "CameraMovedByHand": "what stands still was seen otherwise",
    "ChangedBackground": "what stands still was seen otherwise",
}
# These fail in Manim too, and must fail alike.
FAILING: Final = {
    "FailsHalfway": "RuntimeError",
    "FailsWhilePlaying": "ZeroDivisionError",
    "MissesSound": "OSError",
}
# What Manim films and we do not yet, each with its reason; one that films after all fails its test.
UNSUPPORTED: Final[dict[str, str]] = {}


def close(apart: Apart) -> bool:
    meant, seen = apart.frames
    return meant == seen and apart.pixels <= PIXELS and apart.greatest <= GREATEST


def obstacles(take: Take) -> set[str]:
    return {path[len("plain (") : -1] for path in take.paths if path.startswith("plain")}


@pytest.mark.parametrize("scene", catalogue(), ids=".".join)
def test_a_scene_films_to_manims_own_pictures(scene: Named) -> None:
    if scene.theme == "formulas" and not shutil.which("latex"):
        pytest.skip("LaTeX is not installed")
    meant, seen = by_manim(*scene), by_us(*scene)
    alike = seen.failure == meant.failure and close(compared(meant, seen))

    assert meant.failure.partition(":")[0] == FAILING.get(scene.name, "")
    assert alike is (scene.name not in UNSUPPORTED), (compared(meant, seen), seen.failure)
    assert obstacles(seen) >= {PLAIN[scene.name]} if scene.name in PLAIN else not obstacles(seen)


def test_the_tables_name_scenes_of_the_corpus() -> None:
    names = [scene.name for scene in catalogue()]

    assert len(set(names)) == len(names)
    assert {*PLAIN, *FAILING, *UNSUPPORTED} <= set(names)


def forget_a_rectangle() -> None:
    os.environ["RENDER_NATIVE"] = "off"
    original = render.display_list.merged

    def forgetful(rects: list[Rect], bounds: Rect) -> list[Rect]:
        return original(list(rects)[:-1], bounds)

    render.display_list.merged = forgetful


def settle_nothing() -> None:
    Canvas.settle = lambda self, shapes: None


def keep_pictures_from_the_camera() -> None:
    Canvas.develop = lambda self: None


def run_gradients_across_one_shape() -> None:
    os.environ["RENDER_NATIVE"] = "off"
    render.drawn._slope = lambda shape: b""


def never_leave_the_fast_path() -> None:
    FilmRenderer._hindered_by = lambda self, shapes: ""


def update_only_what_has_updaters() -> None:
    def update(scene: Scene, dt: float) -> None:
        for mobject in scene.mobjects:
            if mobject.updaters:
                mobject.update(dt)

    Scene.update_mobjects = update


@pytest.mark.parametrize(
    ("spoil", "scene"),
    [
        (forget_a_rectangle, Named("moves", "TransformFamily")),
        (settle_nothing, Named("updates", "TouchesTheStill")),
        (keep_pictures_from_the_camera, Named("cameras", "LooksAtItself")),
        (run_gradients_across_one_shape, Named("shapes", "GradientFamily")),
        (never_leave_the_fast_path, Named("depths", "Clouds")),
        (update_only_what_has_updaters, Named("updates", "OwnUpdate")),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_renderer_that_is_spoiled_is_seen(spoil: Callable[[], None], scene: Named) -> None:
    apart = compared(by_manim(*scene), by_us(*scene, spoil=spoil))

    assert not close(apart)


CHANCE: Final = """
import random
import numpy as np
from manim import *

first = random.random() + np.random.random()


class Dice(Scene):
    def construct(self):
        self.add(Dot(first * RIGHT), Square(color=random_color()))
        self.wait(0.2)
        self.play(FadeIn(Dot(np.random.random(3))), run_time=random.random() / 2)
"""


def clip_of(source: str, class_name: str, frames: int) -> bytes:
    """The clip of a scene, filmed as a job films it."""

    def carried_out(take: Take) -> None:
        folder = Path(tempfile.mkdtemp())
        os.chdir(folder)
        (folder / "scene.py").write_text(source)
        order = FilmOrder(
            number=1,
            title="",
            class_name=class_name,
            module="scene.py",
            theme="light",
            format=Format(width=WIDTH, height=HEIGHT, fps=FPS),
            frames=frames,
        )
        (folder / ORDER).write_text(order.model_dump_json())
        take.failure = "" if film(folder) == 0 else (folder / RESULT).read_text()
        take.paths.append((folder / CLIP).read_bytes().hex())
        shutil.rmtree(folder)

    return bytes.fromhex(apart_from_here(carried_out).paths[0])


def test_chance_falls_the_same_way_every_time() -> None:
    assert clip_of(CHANCE, "Dice", 12) == clip_of(CHANCE, "Dice", 12)
