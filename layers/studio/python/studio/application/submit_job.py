"""Accept a job: storing it is starting it."""

from collections.abc import Mapping
from dataclasses import dataclass

from studio.application.artifacts import context_key
from studio.application.happenings import Stamp
from studio.domain.account import Caller
from studio.domain.brief import Brief, ContextFile, TopicBrief
from studio.domain.context import check_file, check_total, unique_names
from studio.domain.job import Dialect, Job
from studio.domain.timeline import Happening, Progress
from studio.ports import ArtifactStore, Clock, JobRepository, Randomness


@dataclass(frozen=True, slots=True)
class SubmitJob:
    jobs: JobRepository
    artifacts: ArtifactStore
    clock: Clock
    randomness: Randomness
    stamp: Stamp

    def __call__(
        self,
        brief: Brief,
        *,
        caller: Caller,
        dialect: Dialect,
        files: Mapping[str, bytes] | None = None,
        webhook: str | None = None,
    ) -> Job:
        """Store the caller's files, then the job. `files` come from `accept_files`."""
        now = self.clock.now()
        files = files or {}
        if isinstance(brief, TopicBrief):
            context = tuple(ContextFile(name=name, size=len(body)) for name, body in files.items())
            brief = brief.model_copy(update={"context": context})
        job = Job(
            id=self.randomness.job_id(),
            owner=caller.account_id,
            dialect=dialect,
            mode=caller.mode,
            brief=brief,
            key=caller.key,
            webhook=webhook,
            created_at=now,
            updated_at=now,
        )
        for name, body in files.items():
            key = context_key(job.id, name)
            self.artifacts.put(key, body, content_type="application/octet-stream")
        self.jobs.add(job, self.stamp(Happening.ACCEPTED, Progress()))
        return job


def accept_files(files: list[tuple[str, bytes]]) -> dict[str, bytes]:
    """Name and bound the caller's files.

    Raises `UnsupportedFile` or `FileTooLarge`, naming the file.
    """
    accepted: dict[str, bytes] = {}
    names = unique_names([name for name, _ in files])
    for name, (_, body) in zip(names, files, strict=True):
        check_file(name, len(body))
        accepted[name] = body
        check_total(sum(map(len, accepted.values())))
    return accepted
