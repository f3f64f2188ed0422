"""Whether a video is filmed by several render tasks, and what each of them films."""

from collections.abc import Container, Sequence
from itertools import groupby
from typing import Final

from studio.domain.render import FILMED, RenderPlan, RenderProgress

MOST_PARTS: Final = 8

_MEGAPIXEL: Final = 1_000_000


def parts(
    plan: RenderPlan, megapixels: int, kept: Container[int] = ()
) -> tuple[tuple[int, ...], ...]:
    """The numbers of the segments that each task films, in order; one part is the whole plan.

    `megapixels` are what one task should film: pixels of all frames, in millions. Nobody films
    the segments that are `kept`; there may be no other.
    """
    wanted = [segment for segment in plan.segments if segment.number not in kept]
    frames = [segment.frames for segment in wanted]
    pixels = sum(frames) * plan.format.width * plan.format.height
    count = min(-(-pixels // (megapixels * _MEGAPIXEL)), MOST_PARTS)
    dealt = zip(wanted, _shares(frames, count), strict=True)
    return tuple(
        tuple(segment.number for segment, _ in group)
        for _, group in groupby(dealt, key=lambda each: each[1])
    ) or ((),)


def _shares(frames: Sequence[int], count: int) -> list[int]:
    """Which of `count` equal stretches of the film the middle of each segment lies in."""
    total, before, shares = sum(frames), 0, []
    for each in frames:
        shares.append((2 * before + each) * count // (2 * total))
        before += each
    return shares


def clip_file(number: int) -> str:
    """Name of the clip of a segment, as an output of a part and as an input of the join."""
    return f"clip-{number:03d}.bin"


def together(parts: Sequence[RenderProgress]) -> RenderProgress:
    """How far the film is of which these parts, and perhaps more, film some frames each."""
    film = parts[0]
    frames = min(sum(part.frames_done for part in parts), film.frames)
    return RenderProgress(
        sequence=sum(part.sequence for part in parts),
        status="running",
        percent=frames * FILMED // film.frames,
        segments_done=sum(part.segments_done for part in parts),
        segments=film.segments,
        frames_done=frames,
        frames=film.frames,
        parts=film.parts,
    )
