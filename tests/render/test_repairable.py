"""Broken scenes of our own: each fails as it is, and runs once it is mended without a model."""

from pathlib import Path

import pytest

from render.repair_benchmark import RAN, Attempt, attempts, main, told
from studio.domain.scene_repair import repair

_FOLDER = Path(__file__).parent / "repairable"
_FEWEST = 55
_GOOD = (
    "from manim import *\nclass Good(Scene):\n    def construct(self):\n        self.add(Dot())\n"
)


@pytest.fixture(scope="module")
def runs() -> list[Attempt]:
    return attempts(_FOLDER)


def test_every_broken_scene_fails_as_it_is(runs):
    assert len(runs) >= _FEWEST
    assert [each.scene for each in runs if each.before == RAN] == []


def test_every_broken_scene_runs_once_it_is_mended(runs):
    assert {each.scene: each.after for each in runs if each.after != RAN} == {}


@pytest.mark.parametrize("path", sorted(_FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_what_is_mended_is_mended_once(path):
    once = repair(path.read_text()).source

    assert repair(once).changes == ()


@pytest.mark.parametrize(
    "source",
    [
        f"Sure!\n\n```python\n{_GOOD}```\n",
        _GOOD.replace("Dot()", "Text(“quoted”)"),
        _GOOD.replace("        self", "\tself"),
        _GOOD.replace("class", "def f():\n\treturn 1\nclass", 1).replace(
            "        self", "\t    self"
        ),
    ],
    ids=["fenced", "typeset", "tab", "tabs"],
)
def test_what_is_no_python_becomes_some(source, tmp_path):
    (tmp_path / "scene.py").write_text(source)

    [run] = attempts(tmp_path)

    assert run.after == RAN


def test_a_scene_that_dies_or_never_ends_stops_nothing(tmp_path):
    head = "from manim import *\n"
    for name, line in (
        ("dies", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"),
        ("endless", "\n        while True: pass"),
        ("fine", "self.add(Dot())"),
    ):
        source = f"{head}class {name.title()}(Scene):\n    def construct(self): {line}\n"
        (tmp_path / f"{name}.py").write_text(source)

    found = {run.scene: run.after for run in attempts(tmp_path, seconds=5)}

    assert found["Fine"] == RAN
    assert RAN not in {found["Dies"], found["Endless"]}


def test_the_table_tells_how_many_ran_before_and_after():
    table = told([Attempt("a.py", "A", "NameError: x", RAN, ("x is y",))])

    assert "1 scenes: 0 ran before, 1 run after, 0 were lost." in table


@pytest.mark.parametrize("named", ["", "no/such/folder"])
def test_nothing_is_run_where_no_folder_is_named(named, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["bench-repair", named])

    with pytest.raises(SystemExit):
        main()

    assert "a folder of Manim scenes" in capsys.readouterr().err
