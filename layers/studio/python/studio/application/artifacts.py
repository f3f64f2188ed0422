"""The only place that spells S3 keys.

`outputs/` is what a caller may download; `context/` is what a caller sent;
`work/` is between the stages. `parts/` is between the render tasks of one video, and
is deleted soon after; so is `uploads/`, which a caller sends before the job it is for.
"""

from typing import Final

from studio.domain.brief import AccountId, JobId
from studio.domain.scene_take import SceneTake
from studio.domain.script import Script
from studio.domain.upload import UploadId
from studio.domain.voice import MediaType
from studio.ports import ArtifactStore

_EXTENSION: Final[dict[MediaType, str]] = {"audio/wav": "wav", "audio/mpeg": "mp3"}


def prefixes(job_id: JobId) -> tuple[str, str]:
    """Everything of a job is under one of these."""
    return f"jobs/{job_id}/", f"parts/{job_id}/"


def outputs_prefix(job_id: JobId) -> str:
    return f"jobs/{job_id}/outputs/"


def output_key(job_id: JobId, name: str) -> str:
    return outputs_prefix(job_id) + name


def context_key(job_id: JobId, name: str) -> str:
    return f"jobs/{job_id}/context/{name}"


def context_prefix(job_id: JobId) -> str:
    return context_key(job_id, "")


def work_prefix(job_id: JobId) -> str:
    return f"jobs/{job_id}/work/"


def uploads_prefix(account: AccountId) -> str:
    """All that an account sent for jobs to come."""
    return f"uploads/{account}/"


def upload_prefix(account: AccountId, upload: UploadId) -> str:
    return f"{uploads_prefix(account)}{upload}/"


def upload_key(account: AccountId, upload: UploadId, name: str) -> str:
    return upload_prefix(account, upload) + name


def upload_record_key(account: AccountId, upload: UploadId) -> str:
    """What was announced; beside the files, where no file of a caller can have its name."""
    return f"{uploads_prefix(account)}{upload}.json"


def read_file_key(job_id: JobId, name: str, extension: str) -> str:
    """What became of a caller's file in the jail."""
    return f"{work_prefix(job_id)}context/{name}.{extension}"


def reading_manifest_key(job_id: JobId) -> str:
    return work_prefix(job_id) + "reading_manifest.json"


def reading_report_key(job_id: JobId) -> str:
    return work_prefix(job_id) + "reading.json"


def fetched_prefix(job_id: JobId) -> str:
    """Pages that were fetched for a caller, as files for the writer."""
    return f"{work_prefix(job_id)}context/fetched/"


def fetched_key(job_id: JobId, name: str) -> str:
    return fetched_prefix(job_id) + name


def script_key(job_id: JobId) -> str:
    return work_prefix(job_id) + "script.json"


def track_key(job_id: JobId, number: int) -> str:
    return f"{work_prefix(job_id)}voice/{number:02d}.json"


def audio_key(job_id: JobId, number: int, media_type: MediaType) -> str:
    return f"{work_prefix(job_id)}voice/{number:02d}.{_EXTENSION[media_type]}"


def scene_take_key(job_id: JobId, number: int) -> str:
    return f"{scene_takes_prefix(job_id)}{number:02d}.json"


def scene_takes_prefix(job_id: JobId) -> str:
    return work_prefix(job_id) + "scenes/"


def research_key(job_id: JobId) -> str:
    return work_prefix(job_id) + "research.json"


def fact_checks_key(job_id: JobId) -> str:
    return work_prefix(job_id) + "fact_checks.json"


def reviews_key(job_id: JobId) -> str:
    return work_prefix(job_id) + "reviews.json"


def review_frame_key(job_id: JobId, name: str) -> str:
    """A picture of the newest film, for whoever looks at it."""
    return f"{work_prefix(job_id)}review/{name}"


def review_spots_key(job_id: JobId) -> str:
    """When, and of which scenes, the pictures of the newest film are taken."""
    return review_frame_key(job_id, "frames.json")


def clip_key(job_id: JobId, clip: str) -> str:
    """A scene's film, by the name that says all that it is made of."""
    return f"parts/{job_id}/clips/{clip}"


def clips_prefix(job_id: JobId) -> str:
    return clip_key(job_id, "")


def render_manifest_key(job_id: JobId) -> str:
    return work_prefix(job_id) + "render_manifest.json"


def render_progress_key(job_id: JobId) -> str:
    """template.yaml's rule for render progress matches this key."""
    return f"jobs/{job_id}/render/progress.json"


def render_report_key(job_id: JobId) -> str:
    return f"jobs/{job_id}/render/report.json"


def take_report_key(job_id: JobId) -> str:
    """How the newest take went; every plan begins it anew."""
    return f"jobs/{job_id}/render/take.json"


def part_key(job_id: JobId, part: int, name: str) -> str:
    """What the part, counted from 1, is told or leaves for the task that joins."""
    return f"parts/{job_id}/{part}/{name}"


def part_report_key(job_id: JobId, part: int) -> str:
    return part_key(job_id, part, "report.json")


def part_progress_key(job_id: JobId, part: int) -> str:
    """template.yaml's rule for render progress matches this key, too."""
    return part_key(job_id, part, "render/progress.json")


def webhook_body_key(job_id: JobId, message: str) -> str:
    return f"jobs/{job_id}/webhook/{message}.json"


def ping_body_key(message: str) -> str:
    """template.yaml forgets what is under this prefix."""
    return f"webhooks/{message}.json"


def voice_sample_key(provider: str, narrator: str) -> str:
    """How a narrator sounds; nobody's, and kept."""
    return f"voices/{provider}/{narrator}.wav"


def job_in_progress_key(key: str) -> JobId:
    """The job whose `render_progress_key`, or whose part's, this is."""
    return JobId(key.split("/")[1])


def stored_script(artifacts: ArtifactStore, job_id: JobId) -> Script:
    """Raises `ArtifactNotFound` before the job's script is written."""
    return Script.model_validate_json(artifacts.get(script_key(job_id)))


def stored_takes(artifacts: ArtifactStore, script: Script, job_id: JobId) -> tuple[SceneTake, ...]:
    """One for each scene, in order. Raises `ArtifactNotFound` before all scenes are composed."""
    stored = (artifacts.get(scene_take_key(job_id, scene.number)) for scene in script.scenes)
    return tuple(map(SceneTake.model_validate_json, stored))


def store_take(artifacts: ArtifactStore, job_id: JobId, take: SceneTake) -> None:
    key, body = scene_take_key(job_id, take.number), take.model_dump_json().encode()
    artifacts.put(key, body, content_type="application/json")


def composed_scenes(artifacts: ArtifactStore, job_id: JobId) -> frozenset[int]:
    """Numbers of the scenes that there is code of."""
    names = artifacts.names(scene_takes_prefix(job_id))
    return frozenset(int(name.removesuffix(".json")) for name in names)
