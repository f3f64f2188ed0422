"""Scenes that raise, or that must not be run at all."""

from typing import Final

from tests.fakes.scenes.scene import BrokenScene, module

_FORMULA: Final = """
    self.heading("A sum")
    formula = MathTex(r"{latex}", font_size=64)
    self.cue(1)
    self.play(Write(formula), run_time=0.5)
    self.cue(2)
    self.play(formula.animate.set_color(YELLOW), run_time=0.5)
"""

_STEP: Final = """
    self.heading("One step")
    dot = Dot(LEFT * 3, radius=0.2, color=YELLOW)
    self.add(dot)
    self.cue(1)
    {first}
    self.cue(2)
    self.play(dot.animate.shift(RIGHT * 2), run_time=0.5)
"""

_LETTER: Final = """
    self.heading("One letter")
    word = Text("halving", font_size=60)
    self.cue(1)
    self.play(Write(word), run_time=0.5)
    self.cue(2)
    self.play(word[{letter}].animate.set_color(YELLOW), run_time=0.5)
"""

_PICTURE: Final = """
    self.heading("A picture")
    picture = {picture}
    self.cue(1)
    self.play(FadeIn(picture), run_time=0.5)
    self.cue(2)
    self.play(picture.animate.scale(1.2), run_time=0.5)
"""

_SOLID: Final = """
    self.heading("A solid")
    {camera}
    solid = {solid}
    self.cue(1)
    self.play(FadeIn(solid), run_time=0.5)
    self.cue(2)
    self.play(Rotate(solid, PI / 4), run_time=0.5)
"""

_SORTED: Final = module("""
    self.heading("Sorted")
    cells = self.show(Array(["1", "2", "3"]))
    self.cue(1)
    self.play(cells.highlight(0))
    self.cue(2)
    self.play(cells.highlight(2))
""")

_FOLDER: Final = module(
    """
    self.heading("Where am I?")
    word = Text(os.environ.get("HOME", "nowhere"), font_size=40)
    subprocess.run(["true"], check=True)
    self.cue(1)
    self.play(FadeIn(word), run_time=0.5)
    self.cue(2)
    self.play(word.animate.shift(UP), run_time=0.5)
    """,
    imports="import os\nimport socket\nimport subprocess\n\nfrom stagecraft import *",
)

_NOWHERE: Final = module("""
    self.heading("Where am I?")
    word = Text("nowhere", font_size=40)
    self.cue(1)
    self.play(FadeIn(word), run_time=0.5)
    self.cue(2)
    self.play(word.animate.shift(UP), run_time=0.5)
""")


def _crash(name: str, template: str, broken: dict[str, str], mended: dict[str, str]) -> BrokenScene:
    return BrokenScene(
        name=name,
        kind="crash",
        mender="model",
        broken=module(template.format(**broken)),
        mended=module(template.format(**mended)),
    )


_SQUARES: Final = "*[FadeOut(m) for m in self.mobjects if isinstance(m, Square)]"
_SHIFTED: Final = "self.play(dot.animate.shift(RIGHT), run_time=0.5)"

CRASHES: Final = (
    _crash(
        "latex_error",
        _FORMULA,
        {"latex": r"\mathbbm{1} + n"},
        {"latex": r"\mathbb{1} + n"},
    ),
    _crash(
        "wrong_attribute",
        _STEP,
        {"first": "self.play(dot.animate.move_along(RIGHT), run_time=0.5)"},
        {"first": _SHIFTED},
    ),
    _crash(
        "wrong_arguments",
        _STEP,
        {"first": "self.play(Create(Arrow(dot, UP, DOWN, 1, 2, 3, 4, 5, 6)), run_time=0.5)"},
        {"first": "self.play(Create(Arrow(dot, ORIGIN)), run_time=0.5)"},
    ),
    _crash("missing_part", _LETTER, {"letter": "12"}, {"letter": "6"}),
    _crash(
        "missing_picture",
        _PICTURE,
        {"picture": 'ImageMobject("server.png")'},
        {"picture": "RoundedRectangle(width=2, height=3, corner_radius=0.2)"},
    ),
    _crash(
        "missing_drawing",
        _PICTURE,
        {"picture": 'SVGMobject("assets/database.svg")'},
        {"picture": "Ellipse(width=3, height=1)"},
    ),
    _crash(
        "solid_in_a_flat_scene",
        _SOLID,
        {
            "camera": "self.set_camera_orientation(phi=75 * DEGREES, theta=30 * DEGREES)",
            "solid": "Cube(side_length=2)",
        },
        {"camera": "self.wait(0.1)", "solid": "Square(side_length=2)"},
    ),
    BrokenScene(
        name="method_in_place_of_an_animation",
        kind="crash",
        mender="static",
        broken=module(_STEP.format(first="self.play(dot.shift, RIGHT)")),
        mended=module(_STEP.format(first=_SHIFTED)),
    ),
    _crash(
        "empty_group",
        _STEP,
        {"first": f"self.play(LaggedStart({_SQUARES}), run_time=0.5)"},
        {"first": _SHIFTED},
    ),
    _crash(
        "text_in_math_mode",
        _PICTURE,
        {"picture": 'Tex("the low_index", font_size=60)'},
        {"picture": 'Tex(r"the low\\_index", font_size=60)'},
    ),
    BrokenScene(
        name="not_a_segment",
        kind="crash",
        mender="model",
        broken=_SORTED.replace("(Segment)", "(Scene)"),
        mended=_SORTED,
    ),
    *(
        BrokenScene(
            name=name,
            kind="empty",
            mender="stage",
            broken=module(_STEP.format(first=f"self.play({animations})")),
            mended=module(_STEP.format(first=_SHIFTED)),
            fails=False,
        )
        for name, animations in (("empty_play", ""), ("empty_list_of_plays", _SQUARES))
    ),
    BrokenScene(
        name="syntax_error",
        kind="not_python",
        mender="model",
        broken=_SORTED.replace("self.play(cells.highlight(0))", "self.play(cells.highlight(0)"),
        mended=_SORTED,
    ),
    BrokenScene(
        name="fenced",
        kind="not_python",
        mender="static",
        broken=f"Here is the scene:\n\n```python\n{_SORTED}```\n\nIt highlights both ends.\n",
        mended=_SORTED,
    ),
    BrokenScene(
        name="wrong_class_name",
        kind="not_python",
        mender="static",
        broken=_SORTED.replace("class Segment01(", "class SortedScene("),
        mended=_SORTED,
    ),
    BrokenScene(
        name="forbidden_import",
        kind="forbidden",
        mender="model",
        broken=_FOLDER,
        mended=_NOWHERE,
        fails=False,
    ),
)
