"""A scene's film has a name that says all that it is made of: what has the name is kept."""

import hashlib
import json
from collections.abc import Sequence
from typing import Final

from pydantic import JsonValue

from studio import __version__
from studio.domain.render import Caption, RenderPlan, SegmentPlan

ENGINE: Final = 1
"""Of the render: a higher one whenever the same scene is filmed otherwise than before."""

_DIGITS: Final = 32


def with_clips(plan: RenderPlan, entries: Sequence[JsonValue]) -> RenderPlan:
    """The same plan, whose clips are kept. `entries` are its segments' of `segments.json`."""
    segments, first_frame = [], 0
    for segment, entry in zip(plan.segments, entries, strict=True):
        name = clip_name(plan, segment, first_frame, entry)
        segments.append(segment.model_copy(update={"clip": name}))
        first_frame += segment.frames
    return plan.model_copy(update={"segments": tuple(segments)})


def clip_name(plan: RenderPlan, segment: SegmentPlan, first_frame: int, entry: JsonValue) -> str:
    """File name of the clip of a segment that begins with this frame of the film."""
    made_of = {
        "engine": (ENGINE, __version__),
        "scene": (segment.class_name, segment.source, segment.fallback_source, segment.title),
        "told": entry,
        "frames": segment.frames,
        "format": plan.format.model_dump(),
        "theme": plan.theme,
        "captions": _captions(plan, segment, first_frame) if plan.burn_captions else None,
    }
    digest = hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()
    return f"clip-{segment.number:03d}-{digest[:_DIGITS]}.bin"


def report_of(clip: str) -> str:
    """File name of what is told of a kept clip, and is stored before it."""
    return clip.removesuffix(".bin") + ".json"


def caption_frames(
    caption: Caption, plan: RenderPlan, segment: SegmentPlan, first_frame: int
) -> tuple[int, int] | None:
    """From when to when a caption is shown, in frames from the start of the segment."""
    fps = plan.format.fps
    start, end = round(caption.start * fps) - first_frame, round(caption.end * fps) - first_frame
    return (start, end) if end > 0 and start < segment.frames else None


def _captions(plan: RenderPlan, segment: SegmentPlan, first_frame: int) -> list[JsonValue]:
    return [
        [*shown, *caption.lines]
        for caption in plan.captions
        if (shown := caption_frames(caption, plan, segment, first_frame))
    ]
