"""Which pictures of a video somebody looks at."""

from collections.abc import Container, Iterator, Sequence
from typing import Final, NamedTuple

from studio.domain.brief import QaDensity
from studio.domain.render import RenderPlan
from studio.domain.review import FrameSpot


class _Density(NamedTuple):
    every: int
    """Milliseconds of video for each picture."""
    most: int


_DENSITIES: Final[dict[QaDensity, _Density]] = {
    "normal": _Density(30_000, 10),
    "high": _Density(15_000, 20),
}
MOST_PICTURES: Final = max(density.most for density in _DENSITIES.values())
_FEWEST: Final = 5
_OPENING: Final = 0.5
_LONG: Final = 4.0
_BEFORE_THE_END: Final = 0.25


def pictures(density: QaDensity, milliseconds: int) -> int:
    """How many a video of that length is worth, however many scenes it has."""
    if density == "zero":
        return 0
    rule = _DENSITIES[density]
    return min(max(-(-milliseconds // rule.every), _FEWEST), rule.most)


def frames_to_look_at(
    plan: RenderPlan, density: QaDensity, only: Container[int] | None = None
) -> tuple[FrameSpot, ...]:
    """In order of time; with `only`, pictures of the scenes of these numbers.

    Every scene just before it ends, when all of it is there, as far as the density allows; then
    the middles of long ones, and the video's opening.
    """
    if density == "zero":
        return ()
    most = _DENSITIES[density].most
    ends = [spot for spot in _ends(plan) if only is None or spot.scene in only]
    others = [spot for spot in _others(plan) if only is None or spot.scene in only]
    milliseconds = -(-plan.frames * 1000 // plan.format.fps)
    wanted = min(max(pictures(density, milliseconds), len(ends)), most)
    chosen = _thinned(ends, wanted)
    chosen += _thinned(others, wanted - len(chosen))
    return tuple(sorted(chosen, key=lambda spot: spot.seconds))


def _ends(plan: RenderPlan) -> Iterator[FrameSpot]:
    first, fps = 0, plan.format.fps
    for segment in plan.segments:
        before = min(round(_BEFORE_THE_END * fps), segment.frames // 2)
        yield FrameSpot(
            seconds=_seconds(first + segment.frames - 1 - before, fps), scene=segment.number
        )
        first += segment.frames


def _others(plan: RenderPlan) -> Iterator[FrameSpot]:
    first, fps = 0, plan.format.fps
    opening = min(round(_OPENING * fps), plan.segments[0].frames - 1)
    yield FrameSpot(seconds=_seconds(opening, fps), scene=plan.segments[0].number)
    for segment in plan.segments:
        if segment.frames > _LONG * fps:
            middle = first + segment.frames // 2
            yield FrameSpot(seconds=_seconds(middle, fps), scene=segment.number)
        first += segment.frames


def _seconds(frame: int, fps: int) -> float:
    return round(frame / fps, 3)


def _thinned(spots: Sequence[FrameSpot], most: int) -> list[FrameSpot]:
    """At most so many of them, as evenly spread as can be."""
    if len(spots) <= most:
        return list(spots)
    return [spots[(2 * place + 1) * len(spots) // (2 * most)] for place in range(most)]
