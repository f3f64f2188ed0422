import ast
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.scene_repair import repair

_SCENE = "from manim import *\n\nclass S(Scene):\n    def construct(self):\n"


def mended(line: str) -> str:
    """What becomes of this line of a scene, without the lines around it."""
    result = repair(_SCENE + textwrap.indent(line, " " * 8) + "\n").source
    return textwrap.dedent(result.partition("construct(self):\n")[2]).strip()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("self.play(ShowCreation(Circle()))", "self.play(Create(Circle()))"),
        ("self.play(FadeInFrom(m, DOWN))", "self.play(FadeIn(m, shift=UP))"),
        ("self.play(FadeInFrom(m, LEFT * 2))", "self.play(FadeIn(m, shift=-(LEFT * 2)))"),
        ("self.play(FadeInFrom(m))", "self.play(FadeIn(m, shift=UP))"),
        ("self.play(FadeOutAndShift(m, UP))", "self.play(FadeOut(m, shift=UP))"),
        ("self.play(FadeInFromLarge(m, 3))", "self.play(FadeIn(m, scale=3))"),
        ("self.play(FadeIn(m, UP))", "self.play(FadeIn(m, shift=UP))"),
        ("self.play(CircleIndicate(m))", "self.play(Circumscribe(m, shape=Circle))"),
        ('t = TextMobject("x")', 't = Tex("x")'),
        ("g = axes.get_graph(f)", "g = axes.plot(f)"),
        ("m.scale_in_place(2)", "m.scale(2)"),
        ("m.scale_about_point(2, ORIGIN)", "m.scale(2, about_point=ORIGIN)"),
        ("m.set_width(3, stretch=True)", "m.stretch_to_fit_width(3)"),
        ("w = FRAME_WIDTH", "w = config.frame_width"),
        ("c = Circle(color=CYAN)", 'c = Circle(color=ManimColor("#00FFFF"))'),
        ('c = Circle(color="light blue")', 'c = Circle(color="#ADD8E6")'),
        ("c = Circle(colour=RED)", "c = Circle(color=RED)"),
        ("c = Circle(glow=3, color=RED)", "c = Circle(color=RED)"),
        ('t = Text("a", size=0.5)', 't = Text("a", font_size=24)'),
        ('t = Text("a", weight="bold")', 't = Text("a", weight=BOLD)'),
        ('c = Code(code="x = 1")', 'c = Code(code_string="x = 1")'),
        (
            'c = Code(code_string="x", font="Mono", font_size=9)',
            'c = Code(code_string="x", paragraph_config={"font": "Mono", "font_size": 9})',
        ),
        (
            "a = Axes(x_min=0, x_max=3, y_min=-1, y_max=2)",
            "a = Axes(x_range=[0, 3], y_range=[-1, 2])",
        ),
        ("r = Rectangle(corner_radius=0.1)", "r = RoundedRectangle(corner_radius=0.1)"),
        ("s = SurroundingRectangle(m, YELLOW)", "s = SurroundingRectangle(m, color=YELLOW)"),
        ("m.next_to(n, UP, buf=1)", "m.next_to(n, UP, buff=1)"),
        ("d = Dot([1, 2])", "d = Dot([1, 2, 0])"),
        ("m.move_to((1, 2))", "m.move_to((1, 2, 0))"),
        ("m.shift(np.array([1, 2]))", "m.shift(np.array([1, 2, 0]))"),
        ("p = Polygon([0, 0], [1, 1], (2, 0))", "p = Polygon([0, 0, 0], [1, 1, 0], (2, 0, 0))"),
        ('t = Text("$x^2$")', 't = MathTex(r"x^2")'),
        ('t = Text("so $x^2$ grows")', 't = Tex(r"so $x^2$ grows")'),
        (r'm = MathTex("\frac{1}{2}")', r'm = MathTex(r"\frac{1}{2}")'),
        ("self.play(m.shift(UP))", "self.play(m.animate.shift(UP))"),
        (
            "self.play(m.shift, UP, n.scale, 2)",
            "self.play(m.animate.shift(UP), n.animate.scale(2))",
        ),
        ("self.play(m.shift, UP, m.scale, 2)", "self.play(m.animate.shift(UP).scale(2))"),
        ("self.play(Create(m), 2)", "self.play(Create(m), run_time=2)"),
        ("self.play(Circle())", "self.play(Create(Circle()))"),
        ("self.play(self.cue(1))", "self.cue(1)"),
        ("self.wait(0)\nself.add(m)", "self.add(m)"),
        ("self.play()\nself.add(m)", "self.add(m)"),
        ("self.wait(-1)", "pass"),
        (
            "i = ImageMobject(a); g = VGroup(*self.mobjects)",
            "i = ImageMobject(a); g = Group(*self.mobjects)",
        ),
        (
            "from manim.mobject.geometry import Circle, Dot as D",
            "from manim import Circle, Dot as D",
        ),
        ('c = Code(code_string="x")\nc.code[0]', 'c = Code(code_string="x")\nc.code_lines[0]'),
        (
            "self.play(Restore(self.camera.frame))",
            "self.camera.frame.save_state()\nself.play(Restore(self.camera.frame))",
        ),
        ("LaggedStartMap(FadeInFromDown, g)", "LaggedStartMap(FadeIn, g)"),
        ("g = Circle() + Square()", "g = VGroup(Circle(), Square())"),
    ],
)
def test_what_needs_no_model_is_mended(wrong, right):
    assert mended(wrong) == right
    assert mended(right) == right


