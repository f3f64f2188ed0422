"""Whatever a visual says, its scene code is nothing but the stagecraft vocabulary."""

import ast
import subprocess
import sys
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.adapters.offline_composer import OfflineSceneComposer, plain_scene
from studio.adapters.offline_writer.lecture import deliver
from studio.adapters.offline_writer.lessons import LESSONS
from studio.domain import visual as v
from studio.domain.brief import TopicBrief
from studio.domain.choices import Theme
from studio.domain.script import Scene, Script
from tests.fakes import FakeMeter
from tests.unit.writer.beats import beats_after_entry

COMPONENTS = {
    "TitleCard", "CodeListing", "Diagram", "Array", "Comparison", "Steps", "Timeline", "Plot",
    "Equation", "Recap",
}  # fmt: skip
METHODS = {
    "heading", "show", "cue", "play", "reveal_note", "focus", "reveal", "point", "highlight", "dim",
    "swap", "write", "note", "reveal_pair", "reveal_verdict", "advance", "draw", "mark", "then",
    "log", "log2", "sqrt", "exp", "sin", "cos",
}  # fmt: skip
VARIABLES = {
    "self", "Segment", "np", "x", "code", "card", "listing", "diagram", "cells", "table", "steps",
    "timeline", "plot", "equation", "recap", "number", "theme",
}  # fmt: skip

texts = st.text(max_size=30) | st.sampled_from(
    [
        '"',
        "'",
        '"""',
        "\\",
        "\\\"); import os; os.system('x') #",
        "\n\n    pass",
        "{x}",
        "\x00",
        "\u2028",
    ]
)
numbers = st.floats(-100, 100, allow_nan=False)
ranges = st.tuples(st.integers(-9, 0).map(float), st.integers(1, 9).map(float))
expressions = st.sampled_from(
    ["x", "x ** 2", "2 ** x", "log2(x) * x", "-x", "sqrt(x + 1) / 3", "(x - 1) ** 2", "exp(-x)"]
)
nodes = st.lists(texts, min_size=1, max_size=4, unique=True).map(
    lambda ids: tuple(v.Node(id=i, label=i, detail=i) for i in ids)
)


@st.composite
def diagrams(draw: st.DrawFn) -> v.Diagram:
    shown = draw(nodes)
    ids = st.sampled_from([node.id for node in shown])
    edges = st.builds(v.Edge, source=ids, target=ids, label=texts)
    return v.Diagram(
        nodes=shown,
        edges=tuple(draw(st.lists(edges, max_size=3))),
        layout=draw(st.sampled_from(["row", "column", "tree", "cycle"])),
        steps=tuple(draw(st.lists(st.lists(ids, max_size=2).map(tuple), max_size=3))),
    )


columns = st.builds(v.Column, title=texts, points=st.lists(texts, max_size=3).map(tuple))
array_steps = st.builds(
    v.ArrayStep,
    pointers=st.dictionaries(texts, st.integers(0, 3), max_size=2),
    highlight=st.lists(st.integers(0, 3), max_size=2).map(tuple),
    dim=st.lists(st.integers(0, 3), max_size=2).map(tuple),
    swap=st.none() | st.just((0, 1)),
    write=st.dictionaries(st.integers(0, 3), texts, max_size=2),
    note=texts,
)
visuals: st.SearchStrategy[Any] = st.one_of(
    st.builds(v.TitleCard, title=texts, subtitle=texts, note=texts),
    st.builds(
        v.CodeListing,
        code=st.text(max_size=120),
        language=texts,
        caption=texts,
        steps=st.lists(
            st.builds(v.CodeStep, first=st.just(1), last=st.just(2), note=texts), max_size=2
        ).map(tuple),
    ),
    diagrams(),
    st.builds(
        v.Array,
        cells=st.lists(texts, max_size=4).map(tuple),
        steps=st.lists(array_steps, max_size=3).map(tuple),
    ),
    st.builds(v.Comparison, left=columns, right=columns, verdict=texts),
    st.builds(
        v.Steps, steps=st.lists(st.builds(v.Step, title=texts, detail=texts), max_size=3).map(tuple)
    ),
    st.builds(
        v.Timeline,
        moments=st.lists(st.builds(v.Moment, when=texts, what=texts), max_size=3).map(tuple),
    ),
    st.builds(
        v.Plot,
        x_label=texts,
        y_label=texts,
        x_range=ranges,
        y_range=ranges,
        curves=st.lists(st.builds(v.Curve, label=texts, expression=expressions), max_size=2).map(
            tuple
        ),
        marker=st.none()
        | st.builds(v.Marker, xs=st.lists(numbers, max_size=2).map(tuple), tangent=st.booleans()),
    ),
    st.builds(
        v.Equation,
        lines=st.lists(st.builds(v.Line, latex=texts, note=texts), max_size=3).map(tuple),
    ),
    st.builds(v.Recap, points=st.lists(texts, max_size=3).map(tuple)),
)
fast = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def a_scene(visual: Any, *, title: str = "A Title", narration: str = "One two three.") -> Scene:
    return Scene(number=2, title=title, narration=narration, visual=visual, expected_seconds=5)


