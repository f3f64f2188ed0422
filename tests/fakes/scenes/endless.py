"""Scenes that never end."""

from typing import Final

from tests.fakes.scenes.scene import BrokenScene, module

_SEARCH: Final = """
    self.heading("Halving")
    low, high = 0, 15
    while {condition}:
        middle = (low + high) // 2
        {step}
    found = Text(f"found {{low}}", font_size=48)
    self.cue(1)
    self.play(FadeIn(found), run_time=0.5)
    self.cue(2)
    self.play(found.animate.set_color(YELLOW), run_time=0.5)
"""

_BLINK: Final = """
    self.heading("Blinking")
    dot = Dot(radius=0.4, color=YELLOW)
    self.add(dot)
    self.cue(1)
    {loop}:
        self.play(dot.animate.set_opacity(0.2), run_time=0.2)
        self.play(dot.animate.set_opacity(1), run_time=0.2)
    self.cue(2)
    self.play(dot.animate.shift(RIGHT), run_time=0.5)
"""

ENDLESS: Final = (
    BrokenScene(
        name="endless_loop",
        kind="timeout",
        mender="model",
        broken=module(_SEARCH.format(condition="low < high", step="low = middle")),
        mended=module(_SEARCH.format(condition="low < high", step="low = middle + 1")),
    ),
    BrokenScene(
        name="endless_plays",
        kind="outlasts",
        mender="model",
        broken=module(_BLINK.format(loop="while True")),
        mended=module(_BLINK.format(loop="for _ in range(2)")),
        fails=False,
    ),
)
