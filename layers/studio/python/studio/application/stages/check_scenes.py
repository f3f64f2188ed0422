"""After stage 3: mend what needs no model, and find what cannot be filmed without trying to."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from studio.application.artifacts import store_take, stored_script, stored_takes
from studio.application.happenings import Stamp
from studio.domain.brief import JobId
from studio.domain.scene_code import problems
from studio.domain.scene_repair import repair
from studio.domain.scene_take import SceneTake
from studio.domain.timeline import PLANNING_STARTS, Happening, Progress, Stage
from studio.ports import ArtifactStore, Timeline


def examined(take: SceneTake, *, cues: int) -> SceneTake:
    """Pure. What is known to be wrong with its code already stays so."""
    if take.problems or take.given_up:
        return take
    mended = repair(take.code.source, take.code.class_name)
    if mended.changes:
        take = take.recoded(mended.source, mended=mended.changes)
    return take.model_copy(update={"problems": problems(take.code, cues)})


@dataclass(frozen=True, slots=True)
class CheckScenes:
    timeline: Timeline
    artifacts: ArtifactStore
    stamp: Stamp

    def __call__(self, job_id: JobId) -> tuple[int, ...]:
        """Store what was mended; returns the numbers of the scenes that a model has to repair."""
        script = stored_script(self.artifacts, job_id)
        before = stored_takes(self.artifacts, script, job_id)
        takes = [
            examined(take, cues=len(scene.cues))
            for take, scene in zip(before, script.scenes, strict=True)
        ]
        for old, new in zip(before, takes, strict=True):
            if new != old:
                store_take(self.artifacts, job_id, new)
        self._tell(job_id, before, takes)
        return tuple(take.number for take in takes if take.problems and take.repairable)

    def _tell(self, job_id: JobId, before: Sequence[SceneTake], takes: Sequence[SceneTake]) -> None:
        mended: dict[str, JsonValue] = {
            str(new.number): list(new.mended[len(old.mended) :])
            for old, new in zip(before, takes, strict=True)
            if new.mended != old.mended
        }
        wrong: dict[str, JsonValue] = {
            str(take.number): [problem.in_short for problem in take.problems]
            for take in takes
            if take.problems
        }
        checked = self.stamp(
            Happening.SCENES_CHECKED,
            Progress(stage=Stage.CHECKING_SCENES, percent=PLANNING_STARTS),
            mended=mended,
            problems=wrong,
        )
        self.timeline.record(job_id, checked)
