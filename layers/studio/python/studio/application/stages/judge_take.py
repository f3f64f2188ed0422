"""After a take: what it made of every scene, and what is to be done next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from pydantic import JsonValue

from studio.application import artifacts as keys
from studio.application.happenings import Stamp
from studio.application.stages.standing import stored_report
from studio.domain.brief import JobId
from studio.domain.errors import RenderIncomplete
from studio.domain.problem import Problem
from studio.domain.render import Join, RenderManifest, RenderReport, SegmentReport
from studio.domain.scene_take import SceneTake
from studio.domain.timeline import Happening
from studio.ports import ArtifactStore, Timeline

_LONGEST_MESSAGE: Final = 300


class Verdict(NamedTuple):
    """`repair` these scenes, `join` what the parts filmed, or `review` the film."""

    next: Literal["repair", "join", "review"]
    scenes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgeTake:
    timeline: Timeline
    artifacts: ArtifactStore
    stamp: Stamp

    def __call__(self, job_id: JobId) -> Verdict:
        """Store with every scene how it fared. Raises `RenderIncomplete`."""
        manifest = self._manifest(job_id)
        report = self._report(job_id, manifest)
        script = keys.stored_script(self.artifacts, job_id)
        takes = keys.stored_takes(self.artifacts, script, job_id)
        told = {segment.number: segment for segment in report.segments}
        if missing := [take.number for take in takes if take.number not in told]:
            raise RenderIncomplete(f"Nobody tells of the scenes {_listed(missing)}.")
        verdict = _verdict(manifest, report)
        for take in takes:
            keys.store_take(self.artifacts, job_id, judged(take, told[take.number]))
        self._record(job_id, manifest, report, verdict)
        return verdict

    def _manifest(self, job_id: JobId) -> RenderManifest:
        stored = self.artifacts.get(keys.render_manifest_key(job_id))
        return RenderManifest.model_validate_json(stored)

    def _report(self, job_id: JobId, manifest: RenderManifest) -> RenderReport:
        """Of the whole take; that of several tasks is put together and stored."""
        key = keys.take_report_key(job_id)
        taken = stored_report(self.artifacts, key)
        if taken is None or taken.segments or not isinstance(manifest.share, Join):
            return taken or RenderReport(seconds=0)
        reports = [
            stored_report(self.artifacts, keys.part_report_key(job_id, part))
            or RenderReport(seconds=0)
            for part, _ in enumerate(manifest.share.reports, 1)
        ]
        together = taken.model_copy(
            update={
                "seconds": round(taken.seconds + max(each.seconds for each in reports), 3),
                "segments": tuple(_in_order(manifest, reports)),
            }
        )
        body = together.model_dump_json().encode()
        self.artifacts.put(key, body, content_type="application/json")
        return together

    def _record(
        self, job_id: JobId, manifest: RenderManifest, report: RenderReport, verdict: Verdict
    ) -> None:
        scenes: list[JsonValue] = [
            {"scene": each.number, "problems": [_told(problem) for problem in each.problems]}
            for each in report.segments
            if each.problems
        ]
        filmed = [
            each for each in report.segments if each.clip and each.number not in manifest.kept
        ]
        event = self.stamp(
            Happening.TAKE_JUDGED,
            filmed=len(filmed),
            kept=len(manifest.kept),
            scenes=scenes,
            next=verdict.next,
        )
        self.timeline.record(job_id, event)


def judged(take: SceneTake, told: SegmentReport) -> SceneTake:
    """Pure. A clip of older code stays the scene's newest where there is none of this code."""
    changes: dict[str, object] = {"problems": told.problems}
    if told.clip is not None:
        changes |= {"clip": told.clip, "warning": told.warning}
    return take.model_copy(update=changes)


def _verdict(manifest: RenderManifest, report: RenderReport) -> Verdict:
    if report.duration is not None:
        return Verdict("review")
    if _complete(report) and isinstance(manifest.share, Join):
        return Verdict("join")
    bad = tuple(each.number for each in report.segments if each.clip is None and each.problems)
    if not bad:
        raise RenderIncomplete("The take left no film, and nothing that could be repaired.")
    return Verdict("repair", bad)


def _complete(report: RenderReport) -> bool:
    return all(segment.clip for segment in report.segments)


def _in_order(manifest: RenderManifest, parts: Sequence[RenderReport]) -> list[SegmentReport]:
    told = [kept.report for kept in manifest.kept.values()]
    told += [segment for part in parts for segment in part.segments]
    return sorted(told, key=lambda each: each.number)


def _told(problem: Problem) -> JsonValue:
    return {
        "kind": problem.kind,
        "message": problem.message[:_LONGEST_MESSAGE],
        "line": problem.line,
    }


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))
