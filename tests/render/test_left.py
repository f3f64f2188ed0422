"""What a scene's process leaves becomes a clip, or a problem that says what to change."""

from pathlib import Path

import pytest

from jail import Ending as How
from render.clip import Clip, Frame
from render.crew import Ending
from render.filming import wall_limit
from render.order import CLIP, RESULT, FilmResult
from render.takes import left_by
from studio.domain.problem import Problem
from studio.domain.render import Format
from tests.builders import a_segment_plan

OFF = Problem(kind="off_frame", message="It leaves the frame.", line=9)
ORDINARY, LARGE = Format(width=1280, height=720, fps=30), Format(width=2560, height=1440, fps=30)


def ended(folder: Path, trouble: str | None = None, how: str = How.OK) -> Ending:
    return Ending(folder=folder, kept=folder, seconds=1.0, trouble=trouble, how=how)


def leave(folder: Path, result: FilmResult, frames: int = 0) -> Ending:
    (folder / RESULT).write_text(result.model_dump_json())
    if frames:
        pictures = tuple(Frame(b"picture", key=n == 0) for n in range(frames))
        Clip(b"headers", pictures).write(folder / CLIP)
    return ended(folder)


@pytest.mark.parametrize(
    ("how", "kind", "said"),
    [
        (How.WALL_TIMEOUT, "timeout", "longer than 34 seconds"),
        (How.CPU_LIMIT, "timeout", "processor time"),
        (How.MEMORY, "crash", "more memory"),
        (How.SANDBOX_VIOLATION, "crash", "sandbox_violation"),
    ],
)
def test_a_scene_that_was_stopped_is_told_why(
    tmp_path: Path, how: str, kind: str, said: str
) -> None:
    left = left_by(ended(tmp_path, "stopped", how), 3, 34.0)

    (problem,) = left.problems
    assert (left.clip, problem.kind) == (None, kind)
    assert said in problem.message
    assert bool(problem.hint) == (how is not How.SANDBOX_VIOLATION)


def test_a_clip_of_the_right_length_is_used_whatever_is_wrong_with_it(tmp_path: Path) -> None:
    left = left_by(leave(tmp_path, FilmResult(problems=(OFF,)), frames=3), 3, 34.0)

    assert (left.clip, left.problems) == (tmp_path / CLIP, (OFF,))


def test_one_of_another_length_is_not(tmp_path: Path) -> None:
    left = left_by(leave(tmp_path, FilmResult(), frames=2), 3, 34.0)

    assert left.clip is None
    assert [problem.kind for problem in left.problems] == ["crash"]


def test_problems_without_a_clip_are_passed_on(tmp_path: Path) -> None:
    left = left_by(leave(tmp_path, FilmResult(problems=(OFF,))), 3, 34.0)

    assert (left.clip, left.problems, left.trouble) == (None, (OFF,), str(OFF))


def test_a_failure_alone_becomes_a_problem_of_its_line(tmp_path: Path) -> None:
    left = left_by(leave(tmp_path, FilmResult(failure="NameError: x (line 12)")), 3, 34.0)

    assert left.problems == (Problem(kind="crash", message="NameError: x", line=12),)


def test_what_is_not_a_result_is_a_problem_too(tmp_path: Path) -> None:
    (tmp_path / RESULT).write_text("{}}")

    assert left_by(ended(tmp_path), 3, 34.0).problems


def test_who_will_be_repaired_gets_less_time() -> None:
    minute = a_segment_plan(frames=60 * 30)

    assert wall_limit(minute, ORDINARY) == 240
    assert wall_limit(minute.model_copy(update={"checks": "lenient"}), ORDINARY) == 240
    strict = minute.model_copy(update={"checks": "strict"})
    assert (wall_limit(strict, ORDINARY), wall_limit(strict, LARGE)) == (150, 600)


@pytest.mark.parametrize("line", ["0", "9" * 5_000])
def test_a_scene_may_say_that_it_failed_on_no_line_that_there_is(tmp_path: Path, line: str) -> None:
    left = left_by(leave(tmp_path, FilmResult(failure=f"NameError: x (line {line})")), 3, 34.0)

    assert [problem.line for problem in left.problems] == [None]


def test_a_scene_may_say_as_much_as_it_likes_of_itself(tmp_path: Path) -> None:
    left = left_by(leave(tmp_path, FilmResult(failure="x" * 900_000)), 3, 34.0)

    assert len(left.trouble) <= 600
    assert all(len(problem.message) <= 4_000 for problem in left.problems)
