"""What the render task says of its progress goes onto the job's timeline."""

from dataclasses import dataclass

from studio.application.artifacts import job_in_progress_key
from studio.application.happenings import Stamp
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
        progress = RenderProgress.model_validate_json(self.artifacts.get(key))
        moved = during_render(progress)
        if moved.percent <= self.timeline.progress([job_id])[job_id].percent:
            return
        event = self.stamp(Happening.RENDER_PROGRESSED, moved, **progress.model_dump(mode="json"))
        self.timeline.record(job_id, event)
