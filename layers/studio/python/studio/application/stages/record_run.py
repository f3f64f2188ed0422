"""Last: what the run took, and what it went without though it was asked for."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from studio.application.artifacts import output_key, stored_script
from studio.application.happenings import Stamp
from studio.domain.brief import JobId
from studio.domain.run_stats import RUN_STATS, run_stats
from studio.domain.stages import Stages, stages_of
from studio.domain.timeline import Happening, JobEvent
from studio.domain.usage import warned
from studio.ports import ArtifactStore, Clock, JobRepository, Timeline

_NARRATED: Final = frozenset({Happening.FACTS_CHECKED, Happening.NARRATION_REUSED})


def went_without(stages: Stages, events: Sequence[JobEvent]) -> Iterator[str]:
    """Pure. A sentence for each stage that was to be, and that never said how it ended."""
    happened = {event.happening for event in events}
    wanted = (
        (stages.researches, {Happening.RESEARCHED}, "The topic could not be researched."),
        (stages.modelled, _NARRATED, "The script's facts could not be checked."),
        (stages.reviews, {Happening.REVIEWED}, "Nobody could look at the video."),
        (stages.quizzes, {Happening.QUIZ_WRITTEN}, "There is no quiz: it could not be written."),
    )
    for asked_for, endings, sentence in wanted:
        if asked_for and not endings & happened:
            yield sentence


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
