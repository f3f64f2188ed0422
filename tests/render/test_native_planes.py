"""Pixels into planes in C: what swscale makes of them, to one step of a sample."""

from typing import Any

import numpy as np
import pytest

from render.geometry import Rect
from render.native import load
from render.planes import Planes, cut_out
from studio.domain.render import Format

canvas = load("canvas")
pytestmark = pytest.mark.skipif(canvas is None, reason="the native canvas is not built")

WIDTH, HEIGHT = 96, 64
EVERYTHING = (0, 0, WIDTH, HEIGHT)


def noise(height: int = HEIGHT, width: int = WIDTH) -> np.ndarray:
    return np.random.default_rng(7).integers(0, 256, (height, width, 4), dtype=np.uint8)


def blank(height: int = HEIGHT, width: int = WIDTH) -> list[np.ndarray]:
    halves = (height + 1) // 2, (width + 1) // 2
    return [np.zeros(size, np.uint8) for size in ((height, width), halves, halves)]


def by_swscale(pixels: np.ndarray, *rects: Rect) -> list[np.ndarray]:
    planes = Planes(Format(width=WIDTH, height=HEIGHT, fps=10))
    for plane in planes.planes:
        plane[:] = 0
    for rect in rects:
        planes.lay(cut_out(pixels, rect))
    return planes.planes


def furthest(planes: list[np.ndarray], others: list[np.ndarray]) -> int:
    pairs = zip(planes, others, strict=True)
    return max(int(np.abs(one.astype(int) - other).max()) for one, other in pairs)


@pytest.mark.parametrize("rects", [[EVERYTHING], [(16, 16, 48, 32), (80, 48, 96, 64)], []])
def test_samples_are_swscales_to_one_step(rects: list[Any]) -> None:
    planes = blank()
    canvas.to_i420(noise(), rects, *planes)

    assert furthest(planes, by_swscale(noise(), *(Rect(*rect) for rect in rects))) <= 1


def test_rectangles_grow_to_whole_samples_and_end_with_the_picture() -> None:
    uneven, even = blank(), blank()
    canvas.to_i420(noise(), [(3, 5, 21, 9), (70, 50, 10**30, 400), (9, 9, 9, 20)], *uneven)
    canvas.to_i420(noise(), [(2, 4, 22, 10), (70, 50, WIDTH, HEIGHT)], *even)

    assert furthest(uneven, even) == 0


def test_an_odd_picture_keeps_its_last_row_and_column() -> None:
    planes = blank(7, 9)
    canvas.to_i420(np.full((7, 9, 4), 255, np.uint8), [(0, 0, 9, 7)], *planes)

    assert [set(plane.flat) for plane in planes] == [{235}, {128}, {128}]


def test_any_layout_of_pixels_and_wide_planes_will_do() -> None:
    wide = np.zeros((HEIGHT, WIDTH + 32), np.uint8)
    planes, expected = [wide[:, :WIDTH], *blank()[1:]], blank()
    canvas.to_i420(np.asfortranarray(noise()), [EVERYTHING], *planes)
    canvas.to_i420(noise(), [EVERYTHING], *expected)

    assert furthest(planes, expected) == 0
    assert not wide[:, WIDTH:].any()


@pytest.mark.parametrize(
    "arguments",
    [
        (noise(), [EVERYTHING], *blank(HEIGHT - 1)),
        (noise(), [EVERYTHING], *(plane.astype(np.int16) for plane in blank())),
        (noise(), [EVERYTHING], *(plane[:, ::-1] for plane in blank())),
        (noise()[:, :, :3], [EVERYTHING], *blank()),
        (noise(), [(0, 0, 1)], *blank()),
    ],
)
def test_what_does_not_fit_is_refused(arguments: Any) -> None:
    with pytest.raises(ValueError, match=r"needed|four numbers"):
        canvas.to_i420(*arguments)
