"""A segment's clock: it counts frames, and knows on which frame each cue falls."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

SEGMENTS: Final = Path("segments.json")
BARE_SPACING: Final = 2.0
"""Seconds between cues when nobody has narrated the scene."""

MOST_AFTER_END: Final = 50
"""Calls that a scene may make when its time is up."""

MOST_IDLE: Final = 1000
"""Calls in a row that take no time."""


@dataclass
class Clock:
    """`total` and `cues` are None when nothing is narrated: then time is as long as it takes."""

    fps: float
    total: int | None
    cues: tuple[int, ...] | None
    strict: bool
    frame: int = 0
    reached: int = 0
    reached_at: int = field(default=0)
    cut: float = 0.0
    """Seconds of animation that the end left no room for."""

    unknown: list[int] = field(default_factory=list)
    """Cues that were waited for and do not exist."""

    idle_calls: int = 0
    last_frame: int = -1
    is_endless: bool = False

    def frame_of(self, cue: int) -> int:
        """The frame on which a cue falls; now, if there is no such cue."""
        if self.cues is None:
            return max(self.frame, self.reached_at + round(BARE_SPACING * self.fps))
        if not 1 <= cue <= len(self.cues):
            return self.frame
        return self.cues[cue - 1]

    def reach(self, cue: int) -> int:
        """Frames to wait for the cue."""
        if self.cues is not None and not 1 <= cue <= len(self.cues) and cue not in self.unknown:
            self.unknown.append(cue)
        wait = max(0, self.frame_of(cue) - self.frame)
        self.reached = max(self.reached, cue)
        self.reached_at = self.frame + wait
        return wait

    def room(self) -> int | None:
        """Frames before the next awaited cue or the end; None when there is no limit."""
        if self.total is None:
            return None
        ends = [self.total]
        if self.strict and self.cues is not None:
            ends += self.cues[self.reached : self.reached + 1]
        return max(0, min(ends) - self.frame)

    def clip(self, seconds: float) -> int:
        """Whole frames for an animation of so many seconds: at least one, if there is room."""
        wanted = max(1, round(seconds * self.fps)) if seconds > 0 else 0
        room = self.room()
        return wanted if room is None else min(wanted, room)

    def lose(self, seconds: float, frames: int) -> None:
        """Note what the end takes from an animation; what a cue takes is meant so."""
        if self.total is not None and self.frame + frames >= self.total:
            self.cut += max(0.0, seconds - frames / self.fps)

    def goes_on(self) -> bool:
        """Whether another call may be made: many that take no time are a loop without an end."""
        self.idle_calls = self.idle_calls + 1 if self.frame == self.last_frame else 0
        self.last_frame = self.frame
        over = self.total is not None and self.frame >= self.total
        self.is_endless |= self.idle_calls > (MOST_AFTER_END if over else MOST_IDLE)
        return not self.is_endless

    def remaining(self) -> int:
        if self.total is not None:
            return max(0, self.total - self.frame)
        return max(0, self.reached_at + round(BARE_SPACING * self.fps) - self.frame)


def clock_for(number: int, fps: float, *, strict: bool, segments: Path = SEGMENTS) -> Clock:
    """Read the segment's entry; a scene run without segments.json keeps its own time."""
    if not segments.exists():
        return Clock(fps, None, None, strict)
    entries = json.loads(segments.read_text(encoding="utf-8"))
    if not 1 <= number <= len(entries):
        raise ValueError(f"{segments} has {len(entries)} segments, none of them number {number}")
    return _from_entry(entries[number - 1], fps, strict=strict)


def _from_entry(entry: dict[str, Any], fps: float, *, strict: bool) -> Clock:
    total = round(entry["actual_duration_sec"] * fps)
    cues = tuple(min(round(second * fps), total) for second in entry.get("cues", ()))
    return Clock(fps, total, cues, strict)
