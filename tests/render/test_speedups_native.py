"""What is done in C comes out as in Python."""

import copy
from typing import Any

import numpy as np
import pytest
from manim import (
    BLUE,
    LEFT,
    RED,
    RIGHT,
    UP,
    Axes,
    Circle,
    DashedLine,
    Dot,
    Mobject,
    Square,
    Text,
    Transform,
    ValueTracker,
    VGroup,
    VMobject,
)

from render.native import load
from render.speedups import copying, families, interpolation, layout, updating
from tests.render.sameness import state

native = load("shapes")
pytestmark = pytest.mark.skipif(native is None, reason="not compiled here")


class Stubborn(Square):
    """Copies itself in a way of its own."""

    def __deepcopy__(self, memo: Any) -> Any:
        clone = Stubborn()
        memo[id(self)] = clone
        return clone


def a_family() -> VGroup:
    tracker = ValueTracker(2)
    family = VGroup(Circle(color=RED), VGroup(Square(fill_opacity=0.5), Stubborn()), Dot())
    family.twin = family[0]
    family.notes = {"where": [np.array([1, 2]), (family[1], "x")], "tracker": tracker}
    family[0].add_updater(lambda mobject: mobject.shift(UP * 0))
    family[2].generate_target().shift(RIGHT)
    return family


def test_a_copy_made_in_c_is_the_copy_made_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    family = a_family()
    monkeypatch.setattr(Mobject, "__deepcopy__", copying._deepcopy)
    meant = copy.deepcopy(family)
    monkeypatch.setattr(Mobject, "__deepcopy__", copying._deepcopy_natively)
    seen = copy.deepcopy(family)

    assert state(seen) == state(meant)
    assert seen.twin is seen[0] is not family[0]
    assert seen.notes["where"][1][0] is seen[1]
    assert seen.original_id == meant.original_id == str(id(family))
    assert type(seen[1][1]) is Stubborn


POINTS = [
    np.array([1.0, 2.0, 3.0]),
    np.array([1.0, 2.0, 3.0 + 3e-5]),
    np.array([1.0, 2.0, 3.1]),
    np.array([np.inf, -np.inf, np.nan]),
    np.array([np.inf, -np.inf, 0.0]),
    np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 3.00001]]),
    np.array([[1.0, 2.0, 3.0], [1.0, 2.1, 3.0]]),
    np.zeros((0, 3)),
    [1, 2, 3],
]


@pytest.mark.parametrize("one", POINTS)
@pytest.mark.parametrize("other", POINTS)
def test_points_are_as_close_as_numpy_says(one: Any, other: Any) -> None:
    try:
        meant = np.allclose(one, other, atol=1e-6)
    except ValueError:
        with pytest.raises(ValueError, match="broadcast"):
            layout._points_equal(VMobject(), one, other)
        return

    assert layout._points_equal(VMobject(), one, other) is meant


def test_paths_end_where_manim_says(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = [Circle(), Text("gi"), Square(), VMobject(), DashedLine(), Axes()]
    members = [each for shape in shapes for each in shape.get_family()]
    members[0].points = members[0].points[:-2]
    for patch in layout.PATCHES:
        monkeypatch.setattr(patch.owner, patch.name, patch.replacement)

    for member in members:
        meant = layout._original_subpaths(member, member.points)
        seen = member.get_subpaths()
        assert [each.tolist() for each in seen] == [each.tolist() for each in meant]
        assert all(each.base is not None for each in seen)


def test_a_family_is_idle_only_if_nobody_in_it_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Mobject, "update", updating._update)

    class Restless(Square):
        def update(self, dt: float = 0, recursive: bool = True) -> Any:
            return self.shift(RIGHT)

    still, moved, restless = VGroup(VGroup(Dot())), VGroup(VGroup(Dot())), VGroup(Restless())
    moved[0][0].add_updater(lambda mobject, dt: mobject.shift(dt * UP))
    for family in still, moved, restless:
        family.update(1)

    assert native.idle(still, updating._update)
    assert not native.idle(moved, updating._update)
    assert [each.get_center().tolist() for each in (still, moved, restless)] == [
        [0, 0, 0],
        [0, 1, 0],
        [1, 0, 0],
    ]


def test_families_found_in_c_are_those_found_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    family = a_family()
    repeated = VGroup(family, family[1], Dot())
    meant = [families._family(each) for each in (family, repeated)]
    monkeypatch.setattr(Mobject, "get_family", families._family_natively)

    assert [each.get_family() for each in (family, repeated)] == meant


@pytest.mark.parametrize("alpha", [0.0, 0.3, np.float64(0.7), 1.0, 1])
def test_what_is_between_is_the_same_in_c_and_in_python(alpha: float) -> None:
    start = Circle(color=RED, stroke_width=np.float64(1.5)).shift(LEFT / 3)
    end = Circle(color=BLUE, fill_opacity=0.3, stroke_width=7).shift(UP / 7)
    meant, seen = Circle(), Circle()
    VMobject.interpolate(meant, start, end, alpha)
    interpolation._interpolate(seen, start, end, alpha)
    interpolation._interpolate_colour(meant, start, end, alpha)
    interpolation._interpolate_colour_natively(seen, start, end, alpha)

    assert state(seen) == state(meant)
    assert seen.fill_rgbas is not end.fill_rgbas


class Faint(Square):
    """Goes its own way between two shapes."""

    def interpolate(self, one: Any, other: Any, alpha: float, path_func: Any = None) -> Any:
        return super().interpolate(one, other, alpha).set_opacity(0.1)


class Patient(Transform):
    """Its parts begin one after another."""

    def get_sub_alpha(self, alpha: float, index: int, num_submobjects: int) -> float:
        return super().get_sub_alpha(alpha, index, num_submobjects) / (index + 1)


def halved(alpha: float) -> float:
    halved.asked += 1
    return alpha / 2


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"lag_ratio": 0.3},
        {"rate_func": halved},
        {"path_arc": 1},
        {"reverse_rate_function": True},
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", [Transform, Patient])
def test_transforms_go_the_way_they_go_in_manim(
    kind: Any, options: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> Any:
        halved.asked = 0
        start = VGroup(Circle(color=RED), Faint(), VGroup(Square(), Dot()).shift(LEFT))
        animation = kind(start, start.copy().shift(UP).scale(2).set_color(BLUE), **options)
        animation.begin()
        seen = []
        for alpha in (0, 0.25, np.float64(0.5), 0.9, 1):
            animation.interpolate(alpha)
            seen.append(state(start))
        return seen, halved.asked

    meant = gone()
    for patch in interpolation.PATCHES:
        monkeypatch.setattr(patch.owner, patch.name, patch.replacement)

    assert gone() == meant
