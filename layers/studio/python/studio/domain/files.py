"""The files of a finished video, by their public names."""

from typing import Final

from studio.domain.choices import OutputFormat

MADE_BY_RENDER: Final = ("final.mp4", "thumb.jpg", "voiceover.wav")
MADE_BY_PLAN: Final = (
    "captions.srt",
    "captions.vtt",
    "chapters.txt",
    "manifest.json",
    "scene.py",
    "script.txt",
    "segments.json",
    "youtube_chapters.txt",
)
SCENE_MODULE: Final = "scene.py"
"""A caller's scene, among the files of its job."""

CONTENT_TYPES: Final = {
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "json": "application/json",
    "mp4": "video/mp4",
    "png": "image/png",
    "py": "text/x-python; charset=utf-8",
    "srt": "application/x-subrip; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "wav": "audio/wav",
    "webm": "video/webm",
}


def content_type(name: str) -> str:
    return CONTENT_TYPES.get(name.rpartition(".")[2], "application/octet-stream")


def made_from_scene(output_format: OutputFormat) -> tuple[str, ...]:
    """What filming a caller's scene delivers; a single picture comes alone."""
    if output_format == "png":
        return ("frame.png",)
    return ("captions.vtt", "thumb.jpg", f"video.{output_format}")
