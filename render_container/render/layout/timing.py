"""Whether a scene keeps to its narration: what was cut, and which cues it used."""

from collections.abc import Iterator
from typing import Any, Final

from manim import Scene, Wait

from render.layout.findings import Finding
from stagecraft.clock import Clock

_TOLERATED: Final = 1.5


def is_pause(scene: Scene) -> bool:
    return all(isinstance(each, Wait) for each in scene.animations or ())


def outlasts(scene: Any, cut: float) -> Iterator[Finding]:
    """`cut` seconds of animation found no room in the frames; a clock notes its own."""
    clock = getattr(scene, "clock", None)
    if isinstance(clock, Clock):
        cut = clock.cut
    if isinstance(clock, Clock) and clock.is_endless:
        yield Finding(
            "outlasts",
            "The scene goes on without an end after its narration: it was stopped.",
            "Loops must end by themselves: play a fixed number of times, or use a for loop.",
        )
        return
    if cut >= _TOLERATED:
        yield Finding(
            "outlasts",
            f"The scene goes on after its narration has ended: {cut:.1f} s of animation were "
            "cut or squeezed.",
            f"Shorten run_time by {cut:.1f} s in all, or leave out what is played last.",
        )


def cues(scene: Any) -> Iterator[Finding]:
    clock = getattr(scene, "clock", None)
    if not isinstance(clock, Clock) or not clock.cues:
        return
    count = len(clock.cues)
    if not clock.reached and not clock.unknown:
        yield Finding(
            "unused_cue",
            f"The narration has {count} cues and the scene waits for none of them.",
            f"Call self.cue(1){f' to self.cue({count})' if count > 1 else ''}, each just before "
            "what the narration then speaks of.",
        )
    for number in clock.unknown:
        yield Finding(
            "unused_cue",
            f"The scene waits for cue {number}, but the narration has {count}.",
            f"Use self.cue(1) to self.cue({count}) only.",
        )
