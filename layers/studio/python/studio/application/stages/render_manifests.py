"""What the render tasks of one job are told, and the URLs they are told with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from studio.application import artifacts as keys
from studio.domain.brief import JobId
from studio.domain.files import content_type
from studio.domain.parts import clip_file
from studio.domain.render import Join, Part, RenderManifest, RenderPlan, ScenePlan
from studio.ports import ArtifactStore

URLS_LIVE: Final = 3600
"""Seconds the render tasks' URLs work: longer than the longest render, its parts and their join."""

_JSON: Final = "application/json"


class PlannedRender(NamedTuple):
    """GET URLs of what the render tasks are told; without parts, the one task does everything."""

    manifest: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenderManifests:
    """Stores manifests in which every URL does one thing with one key."""

    artifacts: ArtifactStore
    job_id: JobId

    def whole(
        self,
        plan: RenderPlan | ScenePlan,
        outputs: Sequence[str],
        inputs: Mapping[str, str] | None = None,
        segments_json: str = "",
        join: Join | None = None,
    ) -> str:
        """For the task that delivers the film; `inputs` are keys by name. Returns a GET URL."""
        manifest = RenderManifest(
            plan=plan,
            segments_json=segments_json,
            inputs={name: self.readable(key) for name, key in (inputs or {}).items()},
            outputs={
                name: self._writable(keys.output_key(self.job_id, name), content_type(name))
                for name in outputs
            },
            share=join,
            progress=self._rewritable(keys.render_progress_key(self.job_id)),
            report=self._writable(keys.render_report_key(self.job_id), _JSON),
        )
        return self._store(keys.render_manifest_key(self.job_id), manifest)

    def part(
        self, plan: RenderPlan, segments_json: str, number: int, parts: Sequence[Sequence[int]]
    ) -> str:
        """For the task that films this part, counted from 1, of all of them. Returns a GET URL."""
        films = tuple(parts[number - 1])
        report = self._writable(keys.part_report_key(self.job_id, number), _JSON)
        clips = map(clip_file, films)
        manifest = RenderManifest(
            plan=plan,
            segments_json=segments_json,
            inputs={},
            outputs={
                clip: self._writable(keys.part_key(self.job_id, number, clip), content_type(clip))
                for clip in clips
            },
            share=Part(segments=films, parts=len(parts), report=report),
            progress=self._rewritable(keys.part_progress_key(self.job_id, number)),
            report=self._writable(keys.render_report_key(self.job_id), _JSON),
        )
        return self._store(keys.part_key(self.job_id, number, "manifest.json"), manifest)

    def readable(self, key: str) -> str:
        return self.artifacts.presigned_get(key, seconds=URLS_LIVE)

    def _writable(self, key: str, media_type: str) -> str:
        """For what is written once."""
        return self.artifacts.presigned_put(
            key, content_type=media_type, seconds=URLS_LIVE, once=True
        )

    def _rewritable(self, key: str) -> str:
        return self.artifacts.presigned_put(key, content_type=_JSON, seconds=URLS_LIVE)

    def _store(self, key: str, manifest: RenderManifest) -> str:
        self.artifacts.put(key, manifest.model_dump_json().encode(), content_type=_JSON)
        return self.readable(key)
