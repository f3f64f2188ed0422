"""What the render tasks of one job are told, and the URLs they are told with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from studio.application import artifacts as keys
from studio.application.stages.standing import URLS_LIVE, Standing
from studio.domain.brief import JobId
from studio.domain.clips import report_of
from studio.domain.files import content_type
from studio.domain.parts import clip_file
from studio.domain.render import Join, Part, RenderManifest, RenderPlan, ScenePlan
from studio.domain.review import FrameSpot, frame_name
from studio.ports import ArtifactStore

_JSON: Final = "application/json"


class PlannedRender(NamedTuple):
    """GET URLs of what the render tasks are told; without parts, the one task does everything."""

    manifest: str
    parts: tuple[str, ...] = ()
    judged: bool = False


@dataclass(frozen=True, slots=True)
class RenderManifests:
    """Stores manifests in which every URL does one thing with one key.

    With a `standing`, somebody judges the takes: clips are kept, and a film may be made again.
    """

    artifacts: ArtifactStore
    job_id: JobId
    standing: Standing | None = None
    looks: Sequence[FrameSpot] = ()

    def whole(
        self,
        plan: RenderPlan | ScenePlan,
        outputs: Sequence[str],
        inputs: Mapping[str, str] | None = None,
        segments_json: str = "",
        join: Join | None = None,
    ) -> str:
        """For the task that delivers the film; `inputs` are keys by name. Returns a GET URL."""
        delivered = {
            name: self._once_for_the_film(keys.output_key(self.job_id, name), content_type(name))
            for name in outputs
        }
        manifest = RenderManifest(
            plan=plan,
            segments_json=segments_json,
            inputs={name: self.readable(key) for name, key in (inputs or {}).items()},
            outputs=delivered | self._pictures(),
            share=join,
            progress=self._rewritable(keys.render_progress_key(self.job_id)),
            report=self._report(),
        )
        if self.standing is not None and isinstance(plan, RenderPlan):
            films = () if join else [segment.number for segment in plan.segments]
            manifest = self._judged(manifest, self._kept_clips(plan, films), self.standing)
        return self._store(keys.render_manifest_key(self.job_id), manifest)

    def part(
        self, plan: RenderPlan, segments_json: str, number: int, parts: Sequence[Sequence[int]]
    ) -> str:
        """For the task that films this part, counted from 1, of all of them. Returns a GET URL."""
        films = tuple(parts[number - 1])
        told = keys.part_report_key(self.job_id, number)
        report = self._rewritable(told) if self.standing else self._writable(told, _JSON)
        manifest = RenderManifest(
            plan=plan,
            segments_json=segments_json,
            inputs={},
            outputs={},
            share=Part(segments=films, parts=len(parts), report=report),
            progress=self._rewritable(keys.part_progress_key(self.job_id, number)),
            report=self._report(),
        )
        if self.standing is None:
            outputs = self._part_clips(number, films)
            manifest = manifest.model_copy(update={"outputs": outputs})
        else:
            # Only one part counts what nobody has to film.
            told_of = self.standing if number == 1 else self.standing.without_kept()
            manifest = self._judged(manifest, self._kept_clips(plan, films), told_of)
        return self._store(keys.part_key(self.job_id, number, "manifest.json"), manifest)

    def readable(self, key: str) -> str:
        return self.artifacts.presigned_get(key, seconds=URLS_LIVE)

    def _judged(
        self, manifest: RenderManifest, clips: dict[str, str], standing: Standing
    ) -> RenderManifest:
        changes: dict[str, object] = {
            "outputs": manifest.outputs | clips,
            "kept": standing.kept,
            "previous": standing.previous,
            "looks": tuple(self.looks),
            "take_report": self._rewritable(keys.take_report_key(self.job_id)),
            "spent": standing.spent,
            "redelivers": standing.delivered is not None,
        }
        return manifest.model_copy(update=changes)

    def _part_clips(self, number: int, films: Sequence[int]) -> dict[str, str]:
        return {
            clip: self._writable(keys.part_key(self.job_id, number, clip), content_type(clip))
            for clip in map(clip_file, films)
        }

    def _kept_clips(self, plan: RenderPlan, films: Collection[int]) -> dict[str, str]:
        """Where the clips of these segments go that are not kept yet, and what is told of them."""
        kept = self.standing.kept if self.standing else {}
        names = (
            name
            for segment in plan.segments
            if segment.clip and segment.number in films and segment.number not in kept
            for name in (segment.clip, report_of(segment.clip))
        )
        return {
            name: self._writable(keys.clip_key(self.job_id, name), content_type(name))
            for name in names
        }

    def _pictures(self) -> dict[str, str]:
        names = [frame_name(place) for place, _ in enumerate(self.looks, 1)]
        return {
            name: self._rewritable(keys.review_frame_key(self.job_id, name), content_type(name))
            for name in names
        }

    def _report(self) -> str:
        return self._once_for_the_film(keys.render_report_key(self.job_id), _JSON)

    def _once_for_the_film(self, key: str, media_type: str) -> str:
        """A film that is there is replaced by a better one, but never by another first one."""
        if self.standing is not None and self.standing.delivered is not None:
            return self._rewritable(key, media_type)
        return self._writable(key, media_type)

    def _writable(self, key: str, media_type: str) -> str:
        """For what is written once."""
        return self.artifacts.presigned_put(
            key, content_type=media_type, seconds=URLS_LIVE, once=True
        )

    def _rewritable(self, key: str, media_type: str = _JSON) -> str:
        return self.artifacts.presigned_put(key, content_type=media_type, seconds=URLS_LIVE)

    def _store(self, key: str, manifest: RenderManifest) -> str:
        self.artifacts.put(key, manifest.model_dump_json().encode(), content_type=_JSON)
        return self.readable(key)
