"""Scenes that break as strangers' scenes do: each failure says what, where, and what to do."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

from render.film import film
from render.order import ORDER, RESULT, FilmOrder, FilmResult
from render.presentable import LONGEST, presentable
from studio.domain.render import Format
from tests.render.corpus.comparison import Take, apart_from_here
from tests.render.workshop import a_callers_scene

latex = pytest.mark.skipif(not shutil.which("latex"), reason="LaTeX is not installed")


class Broken(NamedTuple):
    body: str
    says: tuple[str, ...]
    base: str = "Scene"
    before: str = ""


BROKEN = {
    "a name of old": Broken(
        "self.play(ShowCreation(Circle()))",
        ("NameError", "line 5, in construct: self.play(ShowCreation(Circle()))", "use Create."),
    ),
    "text of old": Broken("self.add(TextMobject('x'))", ("TextMobject", "use Text")),
    "a formula of old": Broken("self.add(TexMobject('x'))", ("use MathTex",)),
    "a fade of old": Broken("self.play(FadeInFrom(Dot(), UP))", ("FadeIn(mobject, shift=…)",)),
    "a misspelt shape": Broken("self.add(Sqare())", ("'Sqare'", "Did you mean Square?")),
    "a misspelt variable": Broken(
        "counter = 1\nself.add(Dot())\nself.wait(countr)", ("Did you mean counter?",)
    ),
    "a removed scene": Broken(
        "pass", ("GraphScene", "axes.plot", "line 3: class Shown"), "GraphScene"
    ),
    "an import of old": Broken(
        "pass",
        ("ImportError: cannot import name 'TexMobject' from 'manim'", "MathTex"),
        before="from manim import TexMobject",
    ),
    "the other manim": Broken(
        "pass", ("No module named 'manimlib'", "Manim Community"), before="import manimlib"
    ),
    "a package that is not there": Broken(
        "pass", ("No module named 'pandas'", "not installed here"), before="import pandas"
    ),
    "a keyword of another shape": Broken(
        "self.add(Circle(\n    radiuss=2))", ("radiuss", "The nearest keyword is radius.")
    ),
    "British spelling": Broken("self.add(Square(colour=RED))", ("The keyword is color.",)),
    "ranges of old": Broken("self.add(Axes(x_min=0, x_max=3))", ("x_range=[min, max, step]",)),
    "a method of old": Broken("Axes().get_graph(lambda x: x)", ("axes.plot(…)",)),
    "a misspelt method": Broken("Square().shfit(UP)", ("Did you mean shift?",)),
    "a camera that stands still": Broken(
        "self.play(self.camera.frame.animate.scale(2))", ("MovingCameraScene",)
    ),
    "a flat scene turned": Broken("self.set_camera_orientation(phi=1)", ("ThreeDScene",)),
    "a method instead of an animation": Broken(
        "self.play(Square().shift, RIGHT)", ("mobject.animate.shift(RIGHT)",)
    ),
    "a colour that is none": Broken("Square(color='bleu')", ("A colour is a constant",)),
    "a picture that is not there": Broken(
        "self.add(ImageMobject('cat.png'))", ("cat.png", "There is no such file")
    ),
    "a drawing that is not there": Broken(
        "self.add(SVGMobject('cat'))", ("There is no such file",)
    ),
    "a sound that is not there": Broken("self.add_sound('meow.wav')", ("There is no such file",)),
    "a sound that is none": Broken(
        "open('x.wav', 'w').write('meow')\nself.add_sound('x.wav')", ("x.wav is no sound",)
    ),
    "a circle of calls": Broken(
        "def again():\n    again()\nagain()",
        ("RecursionError", "calls itself without an end"),
    ),
    "a sum of nothing": Broken("1 / 0", ("ZeroDivisionError: division by zero", "line 5")),
    "a key that is not there": Broken("{'a': 1}['b']", ("KeyError: 'b'",)),
    "an error without words": Broken("raise RuntimeError", ("RuntimeError\n  line 5",)),
    "an error with a cause": Broken(
        "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('no') from e",
        ("ValueError: no", "because of ZeroDivisionError: division by zero"),
    ),
    "somebody who leaves": Broken("exit()", ("SystemExit", "leave out exit()")),
    "syntax": Broken("self.play(", ("SyntaxError: '(' was never closed", "line 5: self.play(")),
    "Markdown": Broken("pass\n```", ("SyntaxError", "without the ```"), before="```python"),
    "nothing": Broken("pass", ("nothing", "plays nothing and adds nothing")),
    "no end": Broken("self.wait(100_000)", ("longer than 20 minutes", "line 5")),
    "helpers of its own": Broken(
        "self.play(made())",
        ("line 4, in made: return Create(None.x)", "line 8, in construct: self.play(made())"),
        before="\ndef made():\n    return Create(None.x)\n",
    ),
}
LATEX = {
    "a command that is none": Broken(
        r"self.add(MathTex(r'\frc{1}{2}'))", (r"Undefined control sequence \frc.", "line 5")
    ),
    "a formula in text": Broken(
        r"self.add(Tex('x_1'))", ("Missing $ inserted", "need a backslash")
    ),
    "a comment": Broken(r"self.add(Tex('50% of it'))", (r"write \% in text",)),
    "a package that LaTeX lacks": Broken(
        "t = TexTemplate()\nt.add_to_preamble(r'\\usepackage{nosuchthing}')\n"
        "self.add(Tex('x', tex_template=t))",
        ("nosuchthing.sty is not installed here",),
    ),
    "another LaTeX": Broken(
        "self.add(Tex('x', tex_template=TexTemplate(tex_compiler='xelatex', output_format='.xdv')))",
        ("xelatex is not installed here",),
    ),
}


def result_of(source: str, class_name: str = "Shown") -> FilmResult:
    """What filming this leaves, in a process of its own."""

    def carried_out(take: Take) -> None:
        folder = Path(tempfile.mkdtemp())
        os.chdir(folder)
        (folder / "scene.py").write_text(source)
        order = FilmOrder(
            number=1,
            title="",
            class_name=class_name,
            module="scene.py",
            theme="light",
            format=Format(width=160, height=90, fps=10),
            frames=None,
        )
        (folder / ORDER).write_text(order.model_dump_json())
        film(folder)
        take.failure = (folder / RESULT).read_text()
        shutil.rmtree(folder)

    return FilmResult.model_validate_json(apart_from_here(carried_out).failure)


def assert_told(broken: Broken) -> None:
    failure = result_of(a_callers_scene(broken.body, broken.base, broken.before)).failure

    assert failure is not None
    for words in broken.says:
        assert words in failure, failure
    assert len(failure) <= LONGEST
    assert "site-packages" not in failure
    assert tempfile.gettempdir() + "/" not in failure
    assert "render_container" not in failure


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_scene_is_told_what_where_and_what_to_do(case: str) -> None:
    assert_told(BROKEN[case])


@latex
@pytest.mark.parametrize("case", LATEX)
def test_broken_latex_is_told_in_latexs_own_words(case: str) -> None:
    assert_told(LATEX[case])


@pytest.mark.parametrize(
    ("class_name", "says"),
    [
        ("Missing", "There is no class 'Missing' in the code. It has: Shown."),
        ("helper", "'helper' in the code is no class. It has: Shown."),
        ("Plain", "'Plain' in the code is no Scene. It has: Shown."),
        ("--version", "There is no class '--version' in the code. It has: Shown."),
    ],
)
def test_a_class_that_is_not_there_names_those_that_are(class_name: str, says: str) -> None:
    source = a_callers_scene("self.wait()", before="class Plain: ...\ndef helper(): ...")

    assert result_of(source, class_name).failure == says


def test_code_without_a_scene_says_so() -> None:
    assert result_of("x = 1").failure == (
        "There is no class 'Shown' in the code. It has no scene at all: "
        "a scene is a class that extends Scene."
    )


def test_a_font_that_is_missing_is_a_warning() -> None:
    result = result_of(a_callers_scene("self.add(Text('x', font='No Such Font'))"))

    assert result.failure is None
    assert result.warnings == ("The font 'No Such Font' is not installed; another one was used.",)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("a\x00b\x07c", "abc"),
        ("to\u202eright\u2066x", "torightx"),
        ("in /srv/hidden/file.txt", "in …"),
        ("from /usr/lib/python3/site-packages/manim/x.py", "from manim/x.py"),
        ("your /my/own.png", "your /my/own.png"),
        ("x" * 5000, "x" * LONGEST),
    ],
)
def test_what_a_scene_writes_is_made_fit_to_be_shown(written: str, shown: str) -> None:
    assert presentable(written, "open('/my/own.png')") == shown
