"""What a benchmark films: every scene that the Python files of a folder define."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_KINDS: Final = ("Scene", "Segment")
"""How the names of Manim's and of stagecraft's scene classes end."""


@dataclass(frozen=True)
class Subject:
    """A scene class, and the module it is in."""

    module: Path
    class_name: str


def subjects(folder: Path) -> list[Subject]:
    """Every scene class that has something to show, found without running a line of it."""
    return [
        Subject(module, name)
        for module in sorted(folder.glob("*.py"))
        for name in _scenes(ast.parse(module.read_text(), module.name))
    ]


def _scenes(module: ast.Module) -> Iterator[str]:
    showing: dict[str, bool] = {}
    for node in module.body:
        if not isinstance(node, ast.ClassDef):
            continue
        bases = [ast.unparse(base).rpartition(".")[2] for base in node.bases]
        if any(base in showing or base.endswith(_KINDS) for base in bases):
            inherited = any(showing.get(base, False) for base in bases)
            showing[node.name] = inherited or _constructs(node)
    yield from (name for name, shows in showing.items() if shows)


def _constructs(scene: ast.ClassDef) -> bool:
    return any(
        isinstance(each, ast.FunctionDef) and each.name == "construct" for each in scene.body
    )
