"""How far mobjects reach is what Manim says, to the last bit."""

import math
import random
from typing import Any

import numpy as np
import pytest
from manim import ORIGIN, UL, UR, Circle, Dot, Group, Line, Mobject, PMobject, Square, Text, VGroup

from render.speedups import layout
from tests.render.sameness import state

CHANCE = random.Random(5)  # noqa: S311 - the same every time


class Level(Square):
    """Says itself how far it reaches."""

    def reduce_across_dimension(self, reduce_func: Any, dim: int) -> Any:
        return reduce_func([1.0, 3.0])

    def get_anchors(self) -> Any:
        return [[0.0, 0.0, 0.0], [5.0, 1.0, 0.0]]


def odd(points: Any) -> Line:
    line = Line()
    line.points = points
    return line


def scattered() -> Any:
    return np.array([[CHANCE.uniform(-3, 3) for _ in range(3)] for _ in range(8)])


CASES = [
    Circle(),
    VGroup(),
    Group(),
    VGroup(Square(), VGroup(), Dot().shift(UR)),
    Group(PMobject().add_points([UL, UR]), Circle()),
    VGroup(Level(), Circle()),
    Text("far and wide"),
    odd(scattered()),
    VGroup(odd(scattered()), odd(scattered())),
    odd(scattered()[:7]),
    odd(np.array([[0.0, -0.0, 1.0], [-0.0, 0.0, 1.0]] * 4)),
    odd(np.array([[1.0, math.nan, 1.0], [2.0, 3.0, -0.0]] * 4)),
    odd(np.array([[math.nan, math.inf, 1.0], [2.0, 3.0, -0.0]] * 4)),
    odd(np.zeros((4, 3), int)),
]


@pytest.mark.parametrize("mobject", CASES, ids=str)
@pytest.mark.parametrize("dim", [0, 1, 2, -1])
def test_lengths_are_manims(mobject: Mobject, dim: int) -> None:
    def answer(length: Any) -> Any:
        try:
            reached = length(mobject, dim)
            return type(reached), repr(reached)
        except AssertionError:
            return "no such dimension"

    assert answer(layout._length) == answer(layout._original_length)


@pytest.mark.parametrize("mobject", CASES, ids=str)
@pytest.mark.parametrize("direction", [ORIGIN, UL, [0.5, 0, -2]], ids=str)
def test_corners_and_centres_are_manims(
    mobject: Mobject, direction: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer() -> Any:
        try:
            return state(mobject.get_critical_point(direction))
        except (AttributeError, ValueError) as error:
            return str(error)

    meant = answer()
    for patch in layout.PATCHES:
        monkeypatch.setattr(patch.owner, patch.name, patch.replacement)

    assert answer() == meant
