"""Once per scene that is wrong: have a model write it again, with what is wrong and why."""

from dataclasses import dataclass

from studio.application.artifacts import scene_take_key, store_take, stored_script
from studio.application.happenings import Stamp
from studio.application.job_meter import MeterOf
from studio.domain.brief import JobId
from studio.domain.errors import FRUITLESS
from studio.domain.scene_take import SceneTake
from studio.domain.timeline import PLANNING_STARTS, Happening, Progress, Stage
from studio.ports import ArtifactStore, JobRepository, SceneRepairer, Timeline


@dataclass(frozen=True, slots=True)
class RepairScene:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    repairer: SceneRepairer
    meter_of: MeterOf
    stamp: Stamp

    def __call__(self, job_id: JobId, number: int, *, among: int = 1) -> SceneTake:
        """Store the scene's new code, or why there is none; it is one of so many under repair.

        An attempt counts when it begins, so that one that dies cannot be made for ever.
        """
        job = self.jobs.get(job_id)
        key = scene_take_key(job_id, number)
        take = SceneTake.model_validate_json(self.artifacts.get(key))
        if not take.problems:
            return take  # a retry of what was done already
        take = take.model_copy(update={"repairs": take.repairs + 1})
        store_take(self.artifacts, job_id, take)
        scene = stored_script(self.artifacts, job_id).scene(number)
        try:
            code = self.repairer.repair(
                scene, take.code, take.problems, job.topic, meter=self.meter_of(job, among=among)
            )
            repaired = take.recoded(code.source)
        except FRUITLESS as error:
            repaired = take.model_copy(update={"given_up": str(error)})
        store_take(self.artifacts, job_id, repaired)
        told = self.stamp(
            Happening.SCENE_REPAIRED,
            Progress(stage=Stage.REPAIRING_SCENES, percent=PLANNING_STARTS),
            segment=number,
            attempt=repaired.repairs,
            problems=[problem.in_short for problem in take.problems],
            given_up=repaired.given_up,
        )
        self.timeline.record(job_id, told)
        return repaired
