"""Pictures painted in a thread of its own are those that the scene's thread would have painted."""

import gc
import random
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import cairo
import numpy as np
import pytest
from manim import BLUE, RED, RIGHT, UP, Camera, Circle, Square, Star, VMobject, tempconfig

from render.canvas import Canvas, Overlay, Pixels
from render.footage import Footage
from render.geometry import Rect
from render.native import load
from render.painter import Painter
from studio.domain.render import Format

WIDTH, HEIGHT = 320, 180
FORMAT = Format(width=WIDTH, height=HEIGHT, fps=10)

needs_native = pytest.mark.skipif(load("canvas") is None, reason="the native canvas is not built")


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    with tempconfig({"pixel_width": WIDTH, "pixel_height": HEIGHT}):
        yield


class Recorded:
    """Keeps copies of pictures; waits to be let go where it is told to."""

    def __init__(self) -> None:
        self.pictures: list[Pixels] = []
        self.threads: set[threading.Thread] = set()
        self.gate = threading.Event()
        self.gate.set()

    def encode(self, pixels: Pixels, changed: Sequence[Rect]) -> None:
        self.threads.add(threading.current_thread())
        assert self.gate.wait(30)
        self.pictures.append(pixels.copy())

    def repeat(self, count: int) -> None:
        self.pictures += self.pictures[-1:] * count

    def finish(self) -> Any:
        return None


class Failing(Recorded):
    def encode(self, pixels: Pixels, changed: Sequence[Rect]) -> None:
        raise ZeroDivisionError


def shape(chance: random.Random) -> VMobject:
    made = chance.choice([Square, Circle, Star])(color=chance.choice([RED, [RED, BLUE]]))
    made.scale(chance.uniform(0.1, 2)).shift(chance.uniform(-6, 6) * RIGHT)
    made.shift(chance.uniform(-3, 3) * UP).set_fill(opacity=chance.choice([0, 0.5, 1]))
    return made.set_stroke(width=chance.choice([0, 2, 30]))


def cover(chance: random.Random) -> Overlay | None:
    if chance.random() < 0.5:
        return None
    width, height = chance.randrange(20, 90), chance.randrange(20, 90)
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, width, height)
    cairo.Context(surface).paint_with_alpha(0.5)
    return Overlay(surface, Rect(40, 50, 40 + width, 50 + height))


def picture(chance: random.Random) -> Pixels:
    made = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    made[: chance.randrange(HEIGHT), chance.randrange(WIDTH) :] = chance.randrange(256)
    return made


class Pair:
    """One canvas whose pictures are painted later, and one whose pictures are looked at at once."""

    def __init__(self) -> None:
        self.recorded = Recorded()
        self.painter = Painter(self.recorded)
        self.camera, self.others = Camera(), np.zeros((HEIGHT, WIDTH, 4), np.uint8)
        self.later, self.now = Canvas(self.camera), Canvas(self.camera)
        self.meant: list[Pixels] = []

    def show(self, name: str, *arguments: Any) -> None:
        changed = getattr(self.now, name)(*arguments)
        self.meant.append(self.now.pixels.copy())
        assert getattr(self.later, name)(*arguments) == changed
        self.painter.paint(self.later, changed)

    def both(self, name: str, *arguments: Any) -> None:
        assert np.array_equal(
            getattr(self.now, name)(*arguments), getattr(self.later, name)(*arguments)
        )


def change(chance: random.Random, pair: Pair, shapes: list[VMobject]) -> None:
    """In place, as scenes do, while pictures of before are still to be painted."""
    for one in chance.sample(shapes, 3):
        one.points += chance.choice([0.01, 0.5]) * RIGHT
        one.fill_rgbas[:, 3] = chance.random()
    if chance.random() < 0.3:
        shapes[chance.randrange(len(shapes))] = shape(chance)
    if chance.random() < 0.1:
        chance.shuffle(shapes)
    if chance.random() < 0.1:
        pair.camera.background_color = chance.choice([RED, BLUE])
    if chance.random() < 0.1:
        over = cover(chance)
        pair.both("cover", over)
    if chance.random() < 0.05:
        pair.both("alone", shapes[:2])


