"""What is done faster comes out the same: text that was built before, and what is done in C."""

import copy
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest
from manim import (
    BLUE,
    GREEN,
    LEFT,
    RED,
    RIGHT,
    UP,
    YELLOW,
    Circle,
    Dot,
    ManimColor,
    MarkupText,
    Mobject,
    Square,
    Text,
    ValueTracker,
    VGroup,
    VMobject,
    tempconfig,
)
from manim.mobject.svg.svg_mobject import SVG_HASH_TO_MOB_MAP

from render.native import load
from render.speedups import PATCHES, copying, families, interpolation, text

native = load("shapes")
needs_native = pytest.mark.skipif(native is None, reason="not compiled here")


@pytest.fixture(autouse=True)
def _own_media(tmp_path: Any) -> Iterator[None]:
    with tempconfig({"media_dir": str(tmp_path), "verbosity": "ERROR"}):
        yield


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        for patch in PATCHES:
            patched.setattr(patch.owner, patch.name, patch.replacement, raising=False)
        yield
    text._kept.clear()


def state(value: Any, known: dict[int, int] | None = None) -> Any:
    """Everything a mobject holds, by value; what it holds twice, as one thing."""
    known = {} if known is None else known
    if isinstance(value, Mobject):
        if id(value) not in known:
            known[id(value)] = len(known)
            names = sorted(value.__dict__.keys() - {"original_id", "path_obj", "file_name"})
            return type(value), [(name, state(value.__dict__[name], known)) for name in names]
        value = known[id(value)]
    elif isinstance(value, ManimColor | np.ndarray):
        array = value.to_rgba() if isinstance(value, ManimColor) else value
        value = (array.dtype.str, array.shape, array.tobytes())
    elif isinstance(value, dict):
        value = [(name, state(each, known)) for name, each in value.items()]
    elif isinstance(value, list | tuple):
        value = [state(each, known) for each in value]
    return type(value), value


TEXTS = [
    partial(Text, "Hash tables", font_size=30, color=BLUE),
    partial(Text, "two\nlines", line_spacing=0.7, gradient=(RED, GREEN)),
    partial(Text, "some red", t2c={"red": RED}, weight="BOLD"),
    partial(Text, "f i l e", disable_ligatures=True, slant="ITALIC"),
    partial(Text, "tall", height=3, fill_opacity=0.5, stroke_width=1),
    partial(MarkupText, '<i>so</i> <span foreground="blue">blue</span>', font_size=20),
]


@pytest.mark.parametrize("build", TEXTS)
def test_text_that_was_built_before_is_what_manim_builds(build: Any, request: Any) -> None:
    meant = state(build())
    SVG_HASH_TO_MOB_MAP.clear()
    request.getfixturevalue("fast")

    assert state(build()) == meant
    assert text._kept
    assert state(build()) == meant


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize("build", TEXTS)
def test_equal_texts_share_nothing_that_changes(build: Any) -> None:
    build()
    one, other = build(), build()
    meant = state(other)

    one.set_color(YELLOW).shift(UP)
    one[0].points[:] = 7
    one.chars[1].fill_rgbas[:] = 0
    one.submobjects.pop()
    one.id_to_vgroup_dict.clear()
    one.sheen_direction[:] = 5

    assert state(other) == meant
    assert state(build()) == meant
    assert not {id(each) for each in one.get_family()} & {id(each) for each in other.get_family()}
    assert other.chars[0] is other[0]


@pytest.mark.usefixtures("fast")
def test_a_text_with_other_defaults_is_another_text() -> None:
    def colour() -> Any:
        return Text("a").submobjects[0].fill_rgbas[0].tolist()

    plain = colour()
    try:
        Text.set_default(color=RED)
        red = colour()
    finally:
        Text.set_default()
    try:
        VMobject.set_default(color=GREEN)
        green = colour()
    finally:
        VMobject.set_default()

    assert len({*map(tuple, (plain, red, green))}) == 3
    assert colour() == plain == [1, 1, 1, 1]


@pytest.mark.usefixtures("fast")
def test_a_text_of_a_callers_own_class_is_built_by_that_class() -> None:
    class Counted(Text):
        built = 0

        def generate_points(self) -> Any:
            Counted.built += 1
            return super().generate_points()

    Counted("a")
    Counted("a")

    assert Counted.built == 2


@pytest.mark.usefixtures("fast")
def test_a_text_keeps_the_lists_it_was_given() -> None:
    gradient = [RED, BLUE]
    Text("ab", gradient=gradient)

    assert Text("ab", gradient=gradient).gradient is gradient


@pytest.mark.usefixtures("fast")
def test_no_more_text_is_kept_than_there_is_room_for(monkeypatch: Any) -> None:
    monkeypatch.setattr(text, "_MOST", 2)
    for letter in "abcd":
        Text(letter)

    assert len(text._kept) == 2


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


@needs_native
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


@needs_native
def test_families_found_in_c_are_those_found_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    family = a_family()
    repeated = VGroup(family, family[1], Dot())
    meant = [families._family(each) for each in (family, repeated)]
    monkeypatch.setattr(Mobject, "get_family", families._family_natively)

    assert [each.get_family() for each in (family, repeated)] == meant


@needs_native
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
