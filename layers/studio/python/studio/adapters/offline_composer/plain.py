"""The fallback for a scene that cannot be filmed: its words, calmly, one sentence at a time."""

import re
from dataclasses import replace
from typing import Final

from studio.adapters.offline_composer.module import Segment, module
from studio.adapters.offline_composer.python_text import Call
from studio.adapters.offline_composer.statements import Act, recap
from studio.domain.choices import Theme
from studio.domain.script import Scene

_MAX_POINTS: Final = 4
_MAX_CHARS: Final = 90


def plain_scene(scene: Scene, theme: Theme) -> str:
    points = [_short(part) for part in _sentences(scene.narration)][:_MAX_POINTS]
    segment = Segment(scene.number, scene.class_name, theme, scene.title)
    if len(points) > 1:
        return module(segment, recap(points))
    card = Act("card", Call("TitleCard", [scene.title, points[0] if points else ""]), ())
    return module(replace(segment, heading=""), card)


def _sentences(narration: str) -> list[str]:
    parts = re.split(r"(?<=[.!?])\s+", narration.strip())
    return [part for part in parts if part.strip()]


def _short(text: str) -> str:
    if len(text) <= _MAX_CHARS:
        return text
    return text[:_MAX_CHARS].rpartition(" ")[0].rstrip(",;: ") + "…"
