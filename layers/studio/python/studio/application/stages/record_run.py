"""Last: what the run took, and what it went without though it was asked for."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from studio.application.artifacts import output_key, stored_script
from studio.application.happenings import Stamp
from studio.domain.brief import JobId
from studio.domain.run_stats import RUN_STATS, run_stats
from studio.domain.stages import Stages, stages_of
from studio.domain.timeline import Happening, JobEvent
from studio.domain.usage import warned
from studio.ports import ArtifactStore, Clock, JobRepository, Timeline

_FACTS_SETTLED: Final = frozenset({Happening.FACTS_CHECKED, Happening.NARRATION_REUSED})


def went_without(stages: Stages, events: Sequence[JobEvent]) -> Iterator[str]:
    """Pure. A sentence for each stage that was to be, and that never said how it ended."""
    happened = {event.happening for event in events}
    checked = _since_the_last_draft(events) & _FACTS_SETTLED
    wanted = (
        (stages.researches, Happening.RESEARCHED in happened, "The topic could not be researched."),
        (stages.modelled, checked, "The script's facts could not be checked."),
        (stages.reviews, Happening.REVIEWED in happened, "Nobody could look at the video."),
        (
            stages.quizzes,
            Happening.QUIZ_WRITTEN in happened,
            "There is no quiz: it could not be written.",
        ),
    )
    for asked_for, done, sentence in wanted:
        if asked_for and not done:
            yield sentence


def _since_the_last_draft(events: Sequence[JobEvent]) -> set[Happening]:
    """A check of an older draft says nothing of the one that was filmed."""
    happened = (event.happening for event in reversed(events))
    return set(takewhile(lambda each: each is not Happening.SCRIPT_WRITTEN, happened))


@dataclass(frozen=True, slots=True)
class RecordRun:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    clock: Clock
    stamp: Stamp
    modelled: bool

    def __call__(self, job_id: JobId) -> tuple[str, ...]:
        """Store `run_stats.json`; returns all warnings of the run."""
        job = self.jobs.get(job_id)
        events = self.timeline.events(job_id)
        for warning in went_without(stages_of(job, modelled=self.modelled), events):
            self.timeline.record(job_id, self.stamp(Happening.WARNED, message=warning))
        events = self.timeline.events(job_id)
        script = stored_script(self.artifacts, job_id)
        stats = run_stats(job, events, script, at=self.clock.now())
        body = json.dumps(stats, indent=2, ensure_ascii=False).encode()
        self.artifacts.put(output_key(job_id, RUN_STATS), body, content_type="application/json")
        return warned(events)