def composed(scene: Scene) -> str:
    script = Script(title="T", scenes=(scene,), writer="w")
    composer = OfflineSceneComposer()
    ((_, code, _),) = composer.compose(
        script, [scene.number], TopicBrief(topic="x"), meter=FakeMeter()
    )
    return code.source


def strings_of(value: Any) -> set[str]:
    match value:
        case str():
            return {value}
        case dict():
            return {text for part in value.values() for text in strings_of(part)}
        case list() | tuple():
            return {text for part in value for text in strings_of(part)}
        case _:
            return set()


def shown_strings(visual: Any) -> set[str]:
    dumped = visual.model_dump(exclude={"kind"})
    for curve in dumped.get("curves", ()):
        curve.pop("expression")
    pointers = [
        name for step in getattr(visual, "steps", ()) for name in getattr(step, "pointers", ())
    ]
    return (strings_of(dumped) | set(pointers)) - {""}


def assert_only_vocabulary(source: str) -> None:
    tree = ast.parse(source)
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == ["from stagecraft import *"]
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            assert node.id in VARIABLES | COMPONENTS
        if isinstance(node, ast.Attribute):
            assert node.attr in METHODS
        if isinstance(node, ast.Call):
            assert isinstance(node.func, ast.Name | ast.Attribute)
            assert ast.unparse(node.func).rpartition(".")[2] in METHODS | COMPONENTS
        assert not isinstance(
            node, ast.JoinedStr | ast.Try | ast.For | ast.While | ast.If | ast.Global
        )


@fast
@given(visuals, texts)
def test_any_text_stays_a_string_in_the_scene_code(visual, title):
    source = composed(a_scene(visual, title=title))

    assert_only_vocabulary(source)
    literals = {
        n.value
        for n in ast.walk(ast.parse(source))
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }
    keywords = {
        k.arg for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call) for k in n.keywords
    }
    assert shown_strings(visual) <= literals | keywords


@fast
@given(visuals)
def test_every_beat_waits_for_its_own_cue(visual):
    source = composed(a_scene(visual))

    cues = [
        n
        for n in ast.walk(ast.parse(source))
        if isinstance(n, ast.Call) and ast.unparse(n.func) == "self.cue"
    ]
    assert [ast.unparse(cue.args[0]) for cue in cues] == [
        str(k + 1) for k in range(beats_after_entry(visual))
    ]


@fast
@given(st.text(min_size=1, max_size=200), texts, st.sampled_from(get_args(Theme)))
def test_a_plain_scene_is_only_vocabulary_too(narration, title, theme):
    source = plain_scene(a_scene(v.Recap(points=()), title=title, narration=narration), theme)

    assert_only_vocabulary(source)


def test_a_lone_surrogate_survives_as_an_escape():
    source = composed(a_scene(v.Recap(points=("\ud800",))))

    assert source.encode()
    assert "'\\ud800'" in ast.unparse(ast.parse(source)) or "\\ud800" in source


def test_the_number_the_class_and_the_theme_are_the_scene_s_own():
    source = composed(a_scene(v.Recap(points=("a",))))

    assert "class Segment02(Segment):" in source
    assert "    number = 2\n" in source
    assert '    theme = "chalkboard"\n' in source


def test_a_function_is_written_for_numpy():
    plot = v.Plot(
        x_label="n", y_label="t", x_range=(1, 9), y_range=(0, 9),
        curves=(v.Curve(label="n log n", expression="x * log2(x) + x ** 2"),),
    )  # fmt: skip

    assert "lambda x: x * np.log2(x) + x**2" in composed(a_scene(plot))


def test_the_scenes_of_every_lesson_are_formatted(tmp_path):
    for lesson in LESSONS:
        scenes = deliver(lesson, TopicBrief(topic="x", effort="high"))
        for number, scene in enumerate(scenes):
            (tmp_path / f"{lesson.title[:6].strip()}{number}.py".replace(" ", "_")).write_text(
                composed(a_scene(scene.visual, title=scene.title))
            )
    ruff = [sys.executable, "-m", "ruff", "format", "--isolated", "--diff", str(tmp_path)]

    assert subprocess.run(ruff, capture_output=True, text=True, check=False).stdout == ""


@pytest.mark.parametrize("theme", get_args(Theme))
def test_a_plain_scene_tells_the_narration_sentence_by_sentence(theme):
    scene = a_scene(v.Recap(points=()), narration="First this. Then that! And then?")
    source = plain_scene(scene, theme)

    assert 'Recap(["First this.", "Then that!", "And then?"])' in source
    assert f'theme = "{theme}"' in source
