"""Whatever they are handed, components stay readable, apart and inside the frame."""

from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stagecraft.code_listing import CodeListing
from stagecraft.examples import EXAMPLES
from stagecraft.lettering import FLOOR, Words, fit, width_of, wrap
from stagecraft.segment import Segment
from stagecraft.shaping import printable
from stagecraft.stage import PX
from stagecraft.themes import THEMES
from tests.stagecraft.contents import CONTENTS
from tests.stagecraft.filming import film

EDGE = 0.3
TOUCH = 1 * PX


def overlap(a, b):
    across = min(a[1], b[1]) - max(a[0], b[0])
    along = min(a[3], b[3]) - max(a[2], b[2])
    return across > TOUCH and along > TOUCH


def assert_readable(look, frame=(128 / 9, 8.0)):
    edge_x, edge_y = frame[0] / 2 - EDGE, frame[1] / 2 - EDGE
    outside = [
        place for place in look.boxes
        if min(place[:2]) < -edge_x or max(place[:2]) > edge_x or max(map(abs, place[2:])) > edge_y
    ]  # fmt: skip
    clashes = [(a[0], b[0]) for a, b in combinations(look.texts, 2) if overlap(a[1], b[1])]

    assert not outside
    assert not clashes
    assert all(size >= FLOOR for *_, size in look.texts)


@pytest.mark.parametrize("name", CONTENTS)
def test_nasty_contents_stay_inside_apart_and_readable_on_every_beat(name):
    _, renderer = film(CONTENTS[name], fps=4)

    for look in renderer.looks:
        assert_readable(look)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_component_is_readable_in_every_theme(name, theme):
    _, renderer = film(EXAMPLES[name], fps=4, theme=theme)

    for look in renderer.looks:
        assert_readable(look)


@pytest.mark.parametrize("frame", [(8.0, 128 / 9), (8.0, 8.0)])
@pytest.mark.parametrize("name", EXAMPLES)
def test_components_reflow_in_upright_and_square_pictures(name, frame):
    _, renderer = film(EXAMPLES[name], fps=4, frame=frame)

    for look in renderer.looks:
        assert_readable(look, frame)


@pytest.mark.parametrize("name", EXAMPLES)
def test_something_is_on_the_stage_after_beat_nought(name):
    _, renderer = film(EXAMPLES[name], fps=4)

    headings = 0 if name == "title-card" else 2
    assert len(renderer.looks[0].boxes) > headings


@pytest.mark.parametrize(
    "name",
    [
        n
        for n in CONTENTS
        if "Diagram" in n or "Row" in n or "Tree" in n or "Cycle" in n or "Column" in n
    ],
)
def test_no_text_of_a_diagram_straddles_a_border(name):
    scene, renderer = film(CONTENTS[name], fps=4)
    (picture,) = [m for m in scene.mobjects if hasattr(m, "nodes")]
    places = picture.places.values()

    for _, (left, right, bottom, top), _ in renderer.looks[-1].texts:
        for place in places:
            apart = (
                right < place.left or left > place.right or top < place.bottom or bottom > place.top
            )
            inside = (
                place.left < left
                and right < place.right
                and place.bottom < bottom
                and top < place.top
            )
            assert apart or inside


HAIR = PX / 10
"""Rounding is not overrunning: a tenth of a pixel of a 720-line picture."""


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.floats(0.4, 12), st.floats(0.3, 3))
@example("0000000", 0.5, 0.8130913238786708)
def test_fitted_text_keeps_to_its_box_or_to_the_floor(text, width, height):
    words = fit(text, width, height)

    assert words.size >= FLOOR
    assert words.ink_height <= max(height, FLOOR * PX) + HAIR
    assert len(words.lines) == 1 or words.ink_width <= width + 0.6 * FLOOR * PX


def test_quotes_line_breaks_and_markup_are_shown_as_they_are():
    text = '<b>"it\'s" &amp; {x}</b>\n\\n %s'

    assert wrap(text, 20, 30) == ['<b>"it\'s" &amp; {x}</b>', "\\n %s"]
    assert Words("<b>x</b>", 30).ink_width > Words("x", 30).ink_width * 4


def test_a_literal_as_far_in_as_its_scene_is_listed_from_the_first_column():
    class Play(Segment):
        def construct(self):
            self.listing = self.show(
                CodeListing("""
                def twice(x):
                    return 2 * x
                """)
            )

    scene, _ = film(Play, None, 4)

    assert scene.listing.numbers == ["1", "2"]
    assert scene.listing.rows[0][0].column == 0


def test_control_characters_and_lone_surrogates_do_no_harm():
    assert printable("a\x00b\ud800c\td") == "ab?c    d"
    assert not Words("\x00\x07", 30).has_points()


def test_a_word_wider_than_its_box_is_broken_not_overrun():
    lines = wrap("x" * 80, 2.0, 30)

    assert len(lines) > 3
    assert "".join(lines) == "x" * 80
    assert all(width_of(line, 30) <= 2.0 for line in lines)


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_from_what_is_behind_it(theme):
    colors = THEMES[theme]

    assert contrast(colors.primary, colors.background) > 7
    assert contrast(colors.primary, colors.panel) > 7
    assert contrast(colors.muted, colors.background) > 4.4
    assert contrast(colors.on_accent, colors.accent) > 4.4
    assert contrast(colors.accent, colors.background) > 4.4
    assert contrast(colors.secondary, colors.background) > 3


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color):
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_star_import_brings_manim_the_visuals_and_arithmetic():
    names = {}
    exec("from stagecraft import *", names)  # noqa: S102

    assert {"Circle", "Create", "RIGHT", "Segment", "Diagram", "Plot", "log2", "sqrt", "np"} <= set(
        names
    )
    assert names["Segment"] is Segment
