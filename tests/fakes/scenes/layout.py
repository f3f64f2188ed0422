"""Scenes that film, and that nobody can watch."""

from typing import Final

from studio.domain.problem import ProblemKind
from tests.fakes.scenes.scene import BrokenScene, module

_LABEL: Final = """
    self.heading("A long answer")
    label = Text("the answer is on the right", font_size=40){place}
    self.cue(1)
    self.play(FadeIn(label), run_time=0.5)
    self.cue(2)
    self.play(Create(Dot(DOWN * 2, radius=0.2, color=YELLOW)), run_time=0.5)
"""

_PAIR: Final = """
    self.heading("Two words")
    first = Text("before", font_size=48)
    second = Text("after", font_size=48){place}
    self.cue(1)
    self.play(FadeIn(first), run_time=0.5)
    self.cue(2)
    self.play(FadeIn(second), run_time=0.5)
"""

_CURVE: Final = """
    self.heading("A straight line")
    axes = Axes(x_range=[0, 5, 1], y_range=[0, 5, 1], x_length=8, y_length=4).shift(DOWN * 0.5)
    graph = axes.plot(lambda x: x, color=YELLOW)
    self.add(axes)
    self.cue(1)
    self.play(Create(graph), run_time=0.5)
    label = Text("linear growth", font_size=32).move_to(axes.c2p({place}))
    self.cue(2)
    self.play(FadeIn(label), run_time=0.5)
"""

_INK: Final = """
    self.heading("An ink")
    label = Text("hard to see", font_size=44, color="{ink}")
    self.cue(1)
    self.play(FadeIn(label), run_time=0.5)
    self.cue(2)
    self.play(Create(Dot(DOWN * 2, radius=0.2, color=YELLOW)), run_time=0.5)
"""

_SIZE: Final = """
    self.heading("A footnote")
    label = Text("hard to read from the sofa", font_size={size})
    self.cue(1)
    self.play(FadeIn(label), run_time=0.5)
    self.cue(2)
    self.play(Create(Dot(DOWN * 2, radius=0.2, color=YELLOW)), run_time=0.5)
"""

_TURN: Final = """
    self.heading("A turn")
    square = Square(color=BLUE)
    self.cue(1)
    self.play(Create(square), run_time=0.5)
    self.cue({second})
    self.play(Rotate(square, PI), run_time={seconds})
    self.play(square.animate.shift(RIGHT), run_time=0.3)
"""

_UNCUED: Final = """
    self.heading("A turn")
    square = Square(color=BLUE)
    self.play(Create(square), run_time=0.5)
    self.play(Rotate(square, PI), run_time=0.5)
"""

_BLANK: Final = """
    self.wait(1)
"""


def _seen(
    name: ProblemKind,
    template: str,
    broken: dict[str, str],
    mended: dict[str, str],
    kind: ProblemKind | None = None,
) -> BrokenScene:
    return BrokenScene(
        name=name,
        kind=name,
        mender="model",
        broken=module(template.format(**broken)),
        mended=module(template.format(**mended)),
        fails=False,
    )


_ON_TIME: Final = module(_TURN.format(second="2", seconds="0.5"))


def _timed(name: str, kind: ProblemKind, broken: str) -> BrokenScene:
    return BrokenScene(
        name=name, kind=kind, mender="model", broken=broken, mended=_ON_TIME, fails=False
    )


LAYOUT: Final = (
    _seen("off_frame", _LABEL, {"place": ".move_to(RIGHT * 6)"}, {"place": ""}),
    _seen("text_overlap", _PAIR, {"place": ".shift(RIGHT * 0.5)"}, {"place": ".shift(DOWN * 1.5)"}),
    _seen("label_on_curve", _CURVE, {"place": "2.5, 2.5"}, {"place": "1.6, 4.2"}),
    _seen("low_contrast", _INK, {"ink": "#2A2A2A"}, {"ink": "#F5F0E8"}),
    _seen("too_small", _SIZE, {"size": "9"}, {"size": "36"}),
    _timed("outlasts", "outlasts", module(_TURN.format(second="2", seconds="60"))),
    _timed("no_such_cue", "unused_cue", module(_TURN.format(second="9", seconds="0.5"))),
    _timed("unused_cues", "unused_cue", module(_UNCUED)),
    _timed("empty", "empty", module(_BLANK)),
)
