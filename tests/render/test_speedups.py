"""What is done faster comes out the same, and things that are equal share nothing."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest
import svgelements
from manim import (
    BLUE,
    GREEN,
    RED,
    UP,
    YELLOW,
    Dot,
    ManimColor,
    MarkupText,
    Square,
    SVGMobject,
    Text,
    VGroup,
    VMobject,
    tempconfig,
)
from manim.mobject.svg.svg_mobject import SVG_HASH_TO_MOB_MAP

from render.speedups import PATCHES, text
from tests.render.sameness import state


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


SHAPES = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<defs><path id="leaf" d="M 1 2 C 3 4 5.5 6 7 8 L 9 1 Z M 0 0 L 4 0 L 4 3 L 0.00001 0 Z"/></defs>
<g fill="#12f" stroke="red" stroke-width="2"><use xlink:href="#leaf" x="5" y="1"/>
<use xlink:href="#leaf" x="9" y="4" transform="rotate(30)" fill-opacity="0.4"/></g>
<path d="M 0 0 q 1 2 3 4 t 1 1 a 2 1 0 0 1 3 3 h 4 v 5 z"/>
<path d="m 1 1 c 1 2 3 4 5 6 s 1 2 3 4 l 2 2" fill="none" stroke="#00ff0080"/>
<rect x="1" y="2" width="3" height="4"/><circle cx="2" cy="2" r="1"/></svg>"""


def test_drawings_read_from_files_are_manims(tmp_path: Any, request: Any) -> None:
    (tmp_path / "shapes.svg").write_text(SHAPES)

    def read() -> Any:
        return state(SVGMobject(tmp_path / "shapes.svg", use_svg_cache=False))

    meant = read()
    request.getfixturevalue("fast")

    assert read() == meant
    assert read() == meant


@pytest.mark.usefixtures("fast")
def test_equal_paths_share_no_points() -> None:
    one, other = (svgelements.Path("M 1 2 L 3 4 C 5 6 7 8 9 10 Z") for _ in range(2))
    one *= "translate(7, 7)"
    one.reify()

    assert other == "M 1 2 L 3 4 C 5 6 7 8 9 10 Z"
    assert svgelements.Path("M 1 2 L 3 4 C 5 6 7 8 9 10 Z") == other != one


def test_a_new_group_is_manims(request: Any) -> None:
    def groups() -> Any:
        return state([VGroup(), VGroup(Dot(), VGroup(Square())), VGroup(z_index=3, color=RED)])

    meant = groups()
    request.getfixturevalue("fast")

    assert groups() == meant
    assert groups() == meant


@pytest.mark.usefixtures("fast")
def test_new_groups_share_nothing() -> None:
    first = VGroup()
    first.add(Dot()).add_updater(lambda mobject: mobject)
    first.fill_rgbas[:] = 0.3

    assert VGroup().submobjects == VGroup().updaters == []
    assert VGroup().fill_rgbas.tolist() == [[1, 1, 1, 0]]


@pytest.mark.usefixtures("fast")
def test_a_group_begins_with_the_defaults_of_its_bases() -> None:
    try:
        VMobject.set_default(stroke_width=9)
        wide = VGroup().stroke_width
    finally:
        VMobject.set_default()

    assert (wide, VGroup().stroke_width) == (9, 4)


STYLES = [
    {"color": RED, "opacity": 0.4},
    {"color": RED},
    {"opacity": 1},
    {"color": "#aBc", "opacity": np.float64(0.25)},
    {"color": [RED, BLUE]},
    {"color": [RED, BLUE, GREEN], "opacity": [0.1, 0.9]},
    {},
]


@pytest.mark.parametrize("before", STYLES)
@pytest.mark.parametrize("after", STYLES)
@pytest.mark.parametrize("sheen", [0, 0.3])
def test_colours_are_manims(before: Any, after: Any, sheen: float, request: Any) -> None:
    def painted() -> Any:
        square = Square(sheen_factor=sheen).set_fill(**before).set_stroke(**before)
        blank = VMobject()
        del blank.fill_rgbas
        return state([square.set_fill(**after).set_stroke(**after), blank.set_fill(**after)])

    meant = painted()
    request.getfixturevalue("fast")

    assert painted() == meant


@pytest.mark.usefixtures("fast")
def test_colours_made_of_arrays_are_the_callers_no_more() -> None:
    given = np.array([0.1, 0.2, 0.3])
    colour = ManimColor(given, 0.5)
    given[:] = 9

    assert colour.to_rgba().tolist() == [0.1, 0.2, 0.3, 0.5]
    assert ManimColor("#12345678").to_rgba().tolist() == [v / 255 for v in (18, 52, 86, 120)]
    with pytest.raises(ValueError, match=r"[Cc]olor"):
        ManimColor("no colour at all")
