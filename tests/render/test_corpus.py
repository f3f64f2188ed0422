"""Scenes nobody wrote for us: any Manim scene films to Manim's own pictures, by whichever path."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

import pytest

import render.canvas
from render.film import film
from render.geometry import Rect
from render.order import CLIP, ORDER, RESULT, FilmOrder
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

PLAIN: Final = {
    "AmbientTurn": "three dimensions",
    "CurvedSurface": "three dimensions",
    "MovesBehind": "three dimensions",
    "OrientedLabel": "three dimensions",
    "Solids": "three dimensions",
    "TurnedCube": "three dimensions",
    "CameraMovedByHand": "the camera leaves what stands still behind",
    "ChangedBackground": "the background leaves what stands still behind",
    "Magnified": "a camera inside the picture",
    "PopsOut": "a camera inside the picture",
    "GroupedPictures": "images",
    "PictureBehind": "images",
    "PictureInScene": "images",
    "LooksAtItself": "images",
    "ImagedStroke": "a shape coloured by an image",
    "Clouds": "points",
    "LateCloud": "points",
    "Streams": "a shape coloured by points",
}
UNSUPPORTED: Final[dict[str, str]] = {}


def close(apart: Apart) -> bool:
    meant, seen = apart.frames
    return meant == seen and apart.pixels <= PIXELS and apart.greatest <= GREATEST


@pytest.mark.parametrize("scene", catalogue(), ids=".".join)
def test_a_scene_films_to_manims_own_pictures(scene: Named) -> None:
    meant, seen = by_manim(*scene), by_us(*scene)
    alike = seen.failure == meant.failure and close(compared(meant, seen))

    assert alike is (scene.name not in UNSUPPORTED), (compared(meant, seen), seen.failure)
    assert any("plain" in path for path in seen.paths) is (scene.name in PLAIN), seen.paths


def test_the_tables_name_scenes_of_the_corpus() -> None:
    names = [scene.name for scene in catalogue()]

    assert len(set(names)) == len(names)
    assert {*PLAIN, *UNSUPPORTED} <= set(names)


def _forget_a_rectangle() -> None:
    original = render.canvas.merged

    def forgetful(rects: list[Rect], bounds: Rect) -> list[Rect]:
        return original(list(rects)[:-1], bounds)

    render.canvas.merged = forgetful


def test_a_rectangle_left_unpainted_is_seen() -> None:
    scene = "moves", "TransformFamily"

    apart = compared(by_manim(*scene), by_us(*scene, spoil=_forget_a_rectangle))

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
