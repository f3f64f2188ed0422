"""The stages around the render task: what is planned, filmed and judged, on one object store."""

from dataclasses import dataclass, field

from pydantic import BaseModel

from studio.application import artifacts as keys
from studio.application.happenings import Stamp
from studio.application.stages.judge_take import JudgeTake, Verdict
from studio.application.stages.plan_render import PlanRender
from studio.application.stages.render_manifests import PlannedRender
from studio.domain.render import RenderManifest, RenderProgress, RenderReport
from studio.domain.scene_take import SceneTake
from studio.domain.script import Scene
from tests.builders import JOB, a_brief, a_job, a_scene, a_script, a_track, an_event, scene_code
from tests.fakes import CountingRandomness, InMemoryArtifacts, InMemoryJobs, SteppingClock
from tests.render import workshop
from tests.render.workshop import Job, ObjectStore, a_tone

SECONDS = 0.6
"""Of every scene's voice."""

FEW = 37_500
"""Megapixels that one task films: of a video so short, all of it."""


PLAIN = "#808080"


@dataclass
class Taking:
    """A job whose scenes a model wrote, up to the point where they are filmed."""

    store: ObjectStore
    sources: dict[int, str]
    qa_density: str = "zero"
    jobs: InMemoryJobs = field(default_factory=InMemoryJobs)

    def __post_init__(self) -> None:
        self.store.strict = True
        self.artifacts = _OverHttp(self.store.objects, self.store)
        self.stamp = Stamp(SteppingClock(), CountingRandomness())
        brief = a_brief(quality="low", pace="brisk", qa_density=self.qa_density)
        self.jobs.add(a_job(brief=brief), an_event(0))
        self.script = a_script(*map(a_scene, self.sources))
        self._write(keys.script_key(JOB), self.script)
        for scene in self.script.scenes:
            self._write(keys.track_key(JOB, scene.number), a_track(seconds=SECONDS))
            audio = keys.audio_key(JOB, scene.number, "audio/wav")
            self.store.objects[audio] = a_tone(400 * scene.number, SECONDS)
            self.recode(scene.number, self.sources[scene.number])

    def recode(self, number: int, source: str, **changes: object) -> None:
        """Somebody wrote this scene, for the first time or again."""
        code = scene_code(self.script.scene(number)).model_copy(update={"source": source})
        known = keys.scene_take_key(JOB, number) in self.store.objects
        take = self.take(number).recoded(source) if known else SceneTake(code=code)
        keys.store_take(self.artifacts, JOB, take.model_copy(update=changes))

    def plan(self, *, last: bool = False, megapixels: int = FEW) -> PlannedRender:
        planning = PlanRender(self.jobs, self.jobs, self.artifacts, _plain, self.stamp, megapixels)
        return planning(JOB, modelled=True, last=last)

    def film(self, url: str) -> Job:
        job = Job(self.store, None, {"MANIFEST_URL": url})
        assert job.run() == 0, job.log
        return job

    def shoot(self, *, last: bool = False) -> Verdict:
        """One take, from its plan to what is made of it."""
        self.film(self.plan(last=last).manifest)
        return self.judge()

    def judge(self) -> Verdict:
        return JudgeTake(self.jobs, self.artifacts, self.stamp)(JOB)

    def take(self, number: int) -> SceneTake:
        stored = self.store.objects[keys.scene_take_key(JOB, number)]
        return SceneTake.model_validate_json(stored)

    def manifest(self) -> RenderManifest:
        stored = self.store.objects[keys.render_manifest_key(JOB)]
        return RenderManifest.model_validate_json(stored)

    def report(self) -> RenderReport:
        """Of the film that is there."""
        return RenderReport.model_validate_json(self.store.objects[keys.render_report_key(JOB)])

    @property
    def progress(self) -> RenderProgress:
        stored = self.store.objects[keys.render_progress_key(JOB)]
        return RenderProgress.model_validate_json(stored)

    @property
    def delivered(self) -> bool:
        return keys.output_key(JOB, "final.mp4") in self.store.objects

    @property
    def clips(self) -> list[str]:
        """Names of the clips that were stored, in the order in which they were."""
        prefix = keys.clips_prefix(JOB)
        stored = (name.removeprefix(prefix) for name, _ in self.store.history if prefix in name)
        return [name for name in stored if name.endswith(".bin")]

    def _write(self, key: str, document: BaseModel) -> None:
        self.store.objects[key] = document.model_dump_json().encode()


class _OverHttp(InMemoryArtifacts):
    """The files that the render task reaches by URL."""

    def __init__(self, bodies: dict[str, bytes], store: ObjectStore) -> None:
        super().__init__(bodies)
        self._store = store

    def presigned_get(self, key: str, *, seconds: int) -> str:
        return self._store.url(key)

    def presigned_put(
        self, key: str, *, content_type: str, seconds: int, once: bool = False
    ) -> str:
        return self._store.url(key)


def _plain(scene: Scene, theme: str) -> str:
    return workshop.a_scene(scene.number, PLAIN)
