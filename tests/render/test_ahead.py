"""A scene filmed ahead of itself, by several processes, is the scene filmed by one."""

import os
import random
from collections.abc import Sequence
from pathlib import Path

import manim.scene.scene
import numpy as np
import pytest
from manim import (
    BLUE,
    DOWN,
    LEFT,
    RED,
    RIGHT,
    UP,
    Animation,
    Circle,
    Create,
    DecimalNumber,
    Dot,
    FadeIn,
    FadeOut,
    LaggedStart,
    MovingCameraScene,
    Rotate,
    Scene,
    Square,
    Succession,
    Text,
    ThreeDScene,
    TracedPath,
    Transform,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
    tempconfig,
)

from render.ahead import director as directing
from render.ahead.crowd import Unsuited
from render.ahead.director import Director
from render.ahead.renderer import AheadRenderer
from render.ahead.suits import suits
from render.ahead.tally import Tally
from render.canvas import Pixels as PixelArray
from render.clip import Clip, Frame
from render.footage import Footage
from render.geometry import Rect
from render.renderer import FilmRenderer
from studio.domain.render import Format

FORMAT = Format(width=320, height=180, fps=15)
CLIP_EDGE = 16
"""What cairo may round otherwise, in one channel of a pixel at the edge of what was redrawn."""


class Shapes(Scene):
    def construct(self) -> None:
        boxes = VGroup(*(Square(0.6, color=BLUE, fill_opacity=0.4) for _ in range(5)))
        self.play(LaggedStart(*(FadeIn(box, shift=UP) for box in boxes.arrange(RIGHT))))
        for box in boxes:
            self.play(box.animate.shift(DOWN * random.random()), run_time=0.7)  # noqa: S311
            self.wait(0.3)
        title = Text("Ahead", font_size=40).to_edge(UP)
        self.play(Write(title), Rotate(boxes, 0.6))
        self.play(Succession(FadeOut(boxes[0]), boxes[1].animate.scale(2), Create(Circle())))
        self.play(Transform(title, Text("Of itself").to_edge(UP)))
        self.wait(1)


class Updated(Scene):
    def construct(self) -> None:
        tracker = ValueTracker(0)
        dot = always_redraw(lambda: Dot(RIGHT * tracker.get_value()))
        number = DecimalNumber(0, mob_class=Text)
        number.add_updater(lambda m: m.set_value(tracker.get_value()).to_edge(DOWN))
        self.add(dot, number, TracedPath(dot.get_center))
        for target in (2, -2, 3):
            self.play(tracker.animate.set_value(target), run_time=1.1)
        swinging = Square().shift(LEFT)
        swinging.add_updater(lambda m, dt: m.rotate(dt + np.random.random() * 0.1))  # noqa: NPY002
        self.add(swinging)
        self.wait(1.2)
        self.wait_until(lambda: swinging.get_corner(UP)[1] > 1.2, max_time=2)
        self.play(FadeOut(swinging))


class Travelling(MovingCameraScene):
    def construct(self) -> None:
        circles = VGroup(*(Circle(0.4, color=RED) for _ in range(6))).arrange(RIGHT)
        self.add(circles)
        self.camera.frame.save_state()
        for circle in circles:
            self.play(self.camera.frame.animate.move_to(circle).set(width=4), run_time=0.8)
        self.play(self.camera.frame.animate.restore())


class Solid(ThreeDScene):
    def construct(self) -> None:
        self.set_camera_orientation(phi=1, theta=-1)
        square = Square(fill_opacity=0.5)
        self.play(Create(square))
        self.move_camera(phi=0.5, run_time=0.6)
        self.begin_ambient_camera_rotation(0.5)
        self.wait(0.6)
        self.stop_ambient_camera_rotation()
        self.play(square.animate.shift(RIGHT))


class Remembering(Animation):
    """An author's animation whose end depends on every frame before it."""

    def interpolate_mobject(self, alpha: float) -> None:
        self.mobject.shift(RIGHT * 0.05)


