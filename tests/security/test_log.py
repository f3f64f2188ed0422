"""What a job prints is kept short, made harmless and never believed."""

import sys
from pathlib import Path

import pytest

from jail import Ending
from jail.journal import clean
from tests.security.attacks import resources
from tests.security.stage import SMALL, Stage

SCRATCH = Path("/some/where/scratch")


@pytest.mark.anybody
@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://x\x1b\\link", "link"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("\u2066left\u2069", "left"),
        ("nul\x00 bell\x07 back\x08", "nul bell back"),
        ("\x9b31mred", "31mred"),
        ("line\r\nnext\ttab", "line\nnext\ttab"),
        ("in /some/where/scratch/scene.py", "in scene.py"),
        ('File "/usr/lib/python3/site-packages/manim/scene.py"', 'File "manim/scene.py"'),
        ('File "/opt/product/render/film.py"', 'File "…"'),
        (
            "see https://docs.manim.community/en/stable",
            "see https://docs.manim.community/en/stable",
        ),
        ("and/or 1/2 of it / them", "and/or 1/2 of it / them"),
    ],
)
def test_s58_a_log_holds_text_and_nothing_else(printed: str, shown: str) -> None:
    assert clean(printed, SCRATCH) == shown


def test_s58_bytes_that_are_no_text_are_replaced(stage: Stage, scratch: Path) -> None:
    outcome = stage.jail.call(lambda: sys.stdout.buffer.write(b"a\xff\xfeb\n"), scratch=scratch)

    assert outcome.log == "a\ufffd\ufffdb\n"


def test_s48_of_a_flood_only_the_cap_is_kept(stage: Stage, scratch: Path) -> None:
    outcome = stage.inside(resources.print_without_end, scratch)

    assert outcome.ending is Ending.LOG_FLOOD
    assert 0 < len(outcome.log.encode()) <= SMALL.log_bytes


def test_s59_a_traceback_names_the_callers_line_and_no_path_of_ours(
    stage: Stage, scratch: Path
) -> None:
    (scratch / "scene.py").write_text("def draw():\n    raise ValueError('no such colour')\n")

    def draw() -> None:
        code = compile((scratch / "scene.py").read_text(), str(scratch / "scene.py"), "exec")
        names: dict[str, object] = {}
        exec(code, names)  # noqa: S102
        names["draw"]()

    outcome = stage.jail.call(draw, scratch=scratch)

    assert outcome.ending is Ending.USER_ERROR
    assert 'File "scene.py", line 2, in draw' in outcome.log
    assert "ValueError: no such colour" in outcome.log
    assert str(scratch.parent) not in outcome.log
    assert str(Path(__file__).parents[2]) not in outcome.log


def test_what_the_launcher_had_not_printed_yet_is_not_in_the_jobs_log(
    stage: Stage, scratch: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    print("the launcher's own", end="")
    outcome = stage.jail.call(lambda: print("the job's"), scratch=scratch)

    assert outcome.log == "the job's\n"
