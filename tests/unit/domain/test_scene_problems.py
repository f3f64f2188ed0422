import pytest

from studio.domain.manim_names.facts import MOST, facts_for
from studio.domain.scene_code import problems
from studio.domain.script import MAX_SOURCE_BYTES, SceneCode
from tests.builders import a_scene, scene_code

_HEAD = "from stagecraft import *\n\nclass Segment01(Segment):\n    def construct(self):\n"


def found(body: str, cues: int = 1, source: str | None = None):
    lines = "".join(f"        {line}\n" for line in body.splitlines())
    code = SceneCode(number=1, class_name="Segment01", source=source or _HEAD + lines)
    return problems(code, cues)


def test_what_we_compose_has_no_problems():
    for number in range(1, 4):
        assert not problems(scene_code(a_scene(number)), len(a_scene(number).cues))


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        ("x = (", "not_python", "not Python"),
        ("self.cue(1)\nimport os", "forbidden", "import of os"),
        ("self.cue(1)\nfrom subprocess import run", "forbidden", "import of subprocess"),
        ("self.cue(1)\nopen('x')", "forbidden", "call of open"),
        ("self.cue(1)\n().__class__.__subclasses__()", "forbidden", "__subclasses__"),
        ("self.cue(1)\nwhile True:\n    self.wait()", "timeout", "never ends"),
        ("self.cue(2)\nself.cue(1)", "unused_cue", "no cue 2"),
        ("self.wait()", "unused_cue", "None of the 1 cues"),
        ("self.cue(1)\nself.add(Cirkle())", "crash", "Cirkle"),
    ],
)
def test_what_is_certain_to_go_wrong_is_found(body, kind, says):
    [problem] = found(body)

    assert problem.kind == kind
    assert says in str(problem)


def test_a_problem_tells_its_line_and_what_was_meant():
    [problem] = found("self.cue(1)\nself.add(Cirkle())")

    assert problem.line == 6
    assert problem.hint == "Did you mean Circle?"


def test_a_name_of_the_other_manim_is_told_by_what_it_is_here():
    [problem] = found("self.cue(1)\nself.play(ShowCreation(Circle()))")

    assert "Create" in problem.hint


@pytest.mark.parametrize(
    "body",
    [
        "self.cue(1)\nwhile True:\n    break",
        "self.cue(1)\nsquares = [n * n for n in range(3)]\nself.add(*map(Dot, squares))",
        "self.cue(1)\nimport math\nself.wait(math.pi * np.pi * sqrt(2))",
        "self.cue(1)\ntry:\n    pass\nexcept ValueError as error:\n    print(error)",
        "for n in range(1, 2):\n    self.cue(n)",
    ],
)
def test_sound_code_has_no_problems(body):
    assert not found(body)


def test_a_class_that_is_missing_is_told():
    [problem] = found("", cues=0, source="from stagecraft import *\nclass Other(Segment): pass\n")

    assert "no class Segment01" in problem.message


@pytest.mark.parametrize(
    ("message", "source", "says"),
    [
        ("name 'ShowCreation' is not defined", "", "Create"),
        ("got an unexpected keyword argument 'x_min'", "", "x_range"),
        ("got an unexpected keyword argument 'glow'", "Circle(glow=3)", "Circle takes no glow"),
        ("Axes object has no attribute 'get_graph'", "", "axes.plot"),
        ("could not broadcast input array from shape (1,2)", "", "three coordinates"),
        ("latex error converting to dvi", "", "raw string"),
        ("ZeroDivisionError", "self.play(FadeInFrom(c, UP))", "FadeIn"),
    ],
)
def test_an_error_brings_the_facts_that_bear_on_it(message, source, says):
    facts = facts_for(message, source)

    assert says in facts[0]
    assert len(facts) <= MOST


def test_an_error_nobody_knows_brings_none():
    assert facts_for("ZeroDivisionError: division by zero", "x = 1 / 0") == ()


def test_code_that_is_too_long_is_not_looked_into():
    [problem] = found("", cues=0, source="#" * (MAX_SOURCE_BYTES + 1))

    assert problem.kind == "not_python"
    assert "longer than" in problem.message
