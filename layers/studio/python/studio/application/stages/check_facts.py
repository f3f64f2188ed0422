"""After stage 1: have the script's facts checked, and rewritten where they are wrong."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from studio.application.artifacts import fact_checks_key, script_key, stored_script
from studio.application.happenings import Stamp
from studio.application.job_meter import MeterOf
from studio.domain.brief import JobId
from studio.domain.errors import FRUITLESS, ArtifactNotFound
from studio.domain.fact_check import MOST_DRAFTS, FactCheck
from studio.domain.script import Script
from studio.domain.timeline import (
    FACTS_CHECK_STARTS,
    SCRIPT_STARTS,
    VOICE_STARTS,
    Happening,
    Progress,
    Stage,
)
from studio.ports import ArtifactStore, FactChecker, JobRepository, Timeline

FACT_CHECKS = TypeAdapter(tuple[FactCheck, ...])


def stored_fact_checks(artifacts: ArtifactStore, job_id: JobId) -> tuple[FactCheck, ...]:
    """Of the drafts so far, in order."""
    try:
        return FACT_CHECKS.validate_json(artifacts.get(fact_checks_key(job_id)))
    except ArtifactNotFound:
        return ()


@dataclass(frozen=True, slots=True)
class CheckFacts:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    checker: FactChecker
    meter_of: MeterOf
    stamp: Stamp

    def __call__(self, job_id: JobId) -> bool:
        """Whether the script is to be rewritten; after three drafts the last one is filmed."""
        job = self.jobs.get(job_id)
        checking = Progress(stage=Stage.CHECKING_FACTS, percent=FACTS_CHECK_STARTS)
        self.timeline.record(job_id, self.stamp(Happening.CHECKING_FACTS, checking))
        script = stored_script(self.artifacts, job_id)
        before = stored_fact_checks(self.artifacts, job_id)
        try:
            check = self.checker.check(script, job.topic, meter=self.meter_of(job))
        except FRUITLESS as error:
            check = FactCheck(approved=True)
            self._warn(job_id, f"The script's facts were not checked: {error}")
        body = FACT_CHECKS.dump_json((*before, check))
        self.artifacts.put(fact_checks_key(job_id), body, content_type="application/json")
        drafts = len(before) + 1
        rewrite = not check.approved and drafts < MOST_DRAFTS
        if not check.approved and not rewrite:
            self._keep_warning(job_id, script, check)
        self._tell(job_id, check, drafts, rewrite=rewrite)
        return rewrite

    def _keep_warning(self, job_id: JobId, script: Script, check: FactCheck) -> None:
        """With the script, so that a video made again from it has the warning, too."""
        warning = f"The script was filmed though its check had doubts: {check.notes}"
        warned = script.model_copy(update={"warnings": (*script.warnings, warning)})
        body = warned.model_dump_json().encode()
        self.artifacts.put(script_key(job_id), body, content_type="application/json")
        self._warn(job_id, warning)

    def _warn(self, job_id: JobId, message: str) -> None:
        self.timeline.record(job_id, self.stamp(Happening.WARNED, message=message))

    def _tell(self, job_id: JobId, check: FactCheck, draft: int, *, rewrite: bool) -> None:
        going_on = Progress(stage=Stage.SYNTHESIZING_VOICE, percent=VOICE_STARTS)
        again = Progress(stage=Stage.WRITING_SCRIPT, percent=SCRIPT_STARTS)
        checked = self.stamp(
            Happening.FACTS_CHECKED,
            again if rewrite else going_on,
            approved=check.approved,
            draft=draft,
            notes=check.notes,
        )
        self.timeline.record(job_id, checked)