class Stateful(Scene):
    def construct(self) -> None:
        dot = Dot(LEFT * 3)
        for _ in range(4):
            self.play(Remembering(dot), run_time=1)


class Pictures:
    """Records every picture as it is; a clip of them is not for a decoder."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []

    def encode(self, pixels: PixelArray, changed: Sequence[Rect]) -> None:
        self.frames.append(Frame(pixels.tobytes(), key=True))

    def repeat(self, count: int) -> None:
        self.frames += [self.frames[-1]] * count

    def finish(self) -> Clip:
        return Clip(b"headers", tuple(self.frames))


@pytest.fixture(autouse=True)
def short_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directing, "SHORTEST", 8)
    monkeypatch.setattr(directing, "LONGEST", 20)


@pytest.mark.parametrize("scene", [Shapes, Updated, Travelling, Solid, Stateful])
def test_every_picture_is_the_one_that_one_process_takes(
    scene: type[Scene], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = filmed(scene, tmp_path, monkeypatch, FilmRenderer)
    ahead = filmed(scene, tmp_path, monkeypatch, AheadRenderer)
    assert len(ahead.frames) == len(alone.frames)
    for number, (one, other) in enumerate(zip(alone.frames, ahead.frames, strict=True)):
        assert unlike(one.packet, other.packet) <= CLIP_EDGE, number


def test_a_scene_is_dropped_when_the_state_it_leapt_to_was_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("render.renderer.may_leap", lambda scene: True)
    with pytest.raises(Unsuited, match="another state"):
        filmed(Stateful, tmp_path, monkeypatch, AheadRenderer)


@pytest.mark.parametrize(
    "source", ["import os\n", "open('x')", "x = self.camera.pixel_array", "threading.Thread()"]
)
def test_code_that_reaches_outside_is_not_run_twice(source: str) -> None:
    assert not suits(source)


def test_ordinary_code_suits() -> None:
    assert suits("from manim import *\nclass A(Scene):\n    def construct(self): self.wait()\n")


def filmed(
    scene: type[Scene],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    renderer: type[FilmRenderer],
) -> Clip:
    settings = {
        "pixel_width": FORMAT.width,
        "pixel_height": FORMAT.height,
        "frame_rate": FORMAT.fps,
        "media_dir": str(folder / "media"),
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
        "seed": 0,
    }
    monkeypatch.setattr(manim.scene.scene, "CairoRenderer", renderer)
    with tempconfig(settings):
        if renderer is not AheadRenderer:
            return filmed_alone(scene, monkeypatch)
        return filmed_ahead(scene, folder, monkeypatch)


def filmed_alone(scene: type[Scene], monkeypatch: pytest.MonkeyPatch) -> Clip:
    footage = Footage(FORMAT, None, recorder=Pictures())
    monkeypatch.setattr(FilmRenderer, "footage", footage, raising=False)
    monkeypatch.setattr(FilmRenderer, "materials", None, raising=False)
    scene().render()
    clip = footage.finish()
    assert isinstance(clip, Clip)
    return clip


def filmed_ahead(scene: type[Scene], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Clip:
    director = Director(2, folder, lambda frames: None)

    def open_footage(taken: int) -> Footage:
        def count(frames: int) -> None:
            director.count(frames - taken)

        footage = Footage(FORMAT, None, counted=count, recorder=Pictures())
        footage.taken = taken
        return footage

    tally = Tally(FORMAT, None)
    for name, value in (
        ("director", director),
        ("open_footage", staticmethod(open_footage)),
        ("tally", tally),
        ("footage", tally),
        ("materials", None),
    ):
        monkeypatch.setattr(AheadRenderer, name, value, raising=False)
    try:
        scene().render()
    except BaseException:
        if director.is_worker:
            os._exit(9)
        raise
    assert director.stretches >= 2
    clip = tally.finish()
    assert isinstance(clip, Clip)
    return clip


def unlike(one: bytes, other: bytes) -> int:
    """The largest difference of any channel of any pixel."""
    pixels = [np.frombuffer(each, np.uint8).astype(np.int16) for each in (one, other)]
    return int(np.abs(pixels[0] - pixels[1]).max())
