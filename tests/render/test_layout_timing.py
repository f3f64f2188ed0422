"""Whether a segment keeps to its narration is told with how it looks."""

import json
from typing import Any

from render.order import FilmResult
from tests.render.rehearsal import result_of
from tests.render.workshop import a_callers_scene

FPS = 15
BEFORE = "from stagecraft import *"


def narrated(
    body: str, seconds: float = 4, cues: tuple[float, ...] = (), **order: Any
) -> FilmResult:
    """A segment whose narration takes so long; filmed leniently, if nothing else is asked for."""
    return result_of(
        a_callers_scene(body, "Segment", BEFORE),
        segments=json.dumps([{"actual_duration_sec": seconds, "cues": cues}]),
        **{"frames": round(seconds * FPS), "checks": "lenient", **order},
    )


def kinds(result: FilmResult) -> list[str]:
    return [problem.kind for problem in result.problems]


PLAYS = "for step in range({}):\n    self.play(FadeIn(Dot().shift(RIGHT * step)))"


def test_a_scene_that_ends_with_its_narration_is_fine() -> None:
    result = narrated(PLAYS.format(4))

    assert not result.problems
    assert "a clip" in result.warnings


def test_a_last_play_that_is_cut_a_little_is_fine() -> None:
    assert kinds(narrated(PLAYS.format(5))) == []


def test_plays_after_the_narration_are_told_with_what_was_cut() -> None:
    (problem,) = narrated(PLAYS.format(7)).problems

    assert problem.kind == "outlasts"
    assert "3.0 s" in problem.message
    assert "3.0 s" in problem.hint


def test_what_a_cue_cuts_short_does_not_outlast() -> None:
    body = "self.play(FadeIn(Dot()), run_time=5)\nself.cue(1)\nself.play(FadeIn(Square()))"

    assert kinds(narrated(body, 6, (2.0,))) == []


def test_a_loop_without_an_end_is_stopped_and_told() -> None:
    for body in (
        "while True:\n    self.play(FadeIn(Dot()))",
        "self.add(Dot())\nwhile True:\n    self.wait()",
        "self.add(Dot())\nwhile True:\n    self.cue(1)",
    ):
        result = narrated(body, cues=(1.0,))

        assert "outlasts" in kinds(result)
        assert "a clip" in result.warnings


def test_a_loop_without_an_end_is_stopped_when_nobody_checks_too() -> None:
    result = narrated("while True:\n    self.play(FadeIn(Dot()))", checks="none")

    assert not result.problems
    assert "a clip" in result.warnings


def test_a_plain_scene_outlasts_its_frames_too() -> None:
    source = a_callers_scene(PLAYS.format(8))
    (problem,) = result_of(source, frames=3 * FPS, checks="lenient").problems
    endless = a_callers_scene("while True:\n    self.play(FadeIn(Dot()))")

    assert problem.kind == "outlasts"
    assert "5.0 s" in problem.message
    assert kinds(result_of(endless, frames=FPS, checks="strict")) == ["outlasts"]


def test_cues_that_nothing_waits_for_are_told() -> None:
    (problem,) = narrated(PLAYS.format(3), cues=(1.0, 2.0)).problems

    assert problem.kind == "unused_cue"
    assert "2 cues" in problem.message
    assert "self.cue(1) to self.cue(2)" in problem.hint


def test_a_cue_that_is_used_is_enough_and_one_that_is_not_there_is_told() -> None:
    assert kinds(narrated("self.add(Dot())\nself.cue(1)", cues=(1.0, 2.0))) == []
    (problem,) = narrated("self.add(Dot())\nself.cue(1)\nself.cue(3)", cues=(1.0, 2.0)).problems

    assert problem.kind == "unused_cue"
    assert "cue 3" in problem.message


def test_a_scene_that_only_waits_shows_nothing() -> None:
    assert kinds(narrated("self.wait(2)")) == ["empty"]
