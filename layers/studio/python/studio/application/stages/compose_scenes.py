"""Stage 3: script to scene code, checked before anything may run it."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from studio.application.artifacts import scenes_key, stored_script
from studio.application.happenings import Stamp
from studio.domain.brief import JobId
from studio.domain.errors import UnusableScene
from studio.domain.scene_code import check
from studio.domain.script import SceneCode, Script
from studio.domain.timeline import (
    COMPOSING_STARTS,
    PLANNING_STARTS,
    Happening,
    Progress,
    Stage,
)
from studio.ports import ArtifactStore, JobRepository, SceneComposer, Timeline

SceneCodes = TypeAdapter(tuple[SceneCode, ...])


def match(codes: tuple[SceneCode, ...], script: Script) -> tuple[SceneCode, ...]:
    """Pure. Raises `UnusableScene` unless there is one sound class per scene, in order."""
    expected = [(scene.number, scene.class_name) for scene in script.scenes]
    if [(code.number, code.class_name) for code in codes] != expected:
        raise UnusableScene(f"{len(codes)} scene classes do not match {len(expected)} scenes.")
    return tuple(check(code) for code in codes)


@dataclass(frozen=True, slots=True)
class ComposeScenes:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    composer: SceneComposer
    stamp: Stamp

    def __call__(self, job_id: JobId) -> tuple[SceneCode, ...]:
        composing = Progress(stage=Stage.COMPOSING_SCENES, percent=COMPOSING_STARTS)
        self.timeline.record(job_id, self.stamp(Happening.COMPOSING, composing))
        brief = self.jobs.get(job_id).topic
        script = stored_script(self.artifacts, job_id)
        codes = match(self.composer.compose(script, brief), script)
        self.artifacts.put(
            scenes_key(job_id), SceneCodes.dump_json(codes), content_type="application/json"
        )
        composed = self.stamp(
            Happening.SCENES_COMPOSED,
            Progress(stage=Stage.PLANNING_RENDER, percent=PLANNING_STARTS),
            scenes=[code.class_name for code in codes],
        )
        self.timeline.record(job_id, composed)
        return codes
