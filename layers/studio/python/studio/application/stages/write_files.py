"""The text files that come with a video (chalkboard-v1.md A.10), from its plan."""

import json
from collections.abc import Iterator, Sequence

from studio import __version__
from studio.domain.captions import to_ffmetadata, to_srt, to_vtt
from studio.domain.chapters import to_youtube
from studio.domain.job import Job
from studio.domain.pacing import PACING
from studio.domain.render import RenderPlan, SegmentPlan
from studio.domain.scene_code import one_module
from studio.domain.scene_repair.excerpt import is_python
from studio.domain.script import Scene, Script
from studio.domain.voice import VoiceTrack


def text_files(
    job: Job,
    script: Script,
    tracks: Sequence[VoiceTrack],
    plan: RenderPlan,
) -> dict[str, str]:
    """File name to content. Pure."""
    segments = [
        _segment(scene, track, segment, plan)
        for scene, track, segment in zip(script.scenes, tracks, plan.segments, strict=True)
    ]
    return {
        "captions.srt": to_srt(plan.captions),
        "captions.vtt": to_vtt(plan.captions),
        "chapters.txt": to_ffmetadata(plan.chapters),
        "manifest.json": json.dumps(_manifest(job, script, plan), indent=2, ensure_ascii=False),
        "scene.py": one_module([_shown(segment) for segment in plan.segments]),
        "script.txt": "\n\n".join(scene.narration for scene in script.scenes) + "\n",
        "segments.json": json.dumps(segments, indent=2, ensure_ascii=False),
        "youtube_chapters.txt": to_youtube(plan.chapters),
    }


def _shown(segment: SegmentPlan) -> str:
    """What is no Python was not filmed: its plain scene was."""
    return segment.source if is_python(segment.source) else segment.fallback_source


def _segment(
    scene: Scene, track: VoiceTrack, segment: SegmentPlan, plan: RenderPlan
) -> dict[str, object]:
    words = scene.narration.split()
    duration = segment.frames / plan.format.fps
    inserted = sum(pause.seconds for pause in segment.pauses)
    speech_end = segment.lead_in + track.seconds / plan.tempo + inserted
    return {
        "text": scene.narration,
        "title": scene.title,
        "class_name": segment.class_name,
        "actual_duration_sec": duration,
        "frames": segment.frames,
        "fps": plan.format.fps,
        "cues": [round(cue, 3) for cue in segment.cues],
        "cue_text": [words[cue] for cue in scene.cues],
        "pauses": list(_pauses(segment, plan.tempo)),
        "speech_start_sec": segment.lead_in,
        "speech_end_sec": round(speech_end, 3),
        "hold_sec": round(duration - speech_end, 3),
    }


def _pauses(segment: SegmentPlan, tempo: float) -> Iterator[dict[str, object]]:
    """When each begins in its segment, what is inserted, and what the voice leaves besides."""
    inserted = 0.0
    for pause in segment.pauses:
        yield {
            "at": round(segment.lead_in + pause.at / tempo + inserted, 3),
            "sec": pause.seconds,
            "gap": round(pause.gap / tempo, 3),
            "kind": pause.kind,
        }
        inserted += pause.seconds


def _manifest(job: Job, script: Script, plan: RenderPlan) -> dict[str, object]:
    brief = job.topic
    return {
        "run_id": job.id,
        "chalkboard_version": __version__,
        "title": script.title,
        "writer": script.writer,
        "scene_class_names": [segment.class_name for segment in plan.segments],
        "width": plan.format.width,
        "height": plan.format.height,
        "fps": plan.format.fps,
        "pacing": PACING[brief.pace]._asdict(),
        "mode": job.mode,
        **brief.model_dump(
            mode="json", exclude={"kind", "urls", "github", "context", "email_on_complete"}
        ),
    }
