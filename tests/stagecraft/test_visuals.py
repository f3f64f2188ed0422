"""What the components do on their beats."""

from itertools import pairwise

import numpy as np
import pytest

from stagecraft.arrays import Array
from stagecraft.code_listing import CodeListing
from stagecraft.comparison import Comparison
from stagecraft.curves import value_of
from stagecraft.diagram import Diagram
from stagecraft.equation import Derive, Equation
from stagecraft.highlighting import highlighted, shortened
from stagecraft.mathematics import Formula, UnreadableFormula
from stagecraft.plot import Plot
from stagecraft.segment import Segment
from stagecraft.steps import Steps
from stagecraft.themes import THEMES
from tests.stagecraft.filming import film


def stage(build, *beats):
    """Film a component and the beats that the given functions make of it."""

    class Play(Segment):
        def construct(self):
            self.heading("Heading")
            self.component = self.show(build())
            for beat in beats:
                self.play(beat(self.component))

    scene, _ = film(Play, None, 4)
    return scene.component


def fill(mobject):
    return mobject.get_fill_color().to_hex()


@pytest.mark.parametrize(
    "latex", [r"\frac{1", "x^", "", "   ", r"\begin{matrix}", r"\nosuchcommand{x}"]
)
def test_latex_that_cannot_be_set_says_which_and_why(latex):
    with pytest.raises(UnreadableFormula, match="cannot set the LaTeX"):
        Equation(latex)


@pytest.mark.parametrize(
    "latex",
    [r"O(n \log n)", r"\sqrt{x^2+1}", r"\sum_{i=0}^n i", r"\begin{bmatrix}1&2\\3&4\end{bmatrix}",
     r"\mathbb{R}^n \to \{0, 1\}", r"\text{softmax}(x)_i = \frac{e^{x_i}}{\sum_j e^{x_j}}", r"50\%"],
)  # fmt: skip
def test_ordinary_latex_is_set_without_tex(latex):
    assert Formula(latex, 60, "#FFFFFF").width > 0.1


def test_equals_signs_of_an_equation_stand_below_each_other():
    lines = stage(lambda: Equation("f(x) = x"), lambda e: e.then("f(x) = x + x + x + x"))
    first, second = (line.formula for line in lines.lines)

    assert first.get_left()[0] == pytest.approx(second.get_left()[0], abs=0.02)


def test_a_line_comes_out_of_the_one_before():
    lines = Equation("f(x) = x")
    lines.then("f(x) = x + 7")
    first, second = (line.formula for line in lines.lines)
    standing = second.points.copy()
    derived = Derive(second, first)
    derived.begin()

    derived.at(0)
    start = second.points.copy()
    shared = len(first.points)
    assert start[:shared] == pytest.approx(first.points), "what both have lies on the line before"
    assert np.ptp(start[-8:], axis=0).max() < 0.01, "what is new has no size yet"
    derived.at(1)
    assert second.points == pytest.approx(standing)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = b", r"\frac{1}{2}"),
        (r"2T(n) + n", r"2^{k}T(n) + kn"),
        (r"\begin{bmatrix}1&2\\3&4\end{bmatrix}", r"x \approx 1"),
    ],
)
def test_any_line_may_follow_any_other_and_stands_as_it_was_set(before, after):
    lines = stage(lambda: Equation(before), lambda e: e.then(after))
    (*_, last) = lines.lines

    assert last.formula.points == pytest.approx(last.target.points)
    assert np.isfinite(last.formula.points).all()


def test_highlighting_some_cells_makes_the_earlier_ones_plain_again():
    cells = stage(lambda: Array("abc"), lambda a: a.highlight(0), lambda a: a.highlight(2))
    theme = THEMES["chalkboard"]

    assert [fill(box) for box in cells.boxes] == [theme.panel, theme.panel, theme.accent]


def test_a_swap_exchanges_the_texts_and_leaves_the_boxes():
    cells = stage(lambda: Array("abc"), lambda a: a.swap(0, 2))

    assert cells.texts == ["c", "b", "a"]
    assert cells.words[0].get_x() < cells.words[1].get_x() < cells.words[2].get_x()


def test_all_steps_of_an_array_may_land_on_one_cue():
    class Everything(Segment):
        def construct(self):
            self.cells = self.show(Array("abcd"))
            self.play(
                self.cells.point(i=0), self.cells.highlight(1), self.cells.dim(0),
                self.cells.swap(0, 1), self.cells.write(3, "x"), self.cells.note("n"),
            )  # fmt: skip
            self.play(self.cells.highlight(3), self.cells.write(3, "y"), self.cells.dim(1))

    scene, _ = film(Everything, None, 4)
    cells, theme = scene.cells, THEMES["chalkboard"]

    assert cells.texts == ["b", "a", "c", "y"]
    assert fill(cells.words[3]) == theme.on_accent
    assert cells.words[3].get_fill_opacity() == 1
    assert fill(cells.words[1]) == theme.muted


