"""Which stages a job goes through, known when it starts."""

from typing import NamedTuple

from studio.domain.brief import TopicBrief
from studio.domain.job import Job


class Stages(NamedTuple):
    """The state machine chooses its way by these."""

    fetches: bool = False
    """Pages that the caller points at."""
    reads: bool = False
    """Files that only the jail may open."""
    modelled: bool = False
    """A language model writes, so that what it writes is checked and repaired."""
    researches: bool = False
    reviews: bool = False
    quizzes: bool = False


def stages_of(job: Job, *, modelled: bool) -> Stages:
    """`modelled`: whether a language model writes here."""
    brief = job.brief
    if not isinstance(brief, TopicBrief):
        return Stages()
    return Stages(
        fetches=job.points_at_pages and not job.rerender,
        reads=bool(job.to_read) and not job.rerender,
        modelled=modelled,
        researches=modelled and brief.effort == "high" and not job.rerender,
        reviews=modelled and brief.qa_density != "zero",
        quizzes=brief.quiz and not job.rerender,
    )
