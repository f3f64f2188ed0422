"""The canvas in C and the one in Python: the same rectangles and pixels, whatever they are given."""

import gc
import random
import weakref
from collections.abc import Iterator
from typing import Any

import cairo
import numpy as np
import pytest
from manim import (
    BLUE,
    GREEN,
    RED,
    RIGHT,
    UP,
    WHITE,
    YELLOW,
    Camera,
    CapStyleType,
    Circle,
    LineJointType,
    Mobject,
    Square,
    Star,
    ValueTracker,
    VMobject,
    tempconfig,
)

import render.canvas
from render.canvas import Canvas, Overlay
from render.display_list import DisplayList
from render.geometry import Rect, merged
from render.native import load

native = load("canvas")
pytestmark = pytest.mark.skipif(native is None, reason="the native canvas is not built")

WIDTH, HEIGHT = 160, 90


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    with tempconfig({"pixel_width": WIDTH, "pixel_height": HEIGHT}):
        yield


class Pair:
    """The two canvases, given the same, each with a camera of its own."""

    def __init__(self, share: float = 1.0) -> None:
        with pytest.MonkeyPatch.context() as patched:
            self.native = Canvas(Camera(), share)
            patched.setenv("RENDER_NATIVE", "off")
            self.python = Canvas(Camera(), share)
        assert isinstance(self.native._list, native.DisplayList)
        assert isinstance(self.python._list, DisplayList)
        self.python._camera.background = self.native._camera.background

    def __getattr__(self, name: str) -> Any:
        def both(*arguments: Any) -> Any:
            meant = getattr(self.python, name)(*arguments)
            seen = getattr(self.native, name)(*arguments)
            assert np.array_equal(meant, seen)
            assert np.array_equal(self.python.pixels, self.native.pixels)
            return seen

        return both


def shape(chance: random.Random) -> VMobject:
    made = chance.choice([Square, Circle, Star, VMobject])()
    made.scale(chance.uniform(0.1, 2)).shift(chance.uniform(-8, 8) * RIGHT)
    made.shift(chance.uniform(-5, 5) * UP)
    return made.set_fill(chance.choice([RED, BLUE]), chance.choice([0, 0.5, 1]))


def set_points(chance: random.Random, one: Any) -> None:
    count = chance.choice([0, 4, 8, 12])
    one.points = np.random.default_rng(chance.randrange(99)).normal(0, 3, (count, 3))


ARRAYS = ["points", "fill_rgbas", "stroke_rgbas", "background_stroke_rgbas"]


def set_layout(chance: random.Random, one: Any) -> None:
    name = chance.choice(ARRAYS)
    value = getattr(one, name)
    forms = [np.asfortranarray(value), np.repeat(value, 2, axis=0)[::2], value[:0], value[::-1]]
    setattr(one, name, chance.choice(forms))


def set_colours(chance: random.Random, one: Any) -> None:
    """A gradient is an error where a point is nowhere."""
    count = chance.choice([1, 2, 3, 100]) if np.isfinite(one.points).all() else 1
    setattr(
        one,
        chance.choice(["fill_rgbas", "stroke_rgbas", "background_stroke_rgbas"]),
        np.random.default_rng(chance.randrange(99)).random((count, 4)),
    )


def set_place(chance: random.Random, one: Any) -> None:
    if len(one.points) and all(len(getattr(one, name)) < 2 for name in ARRAYS[1:]):
        places = [np.nan, np.inf, -np.inf, 1e300, -1e20, 1e7, 0.0, -0.0, 30.0]
        points = np.array(one.points, float)
        points[chance.randrange(len(points)), chance.randrange(3)] = chance.choice(places)
        one.points = points


def set_lines(chance: random.Random, one: Any) -> None:
    one.joint_type = chance.choice(list(LineJointType))
    one.cap_style = chance.choice(list(CapStyleType))
    one.stroke_width = chance.choice([0, 1, 4.0, "7", -3, 40, np.float32(2), True])
    one.background_stroke_width = chance.choice([0, 0, 12.5])


def nudge(chance: random.Random, one: Any) -> None:
    """By less than a pixel shows, or by more."""
    one.points = np.asarray(one.points) * (1 + chance.choice([1e-12, 1e-9, 1e-3]))


