"""How long a job should take, by the runs before it, and how much of that is left."""

from collections.abc import Sequence
from statistics import median
from typing import Final

from studio.domain.brief import Brief
from studio.domain.job import Course, Job, JobStatus

KEPT: Final = 20
"""Past runs of one kind that count; older ones say little about today's."""

_DEFAULT_SECONDS: Final[dict[Course, int]] = {"topic": 240, "scene": 60, "rerender": 180}
"""Before there was a run of a kind: a task's start, and a minute or three of film."""


def kind_of_run(brief: Brief, course: Course) -> str:
    """Runs of one kind take about as long: as topic/medium/high."""
    effort = brief.effort if brief.kind == "topic" else "-"
    return f"{course}/{effort}/{brief.quality}"


def expected_seconds(past: Sequence[float], course: Course) -> int:
    """From acceptance to the end; the median, which one stuck run does not move."""
    return round(median(past)) if past else _DEFAULT_SECONDS[course]


def run_seconds(job: Job) -> float | None:
    """How long a job took from acceptance; None unless it succeeded."""
    if job.status is not JobStatus.SUCCEEDED or job.finished_at is None:
        return None
    return (job.finished_at - job.created_at).total_seconds()


def remaining_seconds(expected: float, percent: int, elapsed: float) -> int:
    """What is left of a job that is not over.

    At first what was expected says it all; by the time that it should be over, its own pace does.
    Falls as `percent` rises, and second by second in a job that keeps to its schedule; a job that
    stands still is told to take longer.
    """
    elapsed = max(elapsed, 0)
    share = min(elapsed / expected, 1) if expected > 0 else 1
    by_plan = max(expected - elapsed, 0)
    by_pace = max(expected, elapsed) * (100 - percent) / 100
    return round((1 - share) * by_plan + share * by_pace)
