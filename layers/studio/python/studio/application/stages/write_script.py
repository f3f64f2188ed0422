"""Stage 1: have a script written, and keep it only if it can be filmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from studio.application.artifacts import script_key
from studio.application.happenings import Stamp
from studio.application.job_meter import MeterOf
from studio.application.stages.caller_files import caller_files
from studio.domain.brief import JobId, TopicBrief
from studio.domain.errors import UnusableScript
from studio.domain.job import Job
from studio.domain.narration import read_marks
from studio.domain.reading import ReadingReport
from studio.domain.script import Draft, DraftScene, Scene, Script
from studio.domain.timeline import (
    FILES_ARE_READ,
    VOICE_STARTS,
    Happening,
    JobEvent,
    Progress,
    Stage,
)
from studio.ports import ArtifactStore, JobRepository, ScriptWriter, Timeline

WORDS_PER_SECOND: Final = 2.5
MAX_SCENES: Final = 24


def edit(draft: Draft, *, speed: float) -> Script:
    """Turn a writer's draft into a script: tidied, numbered and timed.

    Pure. Raises `UnusableScript` for drafts no one could film.
    """
    spoken = [scene for scene in draft.scenes if read_marks(scene.narration).text]
    if not spoken:
        raise UnusableScript("The draft has nothing to say.")
    if len(spoken) > MAX_SCENES:
        raise UnusableScript(f"{len(spoken)} scenes; at most {MAX_SCENES} fit in a video.")
    return Script(
        title=" ".join(draft.title.split()),
        scenes=tuple(_scene(n, scene, speed) for n, scene in enumerate(spoken, start=1)),
        writer=draft.writer,
        warnings=draft.warnings,
    )


def _scene(number: int, draft: DraftScene, speed: float) -> Scene:
    marked = read_marks(draft.narration)
    return Scene(
        number=number,
        title=" ".join(draft.title.split()),
        narration=marked.text,
        cues=marked.cues,
        beats=marked.beats,
        chapters=marked.chapters,
        visual=draft.visual,
        expected_seconds=len(marked.text.split()) / (WORDS_PER_SECOND * speed),
    )


def unmet_wishes(brief: TopicBrief) -> tuple[str, ...]:
    """What the brief asks for and this version does not do, said as warnings."""
    return ("There is no quiz: quizzes are not made yet.",) if brief.quiz else ()


@dataclass(frozen=True, slots=True)
class WriteScript:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    writer: ScriptWriter
    meter_of: MeterOf
    stamp: Stamp

    def __call__(self, job_id: JobId) -> Script:
        job = self.jobs.get(job_id)
        brief, files = job.topic, caller_files(self.artifacts, job)
        if files.report is not None:
            self.timeline.record(job_id, self._were_read(files.report))
        script = edit(self._draft(job, files.context), speed=brief.speed)
        warnings = (*files.warnings, *script.warnings, *unmet_wishes(brief))
        script = script.model_copy(update={"warnings": warnings})
        self.artifacts.put(
            script_key(job_id),
            script.model_dump_json().encode(),
            content_type="application/json",
        )
        self._record(job_id, script)
        return script

    def _draft(self, job: Job, context: Mapping[str, bytes]) -> Draft:
        return self.writer.write(job.topic, context, meter=self.meter_of(job))

    def _were_read(self, report: ReadingReport) -> JobEvent:
        return self.stamp(
            Happening.FILES_READ,
            Progress(stage=Stage.WRITING_SCRIPT, percent=FILES_ARE_READ),
            files=[file.model_dump(mode="json", exclude_none=True) for file in report.files],
        )

    def _record(self, job_id: JobId, script: Script) -> None:
        for warning in script.warnings:
            self.timeline.record(job_id, self.stamp(Happening.WARNED, message=warning))
        written = self.stamp(
            Happening.SCRIPT_WRITTEN,
            Progress(stage=Stage.SYNTHESIZING_VOICE, percent=VOICE_STARTS),
            title=script.title,
            writer=script.writer,
            segments=[scene.narration for scene in script.scenes],
        )
        self.timeline.record(job_id, written)
