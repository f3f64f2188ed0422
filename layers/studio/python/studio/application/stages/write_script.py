"""Stage 1: have a script written, and keep it only if it can be filmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from studio.application.artifacts import research_key, script_key
from studio.application.happenings import Stamp
from studio.application.job_meter import MeterOf
from studio.application.stages.caller_files import caller_files
from studio.application.stages.check_facts import stored_fact_checks
from studio.domain.brief import JobId, TopicBrief
from studio.domain.errors import ArtifactNotFound, UnusableScript
from studio.domain.job import Job
from studio.domain.narration import read_marks
from studio.domain.prices import expected
from studio.domain.reading import ReadingReport
from studio.domain.research import Research
from studio.domain.script import Draft, DraftScene, Scene, Script
from studio.domain.timeline import (
    FACTS_CHECK_STARTS,
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
_LETTERS_PER_SECOND: Final = 15
_MOST_TIMES: Final = 3
"""As long as was set aside for; somebody may ask a model for a book."""


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


def check_length(script: Script, brief: TopicBrief) -> None:
    """Pure. Raises `UnusableScript`; languages without spaces are measured by their letters."""
    told = [scene.narration for scene in script.scenes]
    words, letters = sum(len(text.split()) for text in told), sum(map(len, told))
    seconds = max(words / WORDS_PER_SECOND, letters / _LETTERS_PER_SECOND)
    if seconds > _MOST_TIMES * expected(brief, 1).narration:
        raise UnusableScript(
            f"It would take {seconds / 60:.0f} minutes to say, far more than a video of "
            f"{brief.effort} effort has. Narrow the topic down, or ask for more effort."
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


@dataclass(frozen=True, slots=True)
class WriteScript:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    writer: ScriptWriter
    meter_of: MeterOf
    stamp: Stamp
    modelled: bool = False

    def __call__(self, job_id: JobId) -> Script:
        job = self.jobs.get(job_id)
        files = caller_files(self.artifacts, job)
        if files.report is not None:
            self.timeline.record(job_id, self._were_read(files.report))
        script = edit(self._draft(job, files.context), speed=job.topic.speed)
        check_length(script, job.topic)
        warnings = (*files.warnings, *script.warnings)
        script = script.model_copy(update={"warnings": warnings})
        self.artifacts.put(
            script_key(job_id),
            script.model_dump_json().encode(),
            content_type="application/json",
        )
        self._record(job_id, script)
        return script

    def _draft(self, job: Job, context: Mapping[str, bytes]) -> Draft:
        checks = stored_fact_checks(self.artifacts, job.id)
        return self.writer.write(
            job.topic,
            context,
            meter=self.meter_of(job),
            research=self._research(job.id),
            notes=checks[-1].notes if checks else "",
        )

    def _research(self, job_id: JobId) -> Research | None:
        try:
            return Research.model_validate_json(self.artifacts.get(research_key(job_id)))
        except ArtifactNotFound:
            return None

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
            self._going_on(),
            title=script.title,
            writer=script.writer,
            segments=[scene.narration for scene in script.scenes],
        )
        self.timeline.record(job_id, written)

    def _going_on(self) -> Progress:
        """What a model wrote has its facts checked first."""
        if self.modelled:
            return Progress(stage=Stage.CHECKING_FACTS, percent=FACTS_CHECK_STARTS)
        return Progress(stage=Stage.SYNTHESIZING_VOICE, percent=VOICE_STARTS)
