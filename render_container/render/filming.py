"""Every segment becomes a clip: its scene, else its plain scene, else a still of its title."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from render.clip import Clip, DamagedClip
from render.crew import Crew, Ending
from render.order import (
    CLIP,
    ORDER,
    RESULT,
    SEGMENTS,
    CaptionFrames,
    FilmOrder,
    FilmResult,
    read_count,
)
from studio.domain.render import Format, RenderPlan, SegmentPlan, SegmentReport

Take = Literal["scene", "plain scene", "still"]
WallLimit = Callable[[SegmentPlan | None, Format], float]
Progress = Callable[[int, int], None]

_NEXT: Final[dict[Take, Take]] = {"scene": "plain scene", "plain scene": "still"}
_POLL: Final = 0.2
_SHORTEST_LIMIT: Final = 90.0
_LONGEST_LIMIT: Final = 1000.0
_OPEN_ENDED: Final = 300.0
_ORDINARY_PIXELS: Final = 1280 * 720 * 30


class NothingFilmed(Exception):
    """Not even a title could be filmed; the message says why its scene could not."""


@dataclass(frozen=True)
class Filmed:
    """Where a segment's clip lies, which has as many frames as planned."""

    clip: Path
    report: SegmentReport


@dataclass
class _Segment:
    plan: SegmentPlan
    first_frame: int
    take: Take = "scene"
    folder: Path = Path()
    limit: float = 0.0
    seconds: float = 0.0
    troubles: list[str] = field(default_factory=list)
    filmed: Filmed | None = None


def wall_limit(segment: SegmentPlan | None, format_: Format) -> float:
    """Seconds a scene may take: a minute, and three times its length at ordinary quality.

    Five minutes where nobody knows its length.
    """
    effort = max(1.0, format_.width * format_.height * format_.fps / _ORDINARY_PIXELS)
    length = 60 + 3 * segment.frames / format_.fps if segment else _OPEN_ENDED
    seconds = length * effort
    return min(max(seconds, _SHORTEST_LIMIT), _LONGEST_LIMIT)


class Filming:
    """Keeps the crew busy, longest segment first, until every segment has a clip."""

    def __init__(
        self, plan: RenderPlan, segments_json: str, crew: Crew, scratch: Path, limit: WallLimit
    ) -> None:
        self._plan = plan
        self._segments_json = segments_json
        self._crew = crew
        self._scratch = scratch
        self._limit = limit
        self._segments = list(_placed(plan))
        self._by_folder: dict[Path, _Segment] = {}

    def run(self, numbers: Container[int], progress: Progress) -> list[Filmed]:
        """Film the segments of these numbers; raises `NothingFilmed`."""
        self._segments = [each for each in self._segments if each.plan.number in numbers]
        for segment in sorted(self._segments, key=lambda each: -each.plan.frames):
            self._order(segment)
        while any(segment.filmed is None for segment in self._segments):
            for ending in self._crew.endings(_POLL):
                self._conclude(self._by_folder[ending.folder], ending)
            progress(*self._reached())
        return [segment.filmed for segment in self._segments if segment.filmed is not None]

    def _reached(self) -> tuple[int, int]:
        done = sum(segment.filmed is not None for segment in self._segments)
        frames = [
            segment.plan.frames
            if segment.filmed
            else read_count(segment.folder, segment.plan.frames).frames
            for segment in self._segments
        ]
        return done, sum(frames)

    def _order(self, segment: _Segment) -> None:
        plan = segment.plan
        segment.folder = self._scratch / f"{segment.take.replace(' ', '_')}_{plan.number:02d}"
        segment.limit = self._limit(plan, self._plan.format)
        segment.folder.mkdir()
        sources = {"scene": plan.source, "plain scene": plan.fallback_source}
        module = f"scene_{plan.number:02d}.py" if segment.take in sources else None
        if module:
            (segment.folder / module).write_text(sources[segment.take])
        (segment.folder / SEGMENTS).write_text(self._segments_json)
        (segment.folder / ORDER).write_text(self._film_order(segment, module).model_dump_json())
        self._by_folder[segment.folder] = segment
        self._crew.film(segment.folder, segment.limit)

    def _film_order(self, segment: _Segment, module: str | None) -> FilmOrder:
        plan = segment.plan
        return FilmOrder(
            number=plan.number,
            title=plan.title,
            class_name=plan.class_name,
            module=module,
            theme=self._plan.theme,
            format=self._plan.format,
            frames=plan.frames,
            captioned=self._plan.burn_captions,
            captions=tuple(self._captions(segment)) if self._plan.burn_captions else (),
        )

    def _captions(self, segment: _Segment) -> Iterator[CaptionFrames]:
        for caption in self._plan.captions:
            start = round(caption.start * self._plan.format.fps) - segment.first_frame
            end = round(caption.end * self._plan.format.fps) - segment.first_frame
            if end > 0 and start < segment.plan.frames:
                yield CaptionFrames(start=start, end=end, lines=caption.lines)

    def _conclude(self, segment: _Segment, ending: Ending) -> None:
        segment.seconds += ending.seconds
        clip, result = _outcome(segment, ending)
        if clip is not None:
            warning = _warning(segment, result)
            report = SegmentReport(
                number=segment.plan.number,
                frames=segment.plan.frames,
                seconds=segment.seconds,
                warning=warning,
                trouble=segment.troubles[0] if segment.take == "still" else None,
            )
            segment.filmed = Filmed(clip, report)
            return
        segment.troubles.append(result.failure or "it left no usable clip")
        if segment.take not in _NEXT:
            raise NothingFilmed(segment.troubles[0])
        segment.take = _NEXT[segment.take]
        self._order(segment)


def _placed(plan: RenderPlan) -> Iterator[_Segment]:
    first_frame = 0
    for segment in plan.segments:
        yield _Segment(segment, first_frame)
        first_frame += segment.frames


def _outcome(segment: _Segment, ending: Ending) -> tuple[Path | None, FilmResult]:
    if ending.trouble is not None:
        return None, FilmResult(failure=ending.trouble)
    try:
        result = FilmResult.model_validate_json((ending.kept / RESULT).read_bytes())
        if result.failure is not None:
            return None, result
        clip = ending.kept / CLIP
        fits = len(Clip.read(clip).frames) == segment.plan.frames
    except (OSError, ValueError, DamagedClip):
        return None, FilmResult()
    return (clip, result) if fits else (None, FilmResult())


def _warning(segment: _Segment, result: FilmResult) -> str | None:
    parts = list(result.warnings)
    if segment.take == "plain scene":
        parts = [f"Its plain scene was filmed instead: {segment.troubles[0]}", *parts]
    if segment.take == "still":
        parts = [f"Only its title is shown: {'; then '.join(segment.troubles)}"]
    return " ".join(parts) or None