def test_a_cell_that_is_not_there_is_an_error():
    with pytest.raises(IndexError, match="cell 3 of an array of 3"):
        Array("abc").highlight(3)


def test_manim_still_finds_three_dimensions_in_an_array():
    assert Array("ab").dim + 0 == 3
    assert Array("ab").copy().get_center().shape == (3,)


def test_focus_scrolls_until_the_lines_are_in_the_panel():
    code = "\n".join(f"line {i}" for i in range(1, 61))
    listing = stage(lambda: CodeListing(code), lambda c: c.focus(40, 44))

    assert listing.room < 60
    assert listing.top <= 39
    assert listing.top + listing.room >= 44


def test_long_lines_of_code_are_cut_with_an_ellipsis():
    (row,) = highlighted("x = '" + "y" * 200 + "'", "python", THEMES["light"])
    cut = shortened(row, 40, "#000000")

    assert cut[-1].text == "\N{HORIZONTAL ELLIPSIS}"
    assert cut[-1].column < 40


def test_an_unknown_language_is_shown_as_plain_text():
    rows = highlighted("a b\nc", "klingon", THEMES["light"])

    assert [[piece.text for piece in row] for row in rows] == [["a b"], ["c"]]


def test_revealing_nodes_brings_only_the_arrows_between_those_shown():
    nodes = [(n, n, "") for n in "abc"]
    edges = [("a", "b", ""), ("b", "c", "")]
    picture = stage(lambda: Diagram(nodes, edges), lambda d: d.reveal("a", "b"))

    assert [edge.ends for edge in picture.drawn] == [("a", "b")]


@pytest.mark.parametrize("layout", ["row", "column", "tree", "cycle"])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 8])
def test_arrows_stop_at_the_borders_and_pass_no_other_box(layout, count):
    names = [f"n{i}" for i in range(count)]
    edges = [(a, b, "to") for a, b in pairwise(names)]
    picture = Diagram([(n, n, "") for n in names], edges, layout)

    for edge in picture.edges:
        for name, place in picture.places.items():
            inside = [
                place.left < x < place.right and place.bottom < y < place.top
                for x, y, _ in edge.line.points
            ]
            assert not any(inside), (edge.ends, name)


@pytest.mark.parametrize("layout", ["row", "column"])
def test_an_arrow_goes_round_the_boxes_between(layout):
    nodes = [(n, n, "") for n in "abcd"]
    picture = Diagram(nodes, [("a", "c", "skips"), ("d", "a", "back to the start")], layout)

    for edge in picture.edges:
        for x, y, _ in edge.line.points:
            assert not any(
                p.left < x < p.right and p.bottom < y < p.top for p in picture.places.values()
            )


def test_boxes_of_a_diagram_never_overlap():
    for layout in ("row", "column", "tree", "cycle"):
        for count in range(1, 11):
            names = [str(i) for i in range(count)]
            edges = [(names[i // 2], names[i], "") for i in range(1, count)]
            places = list(Diagram([(n, n, n) for n in names], edges, layout).places.values())
            for i, place in enumerate(places):
                assert not any(place.meets(other) for other in places[:i]), (layout, count)


def test_a_layout_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="spiral"):
        Diagram([("a", "a", "")], (), "spiral")


def test_functions_may_be_undefined_somewhere():
    assert np.isnan(value_of(lambda x: 1 / x, 0))
    assert np.isnan(value_of(lambda x: x**0.5, -1))
    assert np.isnan(value_of(lambda x: 10**x, 1e9))


def test_a_curve_never_leaves_the_axes():
    plot = stage(
        lambda: Plot("x", "y", (-2, 2), (-1, 1)), lambda p: p.draw(lambda x: 5 * x**3, "f")
    )
    points, place = plot.curves[0].stroke.points, plot.frame.place

    assert points[:, 1].max() <= place.top + 1e-6
    assert points[:, 1].min() >= place.bottom - 1e-6


def test_the_marker_slides_to_its_new_place_on_the_curve():
    plot = stage(
        lambda: Plot("x", "y", (0, 4), (0, 16)),
        lambda p: p.draw(lambda x: x * x, "f"),
        lambda p: p.mark(0, 1),
        lambda p: p.mark(0, 3, tangent=True),
    )

    assert plot.marker.dot.get_center()[:2] == pytest.approx(plot.frame.point(3, 9)[:2])
    assert plot.marker.tangent in plot.submobjects


def test_advancing_past_the_last_step_changes_nothing():
    steps = stage(lambda: Steps([("one", "")]), *[lambda s: s.advance()] * 3)

    assert steps.shown == 1


def test_a_pair_that_is_not_there_is_an_error():
    with pytest.raises(IndexError, match="pair 1 of 1"):
        Comparison(("a", ["x"]), ("b", [])).reveal_pair(1)
