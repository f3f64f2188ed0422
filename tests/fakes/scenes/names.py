"""Scenes that call things what they are not called here."""

from typing import Final

from tests.fakes.scenes.scene import BrokenScene, module

_CIRCLE: Final = """
    self.heading("A circle")
    circle = Circle(radius=1.2, color=YELLOW)
    self.cue(1)
    self.play({create}(circle), run_time=0.5)
    self.cue(2)
    self.play(circle.animate.set_fill(YELLOW, opacity=0.4), run_time=0.5)
"""

_TEXT: Final = """
    self.heading("A word")
    word = {text}("halving", font_size=48)
    self.cue(1)
    self.play(Write(word), run_time=0.5)
    self.cue(2)
    self.play(word.animate.shift(UP), run_time=0.5)
"""

_GRAPH: Final = """
    self.heading("A parabola")
    axes = Axes(x_range=[-3, 3, 1], y_range=[0, 9, 3], x_length=8, y_length=4).shift(DOWN * 0.5)
    self.cue(1)
    self.play(Create(axes), run_time=0.5)
    graph = axes.{plot}(lambda x: x**2, color=YELLOW)
    self.cue(2)
    self.play(Create(graph), run_time=0.5)
"""

_CODE: Final = """
    self.heading("Two lines of code")
    listing = Code({source}="a = 1\\nb = a + 1", language="python")
    self.cue(1)
    self.play(FadeIn(listing), run_time=0.5)
    self.cue(2)
    self.play(listing.animate.shift(UP * 0.5), run_time=0.5)
"""

_LINE: Final = """
    self.heading("From left to right")
    line = Line({start}, {end}, color=YELLOW)
    self.cue(1)
    self.play(Create(line), run_time=0.5)
    self.cue(2)
    self.play(FadeIn(Dot({end}, color=YELLOW)), run_time=0.5)
"""

_CHANCE: Final = """
    self.heading("Three throws")
    dice = VGroup(*[Text(str(random.randint(1, 6)), font_size=60) for _ in range(3)])
    dice.arrange(RIGHT, buff=1)
    self.cue(1)
    self.play(FadeIn(dice), run_time=0.5)
    self.cue(2)
    self.play(dice.animate.shift(UP), run_time=0.5)
"""

_SHARE: Final = """
    self.heading("A half")
    share = {share}
    self.cue(1)
    self.play(FadeIn(share), run_time=0.5)
    self.cue(2)
    self.play(share.animate.shift(UP), run_time=0.5)
"""

_PAUSE: Final = """
    self.heading("A pause")
    square = Square(color=BLUE)
    self.cue(1)
    self.play(Create(square), run_time=0.5)
    self.wait({seconds})
    self.cue(2)
    self.play(Rotate(square, PI / 4), run_time=0.5)
"""

_COLOUR: Final = """
    self.heading("A colour")
    dot = Circle(radius=1, color={colour}, fill_opacity=0.5)
    self.cue(1)
    self.play(FadeIn(dot), run_time=0.5)
    self.cue(2)
    self.play(dot.animate.shift(RIGHT * 2), run_time=0.5)
"""

_MISSPELT: Final = """
    self.heading("A square")
    square = Square(color=BLUE)
    self.cue(1)
    self.play(Create({square}), run_time=0.5)
    self.cue(2)
    self.play(Rotate(square, PI / 4), run_time=0.5)
"""

NAMES: Final = (
    BrokenScene(
        name="renamed_animation",
        kind="crash",
        mender="static",
        broken=module(_CIRCLE.format(create="ShowCreation")),
        mended=module(_CIRCLE.format(create="Create")),
    ),
    BrokenScene(
        name="renamed_text",
        kind="crash",
        mender="static",
        broken=module(_TEXT.format(text="TextMobject")),
        mended=module(_TEXT.format(text="Text")),
    ),
    BrokenScene(
        name="renamed_method",
        kind="crash",
        mender="static",
        broken=module(_GRAPH.format(plot="get_graph")),
        mended=module(_GRAPH.format(plot="plot")),
    ),
    BrokenScene(
        name="wrong_keyword",
        kind="crash",
        mender="static",
        broken=module(_CODE.format(source="code")),
        mended=module(_CODE.format(source="code_string")),
    ),
    BrokenScene(
        name="flat_points",
        kind="crash",
        mender="static",
        broken=module(_LINE.format(start="[-3, 0]", end="[3, 0]")),
        mended=module(_LINE.format(start="[-3, 0, 0]", end="[3, 0, 0]")),
    ),
    BrokenScene(
        name="missing_import",
        kind="crash",
        mender="static",
        broken=module(_CHANCE),
        mended=module(_CHANCE, imports="import random\n\nfrom stagecraft import *"),
    ),
    BrokenScene(
        name="math_in_text",
        kind="looks_wrong",
        mender="static",
        broken=module(_SHARE.format(share='Text(r"$\\frac{n}{2}$", font_size=60)')),
        mended=module(_SHARE.format(share='MathTex(r"\\frac{n}{2}", font_size=60)')),
        fails=False,
    ),
    BrokenScene(
        name="zero_wait",
        kind="crash",
        mender="static",
        broken=module(_PAUSE.format(seconds="0")),
        mended=module(_PAUSE.format(seconds="0.1")),
    ),
    BrokenScene(
        name="unknown_colour",
        kind="crash",
        mender="static",
        broken=module(_COLOUR.format(colour="CRIMSON")),
        mended=module(_COLOUR.format(colour='"#DC143C"')),
    ),
    BrokenScene(
        name="misspelt_name",
        kind="crash",
        mender="model",
        broken=module(_MISSPELT.format(square="sqaure")),
        mended=module(_MISSPELT.format(square="square")),
    ),
)
