"""Valid by default: a test states only what matters to it."""

from datetime import UTC, datetime
from typing import Any

from studio.domain.account import Caller
from studio.domain.brief import AccountId, JobId, SceneBrief, TopicBrief
from studio.domain.delivery import Delivery
from studio.domain.job import Dialect, Job
from studio.domain.model_call import ModelCall
from studio.domain.render import (
    Chapter,
    Format,
    RenderPlan,
    RenderProgress,
    RenderReport,
    SegmentPlan,
)
from studio.domain.script import Draft, DraftScene, Scene, SceneCode, Script
from studio.domain.timeline import Happening, JobEvent
from studio.domain.visual import TitleCard
from studio.domain.voice import VoiceTrack, Word
from studio.domain.webhook_endpoint import Endpoint, SealedSecrets

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
OWNER = AccountId("acct_1")
JOB = JobId("7b0c6c0e-0000-4000-8000-000000000001")


def a_caller(**changes: Any) -> Caller:
    return Caller(**{"account_id": OWNER, "mode": "live", **changes})


def a_brief(**changes: Any) -> TopicBrief:
    return TopicBrief(**{"topic": "How hash tables work", **changes})


def a_scene_brief(**changes: Any) -> SceneBrief:
    return SceneBrief(**{"class_name": "Circles", **changes})


def a_job(**changes: Any) -> Job:
    fields = {
        "id": JOB,
        "owner": OWNER,
        "dialect": Dialect.CHALKBOARD_V1,
        "mode": "live",
        "brief": a_brief(),
        "created_at": NOON,
        "updated_at": NOON,
    }
    return Job(**{**fields, **changes})


def an_event(number: int = 1, **changes: Any) -> JobEvent:
    fields = {"id": f"{number:04d}", "at": NOON, "happening": Happening.ACCEPTED}
    return JobEvent(**{**fields, **changes})


def a_model_call(**changes: Any) -> ModelCall:
    fields = {
        "task": "scene",
        "model": "claude-sonnet-5-5",
        "input_tokens": 500,
        "output_tokens": 1000,
        "max_tokens": 8000,
        "stop_reason": "end_turn",
        "seconds": 2.5,
    }
    return ModelCall(**{**fields, **changes})


def a_call_event(number: int = 1, **changes: Any) -> JobEvent:
    """As a job's meter records it."""
    call = a_model_call(**changes)
    detail = call.model_dump(mode="json") | {"cost_nanodollars": call.cost}
    return an_event(number, happening=Happening.MODEL_CALLED, detail=detail)


def a_draft(*narrations: str, **changes: Any) -> Draft:
    scenes = tuple(
        DraftScene(title=f"Scene {n}", narration=text, visual=TitleCard(title=f"Scene {n}"))
        for n, text in enumerate(narrations or ("Five words are said here",), start=1)
    )
    return Draft(**{"title": "A Draft", "scenes": scenes, "writer": "a test", **changes})


def a_scene(number: int = 1, narration: str = "One two three four", **changes: Any) -> Scene:
    fields = {
        "number": number,
        "title": f"Scene {number}",
        "narration": narration,
        "visual": TitleCard(title=f"Scene {number}"),
        "expected_seconds": 2.0,
    }
    return Scene(**{**fields, **changes})


def a_script(*scenes: Scene, **changes: Any) -> Script:
    fields = {"title": "A Script", "scenes": scenes or (a_scene(),), "writer": "a test"}
    return Script(**{**fields, **changes})


def a_track(narration: str = "One two three four", seconds: float = 2.0) -> VoiceTrack:
    """Words evenly spread over the audio."""
    words = narration.split()
    each = seconds / len(words)
    return VoiceTrack(
        voice="even",
        media_type="audio/wav",
        seconds=seconds,
        words=tuple(
            Word(text=word, start=i * each, end=min((i + 1) * each, seconds))
            for i, word in enumerate(words)
        ),
    )


def scene_code(scene: Scene) -> SceneCode:
    source = f"from stagecraft import *\n\n\nclass {scene.class_name}(Segment):\n    number = {scene.number}\n"
    return SceneCode(number=scene.number, class_name=scene.class_name, source=source)


def a_segment_plan(number: int = 1, **changes: Any) -> SegmentPlan:
    fields = {
        "number": number,
        "title": f"Scene {number}",
        "class_name": f"Segment{number:02d}",
        "source": "",
        "fallback_source": "",
        "frames": 30,
        "lead_in": 0.5,
        "narration": "One two three four",
        "cues": (),
        "voice": f"{number:02d}",
    }
    return SegmentPlan(**{**fields, **changes})


def a_render_plan(*segments: SegmentPlan, **changes: Any) -> RenderPlan:
    fields = {
        "job_id": JOB,
        "title": "A Video",
        "theme": "chalkboard",
        "format": Format(width=854, height=480, fps=15),
        "tempo": 1.0,
        "segments": segments or (a_segment_plan(),),
        "chapters": (Chapter(start=0, end=2, title="Scene 1"),),
        "captions": (),
    }
    return RenderPlan(**{**fields, **changes})


def a_progress(**changes: Any) -> RenderProgress:
    fields = {
        "sequence": 1,
        "status": "running",
        "percent": 50,
        "segments_done": 1,
        "segments": 2,
        "frames_done": 15,
        "frames": 30,
    }
    return RenderProgress(**{**fields, **changes})


def a_report(**changes: Any) -> RenderReport:
    return RenderReport(**{"seconds": 3.0, "duration": 42.5, **changes})


def a_delivery(**changes: Any) -> Delivery:
    fields = {
        "id": "dlv_1",
        "account": OWNER,
        "event": "job.completed",
        "message": "evt_1",
        "body_key": f"jobs/{JOB}/webhook/evt_1.json",
        "job_id": JOB,
        "endpoint": "whk_1",
    }
    return Delivery(**{**fields, **changes})


def an_endpoint(**changes: Any) -> Endpoint:
    fields = {
        "id": "whk_1",
        "account": OWNER,
        "url": "https://hooks.example/chalkboard",
        "created_at": NOON,
        "secrets": SealedSecrets(current=b"sealed"),
    }
    return Endpoint(**{**fields, **changes})
