"""The files of a finished video, by their public names."""

from typing import Final

MADE_BY_RENDER: Final = ("final.mp4", "thumb.jpg", "voiceover.wav")
MADE_BY_PLAN: Final = (
    "captions.srt",
    "captions.vtt",
    "chapters.txt",
    "manifest.json",
    "scene.py",
    "script.txt",
    "segments.json",
)
CONTENT_TYPES: Final = {
    "jpg": "image/jpeg",
    "json": "application/json",
    "mp4": "video/mp4",
    "py": "text/x-python; charset=utf-8",
    "srt": "application/x-subrip; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "wav": "audio/wav",
}


def content_type(name: str) -> str:
    return CONTENT_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
