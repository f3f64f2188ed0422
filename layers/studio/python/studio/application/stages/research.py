"""Before stage 1, for jobs of high effort: find out what is known of the topic now."""

from dataclasses import dataclass

from studio.application.artifacts import research_key
from studio.application.happenings import Stamp
from studio.application.job_meter import MeterOf
from studio.domain.brief import JobId
from studio.domain.errors import FRUITLESS
from studio.domain.research import Research as Findings
from studio.domain.timeline import SCRIPT_STARTS, Happening, Progress, Stage
from studio.ports import ArtifactStore, JobRepository, Researcher, Timeline


@dataclass(frozen=True, slots=True)
class Research:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    researcher: Researcher
    meter_of: MeterOf
    stamp: Stamp

    def __call__(self, job_id: JobId) -> Findings:
        """Keep what was found, which may be nothing but a warning."""
        job = self.jobs.get(job_id)
        started = Progress(stage=Stage.RESEARCHING, percent=SCRIPT_STARTS)
        self.timeline.record(job_id, self.stamp(Happening.RESEARCHING, started))
        try:
            findings = self.researcher.research(job.topic, meter=self.meter_of(job))
        except FRUITLESS as error:
            findings = Findings(warning=f"The topic was not researched: {error}")
        body = findings.model_dump_json().encode()
        self.artifacts.put(research_key(job_id), body, content_type="application/json")
        if findings.warning:
            self.timeline.record(job_id, self.stamp(Happening.WARNED, message=findings.warning))
        found = self.stamp(
            Happening.RESEARCHED,
            Progress(stage=Stage.WRITING_SCRIPT, percent=SCRIPT_STARTS),
            sources=list(findings.sources),
            chars=len(findings.summary or ""),
        )
        self.timeline.record(job_id, found)
        return findings
