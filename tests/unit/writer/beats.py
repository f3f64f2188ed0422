"""How many cues a visual waits for: its beats after the one it enters with."""

from typing import assert_never

from studio.domain import visual as v


def beats_after_entry(visual: v.Visual) -> int:  # noqa: PLR0911 - one case per visual
    match visual:
        case v.TitleCard():
            return 1 if visual.note else 0
        case v.CodeListing() | v.Diagram() | v.Array():
            return len(visual.steps)
        case v.Comparison():
            pairs = max(len(visual.left.points), len(visual.right.points))
            return pairs + bool(visual.verdict)
        case v.Steps():
            return max(len(visual.steps) - 1, 0)
        case v.Timeline():
            return len(visual.moments)
        case v.Plot():
            return len(visual.curves) + (len(visual.marker.xs) if visual.marker else 0)
        case v.Equation():
            return max(len(visual.lines) - 1, 0)
        case v.Recap():
            return max(len(visual.points) - 1, 0)
        case unknown:
            assert_never(unknown)
