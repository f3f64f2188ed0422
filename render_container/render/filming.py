"""Every segment becomes a clip: its scene, else one before it, its plain scene, or its title.

A scene that somebody will repair is only told of: nothing takes its place.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from render.crew import Crew, Ending
from render.order import ORDER, SEGMENTS, CaptionFrames, FilmOrder, read_count
from render.runs import PLATFORM_UNSAFE
from render.takes import Left, Take, left_by
from studio.domain.clips import caption_frames
from studio.domain.problem import Problem
from studio.domain.render import Format, RenderPlan, SegmentPlan, SegmentReport

WallLimit = Callable[[SegmentPlan | None, Format], float]
Progress = Callable[[int, int], None]

_NEXT: Final[dict[Take, Take]] = {"scene": "plain scene", "plain scene": "still"}
_POLL: Final = 0.2
_SHORTEST_LIMIT: Final = 90.0
_LONGEST_LIMIT: Final = 1000.0
_OPEN_ENDED: Final = 300.0
_LONGEST_WARNING: Final = 1_500
"""Characters: all warnings of a job are one item of a table."""
_ORDINARY_PIXELS: Final = 1280 * 720 * 30


class NothingFilmed(Exception):
    """Not even a title could be filmed; the message says why its scene could not."""


@dataclass(frozen=True)
class Filmed:
    """Where a segment's clip lies, which has as many frames as planned; or what is wrong."""

    clip: Path | None
    report: SegmentReport


Made = Callable[[Filmed], None]


@dataclass
class _Segment:
    plan: SegmentPlan
    first_frame: int
    take: Take = "scene"
    folder: Path = Path()
    limit: float = 0.0
    seconds: float = 0.0
    troubles: list[str] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    """Of its own scene, whatever is shown."""

    filmed: Filmed | None = None

    def report(self, warning: str | None, *, trouble: str | None = None) -> SegmentReport:
        return SegmentReport(
            number=self.plan.number,
            frames=self.plan.frames,
            seconds=self.seconds,
            warning=warning and warning[:_LONGEST_WARNING],
            trouble=trouble,
            problems=self.problems,
            clip=self.plan.clip,
        )


def wall_limit(segment: SegmentPlan | None, format_: Format) -> float:
    """Seconds a scene may take: a minute, and three times its length at ordinary quality.

    Half a minute and twice its length where it would be repaired, five minutes where nobody knows
    its length.
    """
    effort = max(1.0, format_.width * format_.height * format_.fps / _ORDINARY_PIXELS)
    if segment is not None and segment.checks == "strict":
        return min((30 + 2 * segment.frames / format_.fps) * effort, _LONGEST_LIMIT)
    length = 60 + 3 * segment.frames / format_.fps if segment else _OPEN_ENDED
    seconds = length * effort
    return min(max(seconds, _SHORTEST_LIMIT), _LONGEST_LIMIT)


class Filming:
    """Keeps the crew busy, longest segment first, until every segment is filmed or told of."""

    def __init__(
        self, plan: RenderPlan, segments_json: str, crew: Crew, scratch: Path, limit: WallLimit
    ) -> None:
        self._plan = plan
        self._segments_json = segments_json
        self._crew = crew
        self._scratch = scratch
        self._limit = limit
        self._by_folder: dict[Path, _Segment] = {}

    def run(
        self,
        numbers: Container[int],
        progress: Progress,
        made: Made,
        previous: Mapping[int, Filmed],
    ) -> list[Filmed]:
        """Film the segments of these numbers, `previous` standing in; raises `NothingFilmed`."""
        segments = [each for each in _placed(self._plan) if each.plan.number in numbers]
        for segment in sorted(segments, key=lambda each: -each.plan.frames):
            self._order(segment)
        while any(segment.filmed is None for segment in segments):
            for ending in self._crew.endings(_POLL):
                segment = self._by_folder[ending.folder]
                self._conclude(segment, ending, previous.get(segment.plan.number))
                if segment.filmed is not None:
                    made(segment.filmed)
            progress(*_reached(segments))
        return [segment.filmed for segment in segments if segment.filmed is not None]

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
        # A scene that is checked is a model's, which nobody knows better than a caller's.
        strangers = segment.take == "scene" and plan.checks != "none"
        self._crew.film(segment.folder, segment.limit, "film_strangers" if strangers else "film")

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
            checks=plan.checks if segment.take == "scene" else "none",
        )

    def _captions(self, segment: _Segment) -> Iterator[CaptionFrames]:
        for caption in self._plan.captions:
            shown = caption_frames(caption, self._plan, segment.plan, segment.first_frame)
            if shown:
                yield CaptionFrames(start=shown[0], end=shown[1], lines=caption.lines)

    def _conclude(self, segment: _Segment, ending: Ending, previous: Filmed | None) -> None:
        segment.seconds += ending.seconds
        if (ending.trouble or "").startswith(PLATFORM_UNSAFE):
            raise NothingFilmed(ending.trouble)
        left = left_by(ending, segment.plan.frames, segment.limit)
        if segment.take == "scene" and segment.plan.checks != "none":
            segment.problems = left.problems
        if segment.plan.checks == "strict" and segment.problems:
            told = segment.report(None).model_copy(update={"clip": None})
            segment.filmed = Filmed(None, told)
        elif left.clip is not None and not (segment.problems and previous):
            trouble = segment.troubles[0] if segment.take == "still" else None
            segment.filmed = Filmed(
                left.clip, segment.report(_warning(segment, left), trouble=trouble)
            )
        else:
            self._make_do(segment, left, previous)

    def _make_do(self, segment: _Segment, left: Left, previous: Filmed | None) -> None:
        segment.troubles.append(left.trouble)
        if previous is not None:
            warning = f"An earlier version of it is shown: {segment.troubles[0]}"
            parts = filter(None, [warning, previous.report.warning])
            segment.filmed = Filmed(previous.clip, segment.report(" ".join(parts)))
        elif segment.take in _NEXT:
            segment.take = _NEXT[segment.take]
            self._order(segment)
        else:
            raise NothingFilmed(segment.troubles[0])


def _placed(plan: RenderPlan) -> Iterator[_Segment]:
    first_frame = 0
    for segment in plan.segments:
        yield _Segment(segment, first_frame)
        first_frame += segment.frames


def _reached(segments: list[_Segment]) -> tuple[int, int]:
    """How many are filmed, and how many frames of all of them are taken."""
    done = frames = 0
    for segment in segments:
        if segment.filmed is None:
            frames += read_count(segment.folder, segment.plan.frames).frames
        elif segment.filmed.clip is not None:
            done += 1
            frames += segment.plan.frames
    return done, frames


def _warning(segment: _Segment, left: Left) -> str | None:
    parts = list(left.result.warnings)
    if segment.take == "scene" and segment.problems:
        problems = "; ".join(map(str, segment.problems))
        parts = [f"It may not look as it should: {problems}", *parts]
    if segment.take == "plain scene":
        parts = [f"Its plain scene was filmed instead: {segment.troubles[0]}", *parts]
    if segment.take == "still":
        parts = [f"Only its title is shown: {'; then '.join(segment.troubles)}"]
    return " ".join(parts) or None
