"""A rehearsal runs a scene's code to its end, draws nothing, and tells what happened."""

from tests.render.rehearsal import result_of
from tests.render.workshop import a_callers_scene

LONG = """
circle = Circle()
circle.add_updater(lambda each, dt: each.shift(RIGHT * dt * 0.01))
self.add(circle)
for step in range(60):
    self.play(FadeIn(Dot()), run_time=2)
    self.wait(5)
""".strip()


def test_a_rehearsal_leaves_no_clip_and_no_complaint_about_a_good_scene() -> None:
    result = result_of(a_callers_scene("self.play(Create(Circle()))\nself.wait()"), rehearse=True)

    assert result == result_of(a_callers_scene("self.wait()"), rehearse=True)
    assert not result.problems
    assert result.failure is None
    assert "a clip" not in result.warnings


def test_the_same_scene_filmed_leaves_one() -> None:
    assert "a clip" in result_of(a_callers_scene("self.wait()")).warnings


def test_a_rehearsal_of_a_crash_tells_the_line_the_message_and_what_to_do() -> None:
    source = a_callers_scene("self.wait()\nself.play(ShowCreation(Circle()))")
    result = result_of(source, rehearse=True)
    (problem,) = result.problems

    assert problem.kind == "crash"
    assert problem.line == 6
    assert problem.message == "NameError: name 'ShowCreation' is not defined"
    assert "use Create" in problem.hint
    assert result.failure is not None
    assert problem.message in result.failure


def test_a_crash_of_a_segment_is_told_alike() -> None:
    source = a_callers_scene("self.wait()\nself.play(Foo())")
    result = result_of(source, frames=30)

    assert [(each.kind, each.line) for each in result.problems] == [("crash", 6)]
    assert result.failure == "NameError: name 'Foo' is not defined (line 6)"


def test_minutes_of_updaters_are_rehearsed_to_the_end() -> None:
    source = a_callers_scene(f"{LONG}\nself.play(circle.get_x() > 4 and 1 / 0)")
    (problem,) = result_of(source, rehearse=True).problems

    assert problem.message == "ZeroDivisionError: division by zero"


def test_a_rehearsed_scene_without_an_end_is_stopped() -> None:
    result = result_of(a_callers_scene("while True:\n    self.wait(10)"), rehearse=True)

    assert [each.kind for each in result.problems] == ["outlasts"]


def test_code_that_is_no_python_and_a_scene_that_shows_nothing_are_told_as_such() -> None:
    kinds = [
        result_of(source, rehearse=True).problems[0].kind
        for source in ("class Shown(:\n", a_callers_scene("pass"), a_callers_scene("self.play()"))
    ]

    assert kinds == ["not_python", "empty", "empty"]
