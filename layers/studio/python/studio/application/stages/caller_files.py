"""What a writer sees of a caller's files: text as it came, everything else as it was read."""

from typing import NamedTuple

from studio.application import artifacts as keys
from studio.application.stages.plan_reading import made_of
from studio.domain.job import Job
from studio.domain.reading import FileReading, ReadingReport
from studio.ports import ArtifactStore


class CallerFiles(NamedTuple):
    """Bytes by the names the caller gave; `report` only where files had to be read."""

    context: dict[str, bytes]
    report: ReadingReport | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        return self.report.warnings if self.report else ()


def caller_files(artifacts: ArtifactStore, job: Job) -> CallerFiles:
    unread = set(job.to_read)
    context = {
        file.name: artifacts.get(keys.context_key(job.id, file.name))
        for file in job.topic.context
        if file.name not in unread
    }
    if job.points_at_pages:
        context |= _fetched(artifacts, job)
    if not unread:
        return CallerFiles(context)
    stored = artifacts.get(keys.reading_report_key(job.id))
    report = ReadingReport.model_validate_json(stored)
    context |= {file.name: _product(artifacts, job, file) for file in report.files}
    return CallerFiles(context, report)


def _fetched(artifacts: ArtifactStore, job: Job) -> dict[str, bytes]:
    names = artifacts.names(keys.fetched_prefix(job.id))
    return {name: artifacts.get(keys.fetched_key(job.id, name)) for name in names}


def _product(artifacts: ArtifactStore, job: Job, file: FileReading) -> bytes:
    if file.kind != "image" and not file.chars:
        return b""
    return artifacts.get(keys.read_file_key(job.id, file.name, made_of(file.kind)))
