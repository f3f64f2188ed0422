"""What a scene does with its lists of mobjects comes out as Manim has it."""

import random
from typing import Any

import pytest
from manim import (
    RIGHT,
    Circle,
    Dot,
    FadeIn,
    Mobject,
    Scene,
    Square,
    Transform,
    VGroup,
)

from render.native import load
from render.speedups import families, restructuring, updating


def a_scenes_mobjects(chance: random.Random) -> list[Mobject]:
    shapes: list[Any] = [Dot() for _ in range(12)]
    groups = [VGroup(*chance.sample(shapes, 3)), VGroup(VGroup(*chance.sample(shapes, 4)), Dot())]
    for each in chance.sample(shapes, 4):
        each.set_z_index(chance.choice([-1, 0.5, 2]))
    return [*groups, *chance.sample(shapes, 4), VGroup()]


class Scattered(VGroup):
    """Counts more as its family than its parts."""

    def get_family(self, recurse: bool = True) -> list[Any]:
        return [*super().get_family(recurse), *self.elsewhere]


@pytest.mark.parametrize("with_points", [False, True])
@pytest.mark.parametrize("by_z_index", [False, True])
def test_families_of_a_scene_are_manims(by_z_index: bool, with_points: bool) -> None:
    for seed in range(20):
        mobjects = a_scenes_mobjects(random.Random(seed))  # noqa: S311 - the same every time
        meant = families._original_extract(mobjects, by_z_index, with_points)
        assert families._extracted(iter(mobjects), by_z_index, with_points) == meant


def test_what_is_left_of_a_scene_is_what_manim_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Mobject, "get_family", families.family)
    original = Scene.get_restructured_mobject_list
    for seed in range(40):
        chance = random.Random(seed)  # noqa: S311 - the same every time
        mobjects = a_scenes_mobjects(chance)
        everybody = families._original_extract(mobjects)
        removed = chance.sample(everybody, 3)
        meant = original(None, mobjects, removed)
        assert restructuring._restructured(None, mobjects, removed) == meant


def test_a_family_of_another_kind_is_taken_apart_as_it_says() -> None:
    dot = Dot()
    scattered = Scattered(Square(), Circle())
    scattered.elsewhere = [dot]
    meant = Scene.get_restructured_mobject_list(None, [scattered], [dot])

    assert restructuring._restructured(None, [scattered], [dot]) == meant == [*scattered]


@pytest.mark.parametrize("whose", ["starting_mobject", "target_copy", "target_mobject"])
def test_the_copies_of_an_animation_are_updated_if_they_want_to_be(
    whose: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Mobject, "update", updating._update)
    animation = Transform(Square(), VGroup(Circle(), Dot()))
    animation.begin()
    seen: list[float] = []
    updating._update_animated(animation, 0.1)
    getattr(animation, whose).add_updater(lambda _, dt: seen.append(dt))
    seen.clear()
    updating._update_animated(animation, 0.1)

    assert seen == [0.1]


class Mindful(FadeIn):
    """Has something of its own to be updated."""

    def get_all_mobjects_to_update(self) -> list[Mobject]:
        return [*super().get_all_mobjects_to_update(), self.companion]


def test_an_animation_may_name_others_to_be_updated() -> None:
    animation = Mindful(Square())
    animation.companion = Dot().add_updater(lambda dot: dot.shift(RIGHT))
    animation.begin()
    before = animation.companion.get_x()
    updating._update_animated(animation, 0.1)

    assert animation.companion.get_x() == pytest.approx(before + 1)


def test_a_class_that_gets_a_property_meanwhile_is_asked_for_it() -> None:
    shapes = load("shapes")
    if shapes is None:
        pytest.skip("nothing was built")

    class Hollow(Square):
        """Has points only until it is told that it has none."""

    shape, plain = Hollow(), Square()
    assert shapes.with_points([shape, plain]) == [shape, plain]
    Hollow.points = property(lambda self: [])
    assert shapes.with_points([shape, plain]) == [plain]
    del Hollow.points
    assert shapes.with_points([shape, plain]) == [shape, plain]
    Hollow.__getattribute__ = lambda self, name: [] if name == "points" else Square.updaters
    assert shapes.with_points([shape, plain]) == [plain]