CHANGES = [set_points, set_layout, set_colours, set_place, set_lines, nudge]


def change(chance: random.Random, shapes: list[Any], still: list[Any]) -> None:
    if chance.random() < 0.3:
        shapes.insert(chance.randrange(len(shapes) + 1), shape(chance))
    if chance.random() < 0.3 and shapes:
        shapes.pop(chance.randrange(len(shapes)))
    if chance.random() < 0.1:
        chance.shuffle(shapes)
    if chance.random() < 0.1 and shapes:
        shapes.append(chance.choice(shapes))
    for one in chance.sample(shapes, min(2, len(shapes))):
        if isinstance(one, VMobject) and one not in still:
            chance.choice(CHANGES)(chance, one)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # NumPy's, of infinities; cairo has none
@pytest.mark.parametrize("seed", range(12))
def test_any_change_shows_alike(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    pair = Pair(chance.choice([1.0, 0.88]))
    shapes: list[Any] = [shape(chance) for _ in range(8)] + [Mobject(), ValueTracker(1)]
    for _ in range(40):
        still = shapes[: chance.choice([0, 0, 3])]
        pair.settle(still)
        change(chance, shapes, still)
        pair.draw(still + shapes, len(still))
        pair.refresh()


def corners(chance: random.Random) -> VMobject:
    """A thick line with corners of any kind, of few pixels or many."""
    made = VMobject(
        stroke_width=chance.choice([4, 25]), joint_type=chance.choice(list(LineJointType))
    )
    size = chance.choice([0.05, 0.5, 4])
    places = np.random.default_rng(chance.randrange(10**6)).uniform(-size, size, (5, 3))
    made.set_points_as_corners([*places, places[0]] if chance.random() < 0.5 else places)
    if chance.random() < 0.3:
        made.make_smooth()
    return made.shift(chance.uniform(-5, 5) * RIGHT)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_drawn_in_parts_is_what_is_drawn_at_once(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    canvas, shapes = Canvas(Camera()), [corners(chance) for _ in range(6)]
    for _ in range(60):
        shapes[chance.randrange(6)] = corners(chance)
        canvas.draw(shapes)
        whole = Canvas(canvas._camera)
        whole.draw(shapes)
        apart = np.abs(canvas.pixels.astype(int) - whole.pixels).max(axis=2)
        assert apart.max() <= 48  # cairo rounds where a clip cuts a thick line; a corner is 255


@pytest.mark.parametrize("name", ARRAYS)
@pytest.mark.parametrize("kind", [np.float32, ">f8", object, int, np.float16, np.longdouble])
def test_numbers_of_any_kind_are_drawn_alike(name: str, kind: Any) -> None:
    star = Star(color=RED, fill_opacity=1).scale(2).set_stroke(WHITE, 9, background=True)
    setattr(star, name, getattr(star, name).astype(kind))
    Pair().draw([star])


def test_gradients_run_across_a_family_alike() -> None:
    inner = Square(1, fill_opacity=1).shift(RIGHT * 3)
    outer = Square(2, fill_opacity=1, color=[RED, BLUE, GREEN]).add(inner)
    outer.set_stroke([WHITE, YELLOW], width=8).set_sheen_direction(UP)
    pair = Pair()
    pair.draw([outer, inner])
    for change in (
        lambda: inner.shift(UP),
        lambda: outer.set_sheen_direction(RIGHT),
        lambda: outer.set_opacity(0.5),
    ):
        change()
        assert pair.draw([outer, inner])


def test_a_cover_lies_over_the_shapes_and_goes_again() -> None:
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, 30, 20)
    cairo.Context(surface).paint_with_alpha(0.5)
    pair = Pair()
    pair.draw([Circle(fill_opacity=1)])
    pair.cover(Overlay(surface, Rect(70, 35, 100, 55)))
    assert pair.refresh()
    pair.draw([Circle(fill_opacity=1, color=RED)])
    pair.cover(None)
    assert pair.refresh()


def test_others_pictures_and_settled_shapes_alone_are_shown_alike() -> None:
    still, moving = Square(fill_opacity=1), Circle()
    pair = Pair()
    pair.settle([still])
    pair.draw([still, moving], 1)
    pair.settle([still])
    still.shift(RIGHT)
    pair.alone([still])
    picture = np.full((HEIGHT, WIDTH, 4), 200, np.uint8)
    pair.take(picture)
    picture = picture.copy()
    picture[20:30, 40:50] = 9
    assert pair.take(picture) == [Rect(32, 16, 64, 32)]
    pair.draw([moving])


def test_rectangles_merge_alike() -> None:
    chance = random.Random(1)  # noqa: S311
    for _ in range(300):
        drawing = native.DisplayList(np.zeros((HEIGHT, WIDTH, 4), np.uint8), VMobject, {}, {})
        drawing.see((1, 0, 0, 1, 0, 0), 0.01, np.zeros((HEIGHT, WIDTH, 4), np.uint8))
        rects = [
            Rect(x, y, x + chance.randrange(40), y + chance.randrange(30))
            for x, y in (
                (chance.randrange(-9, WIDTH), chance.randrange(-9, HEIGHT))
                for _ in range(chance.randrange(30))
            )
        ]
        rects = [rect for rect in rects if rect.meets(Rect(0, 0, WIDTH, HEIGHT)) and rect.area]
        for rect in rects:
            drawing.touch(rect)
        assert drawing.paint(False) == merged(rects, Rect(0, 0, WIDTH, HEIGHT))


def test_what_a_property_raises_is_passed_on_and_the_picture_recovers() -> None:
    class Failing(Square):
        failing = False

        def __getattribute__(self, name: str) -> Any:
            if name == "cap_style" and type(self).failing:
                raise ZeroDivisionError
            return super().__getattribute__(name)

    canvas, shapes = Canvas(Camera()), [Circle(fill_opacity=1), Failing(fill_opacity=1)]
    canvas.draw(shapes)
    meant = canvas.pixels.copy()
    Failing.failing = True
    with pytest.raises(ZeroDivisionError):
        canvas.draw(shapes)
    with pytest.raises(ZeroDivisionError):
        canvas.settle(shapes)
    Failing.failing = False

    assert canvas.draw(shapes) == [canvas.bounds]
    assert np.array_equal(canvas.pixels, meant)


def test_a_shape_that_draws_while_it_is_looked_at_is_refused() -> None:
    canvas = Canvas(Camera())

    class Meddling(Square):
        @property
        def cap_style(self) -> Any:
            return canvas.draw([])

        @cap_style.setter
        def cap_style(self, value: Any) -> None:
            pass

    with pytest.raises(RuntimeError, match="at work"):
        canvas.draw([Meddling(fill_opacity=1)])
    assert canvas.draw([Square()])


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("fill_rgbas", np.zeros((1, 3)), ValueError),
        ("fill_rgbas", "blue", ValueError),
        ("points", np.zeros(12), ValueError),
        ("stroke_width", "wide", ValueError),
        ("stroke_width", None, TypeError),
        ("joint_type", "round", KeyError),
        ("joint_type", [], TypeError),
        ("cap_style", 7, KeyError),
    ],
)
def test_what_cannot_be_drawn_is_an_error(name: str, value: Any, error: type[Exception]) -> None:
    square = Square()
    setattr(square, name, value)
    with pytest.raises(error):
        Canvas(Camera()).draw([square])


def test_a_shape_of_a_class_with_its_own_width_is_as_wide_as_it_says() -> None:
    class Wide(Square):
        def get_stroke_width(self, background: bool = False) -> float:
            return 0.0 if background else 30.0

    pair = Pair()
    pair.draw([Square(), Wide()])


def test_a_shape_is_held_while_it_is_drawn_and_no_longer() -> None:
    canvas, square = Canvas(Camera()), Square()
    canvas.draw([square])
    gone = weakref.ref(square)
    del square
    gc.collect()
    assert gone() is not None
    canvas.draw([])
    gc.collect()
    assert gone() is None


def test_a_canvas_that_its_own_shapes_hold_is_collected() -> None:
    canvas, square = Canvas(Camera()), Square()
    square.canvas = canvas
    canvas.draw([square])
    gone = weakref.ref(canvas)
    del canvas, square
    gc.collect()
    assert gone() is None


def test_without_the_native_module_python_draws(monkeypatch: Any) -> None:
    monkeypatch.setattr(render.canvas, "load", lambda name: None)
    assert isinstance(Canvas(Camera())._list, DisplayList)
