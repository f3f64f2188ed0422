"""What lies over what, found out in C: Manim's own families, in its own order."""

import random
from typing import Any

import pytest
from manim import Circle, Mobject, Square, ValueTracker, VGroup
from manim.utils.family import extract_mobject_family_members

from render.native import load
from render.stacking import stacked, unusual

native = load("canvas")
pytestmark = pytest.mark.skipif(native is None, reason="the native canvas is not built")


def families(chance: random.Random) -> list[Mobject]:
    made: list[Any] = [chance.choice([Square, VGroup, Mobject, Circle])() for _ in range(12)]
    for place, one in enumerate(made):
        one.z_index = chance.choice([0, 0, 0, 1, -0.5])
        if isinstance(one, (Square, Circle)):
            one.submobjects = chance.sample(made[place + 1 :], min(2, len(made) - place - 1))
    return chance.sample(made, 8)


@pytest.mark.parametrize("by_z_index", [True, False])
def test_families_are_stacked_as_manim_does(by_z_index: bool) -> None:
    for seed in range(50):
        mobjects = families(random.Random(seed))  # noqa: S311
        meant = extract_mobject_family_members(
            mobjects, use_z_index=by_z_index, only_those_with_points=True
        )
        found = native.stacked(mobjects, by_z_index, Mobject)
        assert list(map(id, found)) == list(map(id, meant))


def test_a_class_with_families_of_its_own_is_left_to_manim() -> None:
    class Hiding(VGroup):
        def get_family(self, recurse: bool = True) -> list[Any]:
            return [self]

    hiding = Hiding(Square())
    assert native.stacked([hiding], True, Mobject) is None
    assert stacked([hiding], by_z_index=True) == []


def test_a_family_that_contains_itself_is_an_error() -> None:
    square = Square()
    square.submobjects = [square]
    with pytest.raises(RecursionError):
        native.stacked([square], True, Mobject)


def test_only_plain_shapes_are_usual() -> None:
    imaged = Square()
    imaged.background_image = "here.png"
    tracker = ValueTracker(1)
    assert unusual([Square(), imaged, VGroup(), tracker]) == [imaged, tracker]
    with pytest.raises(TypeError):
        unusual(None)  # type: ignore[arg-type]
