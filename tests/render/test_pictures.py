"""The pictures are Manim's: with our renderer, and with every patch of its hot spots."""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import manim.scene.scene
import numpy as np
import pytest
from manim import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    ORANGE,
    RED,
    RIGHT,
    UP,
    WHITE,
    YELLOW,
    Axes,
    Circle,
    Create,
    Cube,
    Dot,
    DrawBorderThenFill,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    Line,
    MovingCameraScene,
    Point,
    ReplacementTransform,
    Scene,
    Square,
    SurroundingRectangle,
    Text,
    ThreeDScene,
    TracedPath,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
    tempconfig,
)
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter

from render.clip import Clip
from render.encoder import ClipEncoder
from render.footage import Footage
from render.native import load
from render.renderer import FilmRenderer
from render.speedups import PATCHES, Patch
from studio.domain.render import Format

FORMAT = Format(width=320, height=180, fps=10)


class Lettering(Scene):
    def construct(self) -> None:
        title = Text("Hash tables", font_size=56, gradient=(BLUE, GREEN))
        self.play(Write(title), run_time=0.6)
        self.play(title.animate.scale(0.5).to_edge(UP), run_time=0.4)
        boxes = VGroup(*(Square(0.8, color=RED, fill_opacity=0.5) for _ in range(4)))
        boxes.arrange(RIGHT, buff=0.1)
        labels = VGroup(*(Text(str(k), font_size=24).move_to(box) for k, box in enumerate(boxes)))
        self.play(
            LaggedStart(*(FadeIn(box, shift=DOWN) for box in boxes)), FadeIn(labels), run_time=0.8
        )
        self.wait(0.5)
        self.play(
            Create(SurroundingRectangle(boxes[1], color=YELLOW)), Indicate(labels[2]), run_time=0.5
        )
        copied = boxes.copy().set_color(ORANGE).shift(DOWN * 1.5).set_z_index(-1)
        self.play(ReplacementTransform(boxes, copied), run_time=0.5)
        self.play(FadeOut(copied), run_time=0.3)


class Plotting(Scene):
    def construct(self) -> None:
        axes = Axes(x_range=[0, 4], y_range=[0, 4], x_length=6, y_length=3)
        curve = axes.plot(lambda x: x * x / 4, color=BLUE)
        area = axes.get_area(curve, x_range=[0, 3], color=[BLUE, GREEN], opacity=0.5)
        place = ValueTracker(0.5)
        dot = always_redraw(lambda: Dot(axes.c2p(place.get_value(), place.get_value() ** 2 / 4)))
        trace = TracedPath(dot.get_center, stroke_color=YELLOW)
        self.play(Create(axes), DrawBorderThenFill(area), run_time=0.5)
        self.play(Create(curve), run_time=0.4)
        self.add(trace, dot)
        self.play(place.animate.set_value(3), run_time=0.6)
        self.wait(0.3)


class Panning(MovingCameraScene):
    def construct(self) -> None:
        shapes = VGroup(Circle(color=WHITE, fill_opacity=0.3), Line(LEFT, UP, stroke_width=8))
        shapes.set_stroke(RED, width=6, background=True)
        self.add(shapes)
        self.play(self.camera.frame.animate.scale(0.5).shift(RIGHT), run_time=0.5)
        self.wait(0.2)


class Clouded(Scene):
    """A cloud of points, which only Manim's own camera can draw, comes and goes."""

    def construct(self) -> None:
        cloud = Point(color=RED, stroke_width=8).shift(LEFT * 3)
        self.add(cloud)
        self.play(cloud.animate.shift(RIGHT), Create(Circle()), run_time=0.3)
        self.remove(cloud)
        self.play(FadeIn(Square()), run_time=0.3)


class Tilted(ThreeDScene):
    def construct(self) -> None:
        self.set_camera_orientation(phi=1.0, theta=0.5)
        self.add(Cube(side_length=2, fill_opacity=0.8))
        self.move_camera(phi=0.6, run_time=0.3)


class Restless(Scene):
    """Reorders, recolours and replaces; changes the background; never plays in between."""

    def construct(self) -> None:
        squares = [
            Square(2, fill_opacity=0.7, color=c).shift(RIGHT * k)
            for k, c in enumerate([RED, GREEN, BLUE])
        ]
        self.add(*squares)
        self.wait(0.2)
        self.bring_to_back(squares[2])
        self.wait(0.2)
        squares[0].points[:, 0] -= 1
        squares[1].set_color(WHITE).set_stroke(width=20)
        self.wait(0.2)
        self.camera.background_color = "#203040"
        self.remove(squares[1])
        self.wait(0.2)
        self.add_foreground_mobject(Dot(color=YELLOW))
        self.play(squares[0].animate.shift(UP), run_time=0.3)
        self.remove(squares[0])
        self.wait(0.2)