@pytest.mark.parametrize("seed", range(6))
def test_pictures_painted_later_are_those_of_their_moment(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    pair, shapes = Pair(), [shape(chance) for _ in range(12)]
    for _ in range(150):
        pair.both("settle", shapes[:4])
        change(chance, pair, shapes[4:])
        if chance.random() < 0.1:
            pair.others[:] = picture(chance)  # as Manim's camera does
            pair.show("take", pair.others)
        elif chance.random() < 0.1:
            pair.show("refresh")
        else:
            pair.show("draw", shapes, 4)
    pair.painter.finish()

    assert len(pair.recorded.pictures) == len(pair.meant) == 150
    assert all(map(np.array_equal, pair.recorded.pictures, pair.meant))


def test_a_picture_is_of_the_moment_when_it_was_handed_over() -> None:
    canvas, square = Canvas(Camera()), Square(fill_opacity=1)
    meant = Canvas(Camera())
    meant.draw([square])
    canvas.draw([square])
    painted = canvas.hand_over(lambda: None)
    square.shift(RIGHT).set_fill(RED)
    canvas.settle([square])

    assert np.array_equal(painted(), meant.pixels)


@needs_native
def test_a_picture_still_to_be_painted_holds_no_object_of_the_scene() -> None:
    canvas, square = Canvas(Camera()), Square(fill_opacity=1)
    canvas.draw([square])
    painted, gone = canvas.hand_over(lambda: None), weakref.ref(square)
    canvas.draw([])
    del square
    gc.collect()

    assert gone() is None
    assert painted().any()


@needs_native
def test_whoever_paints_while_another_paints_on_the_same_pixels_is_refused() -> None:
    canvas, refused = Canvas(Camera()), []
    shapes = [Star(12, fill_opacity=0.5).scale(3 / (1 + place)) for place in range(100)]
    canvas.draw(shapes)
    meant = canvas.pixels.copy()

    def insist(sketch: Any) -> None:
        while True:
            try:
                return sketch.paint()
            except RuntimeError as error:
                refused.append(error)

    for _ in range(10):
        sketches = canvas._list.sketch(True), canvas._list.sketch(True)
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(insist, sketches))
        assert np.array_equal(canvas.pixels, meant)
    assert refused


def test_the_scene_goes_on_while_pictures_are_painted_but_only_some_ahead() -> None:
    recorded, shown = Recorded(), Square(fill_opacity=1)
    painter, canvas = Painter(recorded), Canvas(Camera())
    recorded.gate.clear()
    handed: list[int] = []

    def scene() -> None:
        for number in range(20):
            painter.paint(canvas, canvas.draw([shown.shift(0.1 * RIGHT)]))
            handed.append(number)

    thread = threading.Thread(target=scene)
    thread.start()
    thread.join(1)
    ahead = len(handed)
    recorded.gate.set()
    thread.join()
    painter.finish()

    assert ahead == (9 if load("canvas") else 1)
    assert len(recorded.pictures) == 20


def test_whoever_looks_at_the_pixels_waits_for_them() -> None:
    recorded, canvas, square = Recorded(), Canvas(Camera()), Square(fill_opacity=1)
    painter = Painter(recorded)
    for _ in range(4):
        painter.paint(canvas, canvas.draw([square.shift(RIGHT)]))
    canvas.develop()

    assert np.array_equal(canvas.pixels, recorded.pictures[3])
    assert np.array_equal(canvas._camera.pixel_array, recorded.pictures[3])
    painter.finish()


def test_what_goes_wrong_is_raised_in_the_scenes_thread_and_at_the_end() -> None:
    canvas = Canvas(Camera())
    footage = Footage(FORMAT, None, recorder=Failing())
    footage.picture(canvas, lambda: canvas.draw([Square()]))
    with pytest.raises(ZeroDivisionError):
        canvas.pixels.any()
    with pytest.raises(ZeroDivisionError):
        footage.hold(canvas, 1)
    with pytest.raises(ZeroDivisionError):
        footage.finish()


def test_what_is_abandoned_is_painted_no_more() -> None:
    recorded, canvas, square = Recorded(), Canvas(Camera()), Square(fill_opacity=1)
    recorded.gate.clear()
    painter, others = Painter(recorded), threading.active_count()
    shown = 5 if load("canvas") else 1
    for _ in range(shown):
        painter.paint(canvas, canvas.draw([square.shift(0.1 * RIGHT)]))
    while not recorded.threads:
        time.sleep(0.001)
    leaving = threading.Thread(target=painter.abandon)
    leaving.start()
    while not painter._abandoned:
        time.sleep(0.001)
    recorded.gate.set()
    leaving.join()

    assert len(recorded.pictures) == 1
    assert threading.active_count() == others


def test_the_thread_starts_with_the_first_picture() -> None:
    before, recorded, canvas = threading.active_count(), Recorded(), Canvas(Camera())
    footage = Footage(FORMAT, None, recorder=recorded)
    assert threading.active_count() == before
    footage.picture(canvas, lambda: canvas.draw([]))
    footage.finish()

    assert threading.active_count() == before
    assert threading.main_thread() not in recorded.threads