@pytest.mark.parametrize(
    "right",
    [
        'm = MathTex(r"\\frac{1}{2}", "x")',
        'm = MathTex("a\\n b")',
        'm = Text("it costs $5 or $6")',
        "v = [1, 2]; m.scale(2)",
        "axes.c2p(1, 2)",
        "m.animate.shift(UP)",
        "self.play(m.animate.shift(UP), run_time=2)",
        "self.wait(0.5)",
        "g = VGroup(*self.mobjects)",
        "self.play([Create(m)])",
        "total = tracker + 1",
        "t = ValueTracker(1) + 2",
    ],
)
def test_what_is_right_stays(right):
    assert mended(right) == right


def test_names_of_the_authors_own_stay():
    source = _SCENE + "        ShowCreation = Create\n        self.play(ShowCreation(Circle()))\n"

    assert repair(source).source == source


def test_comments_and_formatting_stay():
    source = (
        _SCENE + "        c = Circle( radius = 1 )   # mine\n        self.play(ShowCreation(c))\n"
    )

    assert repair(source).source == source.replace("ShowCreation", "Create")


def test_every_change_is_told_with_its_line():
    assert repair(_SCENE + "        self.play(ShowCreation(Circle()))\n").changes == (
        "ShowCreation is Create here (line 5)",
    )


def test_code_is_taken_out_of_its_markdown():
    code = _SCENE + "        self.wait()\n"

    mended = repair(f"Here it is:\n\n```python\n{code}```\nEnjoy!\n")

    assert mended.source == code


def test_typeset_quotes_and_tabs_become_plain():
    source = "from manim import *\nclass S(Scene):\n\tdef construct(self):\n        t = Text(“a”)\n"

    assert 'Text("a")' in repair(source).source


def test_a_formula_of_the_other_manim_stays_a_formula():
    source = (
        "from manimlib import *\nclass S(Scene):\n    def construct(self):\n        Tex('x^2')\n"
    )

    assert repair(source).source == source.replace("manimlib", "manim").replace("Tex", "MathTex")


@pytest.mark.parametrize(
    ("uses", "base"),
    [
        ("self.camera.frame.scale(2)", "MovingCameraScene"),
        ("self.set_camera_orientation(phi=1)", "ThreeDScene"),
        ("self.activate_zooming()", "ZoomedScene"),
    ],
)
def test_a_scene_extends_what_has_what_it_uses(uses, base):
    assert f"class S({base}):" in repair(f"{_SCENE}        {uses}\n").source


def test_missing_imports_come_first():
    source = "class S(Scene):\n    def construct(self):\n        self.wait(math.pi * np.pi)\n"

    assert repair(source).source == f"from manim import *\nimport math\n{source}"


def test_a_segment_gets_the_vocabulary_it_is_written_in():
    source = "class S(Segment):\n    def construct(self):\n        self.add(Circle())\n"

    assert repair(source).source == f"from stagecraft import *\n{source}"


def test_the_only_scene_gets_the_name_that_is_asked_for():
    assert "class Segment01(Scene):" in repair(_SCENE + "        self.wait()\n", "Segment01").source


def test_of_two_scenes_none_is_renamed():
    source = "from manim import *\nclass A(Scene): pass\nclass B(Scene): pass\n"

    assert repair(source, "Segment01").source == source


def test_settings_of_the_other_manim_become_attributes():
    source = 'from manim import *\nclass S(Scene):\n    CONFIG = {"n": 3}\n    x = lambda s: s.n\n'

    assert "    n = 3\n" in repair(source).source


_WORDS = st.sampled_from(
    [
        "self.play(",
        "self.wait(",
        "ShowCreation(",
        "FadeInFrom(",
        "Circle(",
        "colour=",
        "size=",
        "glow=",
        ")",
        ",",
        "1",
        "2.5",
        "[1,",
        "2]",
        "(1,",
        "2)",
        "UP",
        "m",
        ".shift(",
        ".animate",
        "=",
        "x",
        "\\n",
        "\\t",
        '"$x^2$"',
        '"\\frac"',
        "Text(",
        "MathTex(",
        "+",
        "-",
        "*",
        "[",
        "]",
        "{",
        "}",
        ":",
        "lambda",
        "class",
        "def",
        "construct(self):",
        "from",
        "manim",
        "import",
        "*",
        "```",
        "```",
        "if",
        "for",
        "in",
        "return",
        "“a”",
        "é",
        "🎬",
        "#",
        "Axes(",
        "x_min=0",
    ]
)


@given(st.lists(_WORDS, max_size=30).map(" ".join) | st.text(max_size=200))
def test_no_text_is_too_strange(text):
    for source in (text, _SCENE + textwrap.indent(text.replace("\n", " "), " " * 8)):
        once = repair(source, "Segment01")
        assert repair(once.source, "Segment01").source == once.source
        if _parses(source):
            assert _parses(once.source)


@given(st.lists(_WORDS, min_size=1, max_size=4).map("".join))
def test_no_call_is_too_strange(text):
    source = _SCENE + f'        é = "🎬"; self.play(m.shift, {text})\n'

    once = repair(source)

    assert repair(once.source).source == once.source
    assert _parses(once.source) or not _parses(source)


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    return True
