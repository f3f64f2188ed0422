"""Stage 3: script to scene code, every scene kept as soon as it is there."""

from dataclasses import dataclass

from studio.application.artifacts import composed_scenes, store_take, stored_script
from studio.application.happenings import Stamp
from studio.application.job_meter import MeterOf
from studio.domain.brief import JobId, TopicBrief
from studio.domain.scene_take import SceneTake
from studio.domain.script import Scene, SceneCode
from studio.domain.timeline import (
    COMPOSING_STARTS,
    Happening,
    Progress,
    Stage,
    after_composing,
)
from studio.ports import (
    ArtifactStore,
    Composed,
    JobRepository,
    PlainComposer,
    SceneComposer,
    Timeline,
)


@dataclass(frozen=True, slots=True)
class ComposeScenes:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    composer: SceneComposer
    plain: PlainComposer
    meter_of: MeterOf
    stamp: Stamp

    def __call__(self, job_id: JobId) -> int:
        """Compose what is not composed yet; returns how many scenes there are.

        Raises what the composer raises for all scenes; one that cannot be had becomes plain.
        """
        composing = Progress(stage=Stage.COMPOSING_SCENES, percent=COMPOSING_STARTS)
        self.timeline.record(job_id, self.stamp(Happening.COMPOSING, composing))
        job = self.jobs.get(job_id)
        script = stored_script(self.artifacts, job_id)
        done = composed_scenes(self.artifacts, job_id)
        missing = [s.number for s in script.scenes if s.number not in done]
        if missing:
            meter = self.meter_of(job)
            for composed in self.composer.compose(script, missing, job.topic, meter=meter):
                take = self._take(script.scene(composed.number), composed, job.topic)
                store_take(self.artifacts, job_id, take)
                self._record(job_id, take, len(script.scenes))
        all_composed = self.stamp(
            Happening.SCENES_COMPOSED,
            scenes=[scene.class_name for scene in script.scenes],
        )
        self.timeline.record(job_id, all_composed)
        return len(script.scenes)

    def _take(self, scene: Scene, composed: Composed, brief: TopicBrief) -> SceneTake:
        if composed.code is not None:
            return SceneTake(code=composed.code)
        source = self.plain(scene, brief.theme)
        code = SceneCode(number=scene.number, class_name=scene.class_name, source=source)
        return SceneTake(code=code, given_up=str(composed.trouble))

    def _record(self, job_id: JobId, take: SceneTake, scenes: int) -> None:
        if take.given_up:
            message = f"Scene {take.number} is shown plainly: {take.given_up}"
            self.timeline.record(job_id, self.stamp(Happening.WARNED, message=message))
        told = self.stamp(
            Happening.SCENE_COMPOSED,
            after_composing(take.number, scenes),
            segment=take.number,
            segments=scenes,
        )
        self.timeline.record(job_id, told)
