"""What is measured while a scene is filmed, and what becomes of the film."""

import pytest

from render.layout.watch import Watch
from render.order import FilmResult
from tests.render.rehearsal import result_of
from tests.render.workshop import a_callers_scene

OUTSIDE = "self.add(Text('Load balancer').shift(RIGHT * 5.6))\nself.wait(0.4)"
BOTH = f"{OUTSIDE}\nself.clear()\nself.play(Write(Text('one')), Write(Text('other')))"


def told(body: str, **order: str) -> FilmResult:
    return result_of(a_callers_scene(body), **{"checks": "strict", **order})


def test_a_problem_says_what_where_when_and_what_to_do() -> None:
    (problem,) = told(f"self.add(Dot())\nself.wait(2)\n{OUTSIDE}").problems

    assert problem.kind == "off_frame"
    assert "'Load balancer' runs 0.9 beyond the right edge" in problem.message
    assert "left by 1.2" in problem.hint
    assert problem.line == 8
    assert problem.at == pytest.approx(2.4)


def test_with_strict_checks_all_problems_are_told_and_nothing_is_kept() -> None:
    result = told(BOTH)

    assert [each.kind for each in result.problems] == ["off_frame", "text_overlap"]
    assert "a clip" not in result.warnings
    assert result.failure is None


def test_with_lenient_checks_the_same_is_told_of_a_film_that_is_kept() -> None:
    result = told(BOTH, checks="lenient")

    assert result.problems == told(BOTH).problems
    assert "a clip" in result.warnings


def test_a_good_scene_is_filmed_with_strict_checks() -> None:
    result = told("self.play(Write(Text('good')))")

    assert not result.problems
    assert "a clip" in result.warnings


def test_without_checks_nothing_is_told() -> None:
    result = told(BOTH, checks="none")

    assert not result.problems
    assert "a clip" in result.warnings


def test_without_checks_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    def measured(self: Watch, *arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Watch, "__init__", measured)

    assert told(BOTH, checks="none").failure is None
    assert told(BOTH).failure is not None


def test_what_was_wrong_before_a_crash_is_told_with_it() -> None:
    result = told(f"{OUTSIDE}\nself.play(Foo())")

    assert [(each.kind, each.line) for each in result.problems] == [("off_frame", 6), ("crash", 7)]
    assert result.failure is not None


def test_what_leaves_and_what_comes_in_is_not_told() -> None:
    body = (
        "car = Square().shift(LEFT * 9)\nself.add(car)\nself.wait()\n"
        "self.play(car.animate.move_to(ORIGIN))\nself.play(car.animate.shift(RIGHT * 12))"
    )

    assert not told(body).problems


def test_what_was_read_may_be_dimmed_and_what_is_lit_up_behind_it_may_not() -> None:
    box = "box = Square(3, fill_color=BLUE_E, fill_opacity=1)\nt = Text('cell')\nself.add(box, t)\n"

    assert not told(f"{box}self.wait()\nself.play(t.animate.set_opacity(0.4))").problems
    assert told(f"{box}self.wait()\nself.play(box.animate.set_fill(WHITE))").problems


def test_a_panel_between_a_curve_and_its_label_is_enough() -> None:
    body = "t = Text('label')\nself.add(Line(LEFT * 5, RIGHT * 5){})\nself.add(t)\nself.wait()"

    assert told(body.format("")).problems
    assert not told(body.format(", BackgroundRectangle(t, fill_opacity=1)")).problems


def test_a_text_that_another_replaced_is_gone() -> None:
    body = "a, b = Text('one'), Text('other')\nself.add(a)\nself.play({}(a, b))\nself.wait()"

    for animation in ("ReplacementTransform", "Transform", "FadeTransform"):
        assert not told(body.format(animation)).problems


def test_a_text_goes_by_the_words_it_was_turned_into() -> None:
    body = (
        "a = Text('one')\nself.add(a)\nself.play(Transform(a, Text('other')))\n"
        "self.play(a.animate.shift(RIGHT * 6.6))"
    )
    (problem,) = told(body).problems

    assert "'other'" in problem.message


def test_many_problems_are_told_in_few() -> None:
    body = "for y in range(-3, 4):\n    self.add(Text('far out').move_to([6.9, y, 0]))\nself.wait()"
    result = told(body.replace("'far out'", "f'far out {y}'"))

    assert len(result.problems) == 6
    assert "1 more" in result.problems[-1].message


def test_what_cannot_be_measured_is_filmed_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("render.layout.watch.picture_of", lambda *_: 1 // 0)
    result = told(OUTSIDE)

    assert not result.problems
    assert "a clip" in result.warnings
