"""The composer's prompt says of stagecraft and Manim what is true of them."""

import inspect
import re

import manim
import pytest

import stagecraft
from studio.adapters.claude.prompts import guides, prompt
from tests.render.rehearsal import result_of

SCENE = prompt("scene")
EXAMPLES = re.findall(r"```python\n(.*?)```", SCENE, re.DOTALL)
SEGMENT = (
    'from stagecraft import *\n\n\nclass Shown(Segment):\n    number = 1\n    theme = "light"\n\n'
)
TOLD = SCENE.partition("## Components")[2].partition("## Raw Manim")[0]
COMPONENTS = re.findall(r"^- `([A-Z]\w+)\(([^`]*)\)`:(.*)$", TOLD, re.MULTILINE)
ATTRIBUTES = ("primary", "accent", "secondary", "muted", "panel", "edge", "series", "on_accent")


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_run(example):
    source = example if "class " in example else SEGMENT + example
    name = re.search(r"class (\w+)", source)[1]

    result = result_of(source, name)

    assert result.failure is None
    assert "a clip" in result.warnings


def test_all_components_are_there_and_nothing_else_is_called_one():
    ours = {
        name
        for name in stagecraft.__all__
        if inspect.isclass(made := getattr(stagecraft, name))
        and issubclass(made, stagecraft.Component)
        and made is not stagecraft.Component
    }

    assert {name for name, _, _ in COMPONENTS} == ours


@pytest.mark.parametrize(("name", "given", "told"), COMPONENTS)
def test_a_component_takes_what_is_said_and_has_the_moves_that_are_named(name, given, told):
    component = getattr(stagecraft, name)
    takes = inspect.signature(component.__init__).parameters
    moves = re.findall(r"`\.(\w+)\(", told)

    keywords = re.findall(r"(\w+)=(\(\)|\"[^\"]*\"|\w+)", given)
    assert {key: repr(takes[key].default) for key, _ in keywords} == {
        key: repr(eval(value))  # noqa: S307 - a literal of our own prompt
        for key, value in keywords
    }
    assert moves
    for move in moves:
        assert callable(getattr(component, move)) or move == "dim"


@pytest.mark.parametrize("name", sorted(guides("facts")))
def test_a_fact_is_about_a_kind_of_problem_or_something_that_there_is(name):
    kinds = {"timeout", "empty", "off_frame", "text_overlap", "label_on_curve", "low_contrast"}
    kinds |= {"too_small", "unused_cue", "outlasts", "forbidden"}
    moves = {move for each in COMPONENTS for move in re.findall(r"`\.(\w+)\(", each[2])}

    assert name in kinds | moves | {"play", "animate"} or hasattr(manim, name)


def test_the_palette_has_the_colours_that_are_named():
    theme = stagecraft.THEMES["chalkboard"]

    assert all(getattr(theme, name) for name in ATTRIBUTES)
    for name in re.findall(r"palette\.(\w+)", SCENE):
        assert hasattr(theme, name)
