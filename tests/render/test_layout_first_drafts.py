"""What a language model's first drafts do with labels, and what is told of it."""

import pytest

from render.order import FilmResult
from tests.render.rehearsal import result_of
from tests.render.workshop import a_callers_scene

CROSSING = "self.add(Line([-3, -1.5, 0], [3, 1.5, 0]), Line([-3, 1.5, 0], [3, -1.5, 0]))"


def told(body: str) -> FilmResult:
    return result_of(a_callers_scene(body), checks="strict", rehearse=True)


def hint(body: str) -> str:
    return told(body).problems[0].hint


def test_lines_through_no_more_than_the_ends_of_a_label_are_told_of() -> None:
    label = "self.add(Text('Equilibrium', font_size=28).move_to(UP * 0.64))"
    (problem,) = told(f"{CROSSING}\n{label}\nself.wait()").problems

    assert problem.kind == "label_on_curve"


def test_lines_that_pass_beside_a_label_are_not() -> None:
    label = "self.add(Text('Equilibrium', font_size=28).move_to(UP * 0.95))"

    assert not told(f"{CROSSING}\n{label}\nself.wait()").problems


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ("Line([0.5, -3, 0], [0.5, 3, 0])", "left by"),
        ("Line([-0.5, -3, 0], [-0.5, 3, 0])", "right by"),
        ("Line([-5, -0.1, 0], [5, -0.1, 0])", "up by"),
        ("Line([-5, 0.1, 0], [5, 0.1, 0])", "down by"),
    ],
)
def test_a_label_is_sent_the_shortest_way_off_its_line(line: str, way: str) -> None:
    assert way in hint(f"self.add({line}, Text('midway'))\nself.wait()")


def test_what_is_crossed_out_is_not_a_label_on_a_line() -> None:
    crossed = "box = VGroup(Rectangle(width=3, height=1.5), Text('Server'))\nself.add(box)"

    assert not told(f"{crossed}\nself.play(Create(Cross(box)))").problems


def test_a_label_by_a_circle_does_not_stick_out_of_it() -> None:
    beside = "c = Circle(2)\nt = Text('tip', font_size=28).move_to([1.9, 1.7, 0])\nself.add(c, t)"

    assert not told(f"{beside}\nself.wait()").problems


def test_what_lies_over_a_text_may_take_its_contrast() -> None:
    over = (
        "t = Text('both', color='#2563EB')\nback = Square(4, fill_color='#C4DEDE', fill_opacity=1)\n"
        "veil = Square(3.5, fill_color='#2563EB', fill_opacity=0.5, stroke_width=0)\n"
        "self.add(back, t)\nself.wait(0.2)\nself.play(FadeIn(veil))"
    )
    (problem,) = told(over).problems

    assert problem.kind == "low_contrast"


def test_a_curtain_over_the_whole_scene_dims_it_on_purpose() -> None:
    curtain = "Rectangle(width=15, height=9, fill_color=BLACK, fill_opacity=0.7, stroke_width=0)"

    assert not told(
        f"self.add(Text('before'))\nself.wait(0.2)\nself.play(FadeIn({curtain}))"
    ).problems


def test_a_label_is_not_sent_onto_another_line() -> None:
    lines = "self.add(Line([0.5, -3, 0], [0.5, 3, 0]), Line([-0.9, -3, 0], [-0.9, 3, 0]))"

    assert "right by" in hint(f"{lines}\nself.add(Text('midway'))\nself.wait()")


def test_what_a_hint_advises_to_put_behind_a_label_mends_it_on_a_light_board() -> None:
    source = (
        "from stagecraft import *\n\n\nclass Shown(Segment):\n    theme = 'light'\n\n"
        "    def construct(self):\n        self.add(Line(LEFT * 4, RIGHT * 4))\n"
        "        label = Text('share')\n        self.add(BackgroundRectangle(label), label)\n"
        "        self.wait()\n"
    )

    assert not result_of(source, checks="strict", rehearse=True).problems


def test_who_asks_a_component_for_what_it_lacks_is_told_what_it_has() -> None:
    source = (
        "from stagecraft import *\n\n\nclass Shown(Segment):\n    def construct(self):\n"
        "        graph = self.show(Diagram([('a', 'A', '')]))\n"
        "        self.play(graph.highlight('a'))\n"
    )
    (problem,) = result_of(source, checks="strict", rehearse=True).problems

    assert problem.hint.startswith("What Diagram has of its own:")
    assert "reveal" in problem.hint