SCENES = [Lettering, Plotting, Panning, Clouded, Tilted, Restless]


class Recording(SceneFileWriter):
    """Keeps what Manim would have written."""

    pictures: list[np.ndarray]

    def begin_animation(self, *arguments: Any, **options: Any) -> None:
        pass

    def end_animation(self, *arguments: Any, **options: Any) -> None:
        pass

    def add_partial_movie_file(self, *arguments: Any) -> None:
        pass

    def finish(self) -> None:
        pass

    def write_frame(self, frame: np.ndarray, repeat: int = 1) -> None:
        self.pictures += [frame] * repeat


class Watched(ClipEncoder):
    """Remembers the pictures that it encodes, painted while the scene goes on."""

    def __init__(self) -> None:
        super().__init__(FORMAT)
        self.pictures: list[np.ndarray] = []

    def encode(self, pixels: Any, changed: Any) -> None:
        self.pictures.append(pixels.copy())
        super().encode(pixels, changed)

    def repeat(self, count: int) -> None:
        self.pictures += self.pictures[-1:] * count
        super().repeat(count)


def settings(folder: Path) -> dict[str, Any]:
    return {
        "pixel_width": FORMAT.width,
        "pixel_height": FORMAT.height,
        "frame_rate": FORMAT.fps,
        "media_dir": str(folder),
        "disable_caching": True,
        "verbosity": "ERROR",
        "progress_bar": "none",
    }


def by_manim(scene: type[Scene], folder: Path, monkeypatch: Any) -> list[np.ndarray]:
    pictures: list[np.ndarray] = []
    monkeypatch.setattr(Recording, "pictures", pictures, raising=False)

    def renderer(**options: Any) -> CairoRenderer:
        return CairoRenderer(file_writer_class=Recording, **options)

    monkeypatch.setattr(manim.scene.scene, "CairoRenderer", renderer)
    with tempconfig(settings(folder)):
        scene().render()
    return pictures


def by_us(scene: type[Scene], frames: int, folder: Path, monkeypatch: Any) -> list[np.ndarray]:
    watched = Watched()
    footage = Footage(FORMAT, frames, recorder=watched)
    monkeypatch.setattr(FilmRenderer, "footage", footage, raising=False)
    monkeypatch.setattr(manim.scene.scene, "CairoRenderer", FilmRenderer)
    with tempconfig(settings(folder)):
        scene().render()
    assert not footage.warnings
    clip = footage.finish()
    assert isinstance(clip, Clip)
    assert len(clip.frames) == frames
    return watched.pictures


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Callable[[type[Scene]], list[np.ndarray]]:
    """Manim's own pictures of each scene, drawn once."""
    drawn: dict[type[Scene], list[np.ndarray]] = {}

    def pictures(scene: type[Scene]) -> list[np.ndarray]:
        if scene not in drawn:
            with pytest.MonkeyPatch.context() as monkeypatch:
                drawn[scene] = by_manim(scene, tmp_path_factory.mktemp("media"), monkeypatch)
        return drawn[scene]

    return pictures


def apart(one: np.ndarray, other: np.ndarray) -> tuple[int, int]:
    """The greatest difference of a channel, and in how many pixels there is one."""
    difference = np.abs(one.astype(int) - other).max(axis=2)
    return int(difference.max()), int((difference > 0).sum())


@pytest.mark.parametrize("scene", SCENES)
def test_our_renderer_draws_manims_pictures(
    scene: type[Scene], plain: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    meant = plain(scene)
    seen = by_us(scene, len(meant), tmp_path, monkeypatch)

    worst = [apart(one, other) for one, other in zip(seen, meant, strict=True)]

    assert max(greatest for greatest, _ in worst) <= 8  # cairo rounds at the edge of a clip
    assert max(pixels for _, pixels in worst) <= 20


def digests(pictures: list[np.ndarray]) -> list[int]:
    return [zlib.crc32(picture) for picture in pictures]


@pytest.mark.skipif(load("canvas") is None, reason="the native canvas is not built")
@pytest.mark.parametrize("scene", SCENES)
def test_the_canvas_in_c_draws_the_pictures_of_the_one_in_python(
    scene: type[Scene], plain: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    seen = by_us(scene, len(plain(scene)), tmp_path, monkeypatch)
    monkeypatch.setenv("RENDER_NATIVE", "off")
    meant = by_us(scene, len(plain(scene)), tmp_path, monkeypatch)

    assert digests(seen) == digests(meant)


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: f"{patch.owner.__name__}.{patch.name}")
@pytest.mark.parametrize("scene", SCENES[:2])
def test_no_patch_changes_a_picture(
    patch: Patch, scene: type[Scene], plain: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    meant = plain(scene)
    monkeypatch.setattr(patch.owner, patch.name, patch.replacement, raising=False)

    assert digests(by_manim(scene, tmp_path, monkeypatch)) == digests(meant)
