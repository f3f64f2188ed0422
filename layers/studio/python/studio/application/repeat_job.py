"""Order once more what a job was ordered with: all of it, or no more than a new render."""

from dataclasses import dataclass

from studio.application.artifacts import (
    context_key,
    context_prefix,
    stored_script,
    track_key,
    work_prefix,
)
from studio.application.submit_job import Order, StoredFile
from studio.domain.account import Caller
from studio.domain.brief import JobId, TopicBrief
from studio.domain.errors import ArtifactNotFound, JobNotOver, NothingToReuse
from studio.domain.job import Job, JobStatus
from studio.domain.usage import was_voiced
from studio.ports import ArtifactStore, Timeline


@dataclass(frozen=True, slots=True)
class RepeatJob:
    timeline: Timeline
    artifacts: ArtifactStore

    def retry(self, source: Job, *, caller: Caller) -> Order:
        """The same course again, with what was asked for then, under the key of today.

        Raises `JobNotOver`, and `NothingToReuse` when what came with the source is gone.
        """
        _check_over(source)
        if source.rerender:
            return _rendering(source, caller, of=self._narrator(source))
        return Order(
            source.asked, caller, source.dialect, stored=self._files(source), source=source.id
        )

    def rerender(self, source: Job, *, caller: Caller) -> Order:
        """Raises `JobNotOver`, and `NothingToReuse` without a whole script and its voice."""
        _check_over(source)
        if not self._narrated(source.id) or self._voiced_too_late(source):
            raise NothingToReuse(
                "This job has no finished script and voiceover to reuse. "
                "Retry it instead, which makes them again."
            )
        return _rendering(source, caller, of=source.id)

    def _narrator(self, job: Job) -> JobId:
        """Of a rerender and the job that it repeats, the one whose narration is there."""
        assert job.source is not None
        for known in (job.id, job.source):
            if self._narrated(known):
                return known
        raise NothingToReuse(
            "The job that this one renders again was deleted, and its script and voiceover with "
            "it, so it cannot be repeated. Create a new job."
        )

    def _voiced_too_late(self, source: Job) -> bool:
        """Stages at work may end after a cancel, which did not charge for them."""
        if source.status is not JobStatus.CANCELLED:
            return False
        scenes = len(stored_script(self.artifacts, source.id).scenes)
        return not was_voiced(self.timeline.events(source.id), scenes=scenes)

    def _narrated(self, job_id: JobId) -> bool:
        try:
            script = stored_script(self.artifacts, job_id)
        except ArtifactNotFound:
            return False
        prefix = work_prefix(job_id)
        stored = {prefix + name for name in self.artifacts.names(prefix)}
        return {track_key(job_id, scene.number) for scene in script.scenes} <= stored

    def _files(self, source: Job) -> dict[str, StoredFile]:
        context = source.brief.context if isinstance(source.brief, TopicBrief) else ()
        missing = {file.name for file in context}
        if missing:
            missing -= set(self.artifacts.names(context_prefix(source.id)))
        if missing:
            raise NothingToReuse(
                f"The files that came with this job are gone ({', '.join(sorted(missing))}), "
                "so it cannot be repeated. Create a new job and send them again."
            )
        return {
            file.name: StoredFile(context_key(source.id, file.name), file.size) for file in context
        }


def _rendering(job: Job, caller: Caller, *, of: JobId) -> Order:
    return Order(job.asked, caller, job.dialect, source=of, rerender=True)


def _check_over(source: Job) -> None:
    if not source.status.is_final:
        raise JobNotOver(source.id)
