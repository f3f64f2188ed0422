"""One job from its order to its end, as the OpenAPI document shows it."""

from typing import Any, Final

from studio.dialects.kodisc_v2.schemas import HELLO

_ID: Final = "0b5e6f0e-4c1d-4a57-9f0a-3d2f8a1c7b42"
_FILES: Final = f"https://media.example.com/jobs/{_ID}/outputs"

REQUEST: Final[dict[str, Any]] = {"code": HELLO, "className": "HelloKodisc"}
FULL_REQUEST: Final = REQUEST | {
    "quality": "high",
    "aspectRatio": "9:16",
    "fps": 60,
    "metadata": {"projectId": "proj_42"},
    "webhookUrl": "https://example.com/hooks/kodisc",
}
ACCEPTED: Final[dict[str, Any]] = {"jobId": _ID, "status": "queued", "endpoint": "render"}
QUEUED: Final[dict[str, Any]] = {
    "jobId": _ID,
    "endpoint": "render",
    "status": "queued",
    "creditsCost": 0,
    "durationMs": None,
    "result": None,
    "error": None,
    "metadata": {"projectId": "proj_42"},
    "createdAt": "2026-11-21T17:14:02.118Z",
    "completedAt": None,
}
RUNNING: Final = QUEUED | {"status": "running"}
COMPLETED: Final = QUEUED | {
    "status": "completed",
    "creditsCost": 6,
    "durationMs": 2312,
    "result": {
        "video": f"{_FILES}/video.mp4?X-Amz-Signature=…",
        "thumbnail": f"{_FILES}/thumb.jpg?X-Amz-Signature=…",
        "captions": f"{_FILES}/captions.vtt?X-Amz-Signature=…",
    },
    "completedAt": "2026-11-21T17:14:05.539Z",
}
FAILED: Final = QUEUED | {
    "status": "failed",
    "durationMs": 1840,
    "error": "ValueError: x must be positive\n  line 5, in construct\n    self.play(grow(-1))",
    "completedAt": "2026-11-21T17:14:04.401Z",
}
CANCELLED: Final = QUEUED | {
    "status": "failed",
    "durationMs": 900,
    "error": "Cancelled.",
    "completedAt": "2026-11-21T17:14:03.201Z",
}
FRAME: Final[dict[str, Any]] = {
    "jobId": _ID,
    "status": "completed",
    "image": f"{_FILES}/frame.png?X-Amz-Signature=…",
    "creditsCost": 2,
    "durationMs": 912,
}
FAILED_FRAME: Final[dict[str, Any]] = {
    "jobId": _ID,
    "status": "failed",
    "error": FAILED["error"],
    "creditsCost": 0,
    "durationMs": 640,
}
ME: Final[dict[str, Any]] = {
    "userId": "acct_2f6c0d9a1b3e4f5061728394a5b6c7d8",
    "keyId": "key_8c1d4e7f2a9b6c5d",
    "keyPrefix": "kdsc_live_9c1d",
    "credits": {"paid": 1840, "free": 200, "total": 2040},
}
