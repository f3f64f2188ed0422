"""The corpus by name, read from its text: scenes are only imported where they are filmed."""

import ast
from pathlib import Path
from typing import Final, NamedTuple

SCENES: Final = Path(__file__).parent / "scenes"


class Named(NamedTuple):
    theme: str
    name: str


def catalogue() -> list[Named]:
    """Every class of the corpus that has a `construct` of its own."""
    return [
        Named(path.stem, each.name)
        for path in sorted(SCENES.glob("*.py"))
        for each in ast.parse(path.read_text()).body
        if isinstance(each, ast.ClassDef) and _constructs(each)
    ]


def _constructs(scene: ast.ClassDef) -> bool:
    return any(
        isinstance(each, ast.FunctionDef) and each.name == "construct" for each in scene.body
    )
