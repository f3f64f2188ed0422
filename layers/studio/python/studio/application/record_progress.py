"""What the render task says of its progress goes onto the job's timeline."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from studio.application.artifacts import job_in_progress_key, part_progress_key
from studio.application.happenings import Stamp
from studio.domain.brief import JobId
from studio.domain.errors import ArtifactNotFound
from studio.domain.parts import together
from studio.domain.render import RenderProgress
from studio.domain.timeline import Happening, during_render
from studio.ports import ArtifactStore, Timeline


@dataclass(frozen=True, slots=True)
class RecordProgress:
    timeline: Timeline
    artifacts: ArtifactStore
    stamp: Stamp

    def __call__(self, key: str) -> None:
        """`key` is where the task wrote; an old notice of a newer document records the newer."""
        job_id = job_in_progress_key(key)
        progress = self._read(key)
        if progress.parts > 1:
            progress = together(tuple(self._parts(job_id, progress.parts)))
        moved = during_render(progress)
        if moved.percent <= self.timeline.progress([job_id])[job_id].percent:
            return
        event = self.stamp(Happening.RENDER_PROGRESSED, moved, **progress.model_dump(mode="json"))
        self.timeline.record(job_id, event)

    def _parts(self, job_id: JobId, count: int) -> Iterator[RenderProgress]:
        for part in range(1, count + 1):
            with suppress(ArtifactNotFound):  # it has not begun
                yield self._read(part_progress_key(job_id, part))

    def _read(self, key: str) -> RenderProgress:
        return RenderProgress.model_validate_json(self.artifacts.get(key))
