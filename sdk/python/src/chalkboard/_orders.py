"""What a job may be asked for, as JSON and as the fields of a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    from os import PathLike

Level = Literal["low", "medium", "high"]


class JobOptions(TypedDict, total=False):
    """How to explain the topic. What is None or left out is the service's default."""

    effort: Level
    audience: Literal["beginner", "intermediate", "expert"]
    tone: Literal["casual", "formal", "socratic"]
    theme: Literal["chalkboard", "light", "colorful"]
    template: str | None
    speed: float
    burn_captions: bool
    quiz: bool
    urls: list[str]
    github: list[str]
    qa_density: Literal["zero", "normal", "high"]
    email_on_complete: bool
    quality: Literal["low", "medium", "high", "4k"] | None
    model: str | None
    narrator: str | None
    pace: Literal["relaxed", "normal", "brisk"] | None


DEFAULTS: JobOptions = {
    "effort": "medium",
    "audience": "intermediate",
    "tone": "casual",
    "theme": "chalkboard",
    "speed": 1.0,
    "burn_captions": False,
    "quiz": False,
    "urls": [],
    "github": [],
    "qa_density": "normal",
    "email_on_complete": True,
    "quality": "medium",
}


def body(topic: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON of an order."""
    asked = {name: value for name, value in options.items() if value is not None}
    return {"topic": topic, **DEFAULTS, **asked}


def form(order: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """The same order as form fields."""
    return {
        name: list(map(str, value)) if isinstance(value, list) else _word(value)
        for name, value in order.items()
    }


def read(paths: Iterable[str | PathLike[str]]) -> list[tuple[str, bytes]]:
    """Names and contents. Raises OSError."""
    return [(Path(path).name, Path(path).read_bytes()) for path in paths]


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
