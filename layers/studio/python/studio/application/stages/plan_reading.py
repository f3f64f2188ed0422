"""Before stage 1, where a caller attached more than text: what the task that reads is told."""

from dataclasses import dataclass
from typing import Final

from studio.application import artifacts as keys
from studio.application.happenings import Stamp
from studio.domain.brief import JobId
from studio.domain.context import FileKind, kind_of
from studio.domain.files import content_type
from studio.domain.reading import FileToRead, ReadingManifest
from studio.domain.timeline import PAGES_ARE_FETCHED, Happening, Progress, Stage
from studio.ports import ArtifactStore, JobRepository, Timeline

URLS_LIVE: Final = 3600
"""Seconds the task's URLs work: longer than it may take."""

_JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class PlanReading:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    stamp: Stamp

    def __call__(self, job_id: JobId) -> str:
        """Store the manifest; returns its GET URL."""
        names = self.jobs.get(job_id).to_read
        reading = self.stamp(
            Happening.READING,
            Progress(stage=Stage.READING_FILES, percent=PAGES_ARE_FETCHED),
            files=list(names),
        )
        self.timeline.record(job_id, reading)
        manifest = ReadingManifest(
            files=tuple(self._file(job_id, name) for name in names),
            report=self._writable(keys.reading_report_key(job_id), _JSON),
            failure=self._writable(keys.render_report_key(job_id), _JSON),
        )
        key = keys.reading_manifest_key(job_id)
        self.artifacts.put(key, manifest.model_dump_json().encode(), content_type=_JSON)
        return self._readable(key)

    def _file(self, job_id: JobId, name: str) -> FileToRead:
        kind = kind_of(name)
        assert kind is not None
        extension = made_of(kind)
        result = keys.read_file_key(job_id, name, extension)
        return FileToRead(
            name=name,
            kind=kind,
            source=self._readable(keys.context_key(job_id, name)),
            result=self._writable(result, content_type(f"x.{extension}")),
        )

    def _readable(self, key: str) -> str:
        return self.artifacts.presigned_get(key, seconds=URLS_LIVE)

    def _writable(self, key: str, media_type: str) -> str:
        return self.artifacts.presigned_put(
            key, content_type=media_type, seconds=URLS_LIVE, once=True
        )


def made_of(kind: FileKind) -> str:
    """The extension of what reading a file of this kind leaves."""
    return "png" if kind == "image" else "txt"
