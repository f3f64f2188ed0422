"""Imports of the other Manim and of its ancestors become those of Manim Community."""

import ast
from collections.abc import Iterator
from typing import Final

from studio.domain.manim_names.public import MANIM
from studio.domain.manim_names.words import words
from studio.domain.scene_repair.changes import Change, Edit
from studio.domain.scene_repair.module import Module

_ELSEWHERE: Final = (
    "manimlib",
    "manimgl",
    "manim_imports_ext",
    "big_ol_pile_of_manim_imports",
    "manimce",
    "manimcommunity",
)
_WITH_MATH_TEX: Final = ("manim_imports_ext", "manimlib", "manimgl")
"""There `Tex` is a formula; in `manimlib.imports` there is no `Tex` yet."""

_MOVED: Final = frozenset(
    f"manim.mobject.{name}"
    for name in words(
        """
    geometry coordinate_systems svg.tex_mobject svg.text_mobject three_dimensions number_line
    functions numbers probability shape_matchers svg.code_mobject
    """
    )
)
"""Modules whose contents are elsewhere now."""

_ALL: Final = "from manim import *"


def changes(module: Module) -> Iterator[Change]:
    for node in module.nodes:
        if isinstance(node, ast.ImportFrom) and node.module in _MOVED:
            yield from _moved(module, node)
    foreign = [node for node in module.tree.body if _foreign(node)]
    if not foreign:
        return
    edits: list[Edit] = []
    for place, node in enumerate(foreign):
        edits.append(module.edit(node, _ALL) if not place else module.dropped(node))
    if any(isinstance(node, ast.ImportFrom) and node.module in _WITH_MATH_TEX for node in foreign):
        edits += _formulas(module)
    says = f"{_name(foreign[0])} is `{_ALL}` here (line {foreign[0].lineno})"
    yield Change(says, tuple(edits))


def _moved(module: Module, node: ast.ImportFrom) -> Iterator[Change]:
    if all(alias.name in MANIM or alias.name == "*" for alias in node.names):
        names = ", ".join(map(module.text, node.names))
        says = f"{node.module} has moved: `from manim import {names}`"
        yield module.change(node, says, f"from manim import {names}")


def _foreign(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        return not node.level and _package(node.module or "") in _ELSEWHERE
    if isinstance(node, ast.Import):
        return all(_package(alias.name) in _ELSEWHERE for alias in node.names)
    return False


def _package(name: str) -> str:
    return name.partition(".")[0]


def _name(node: ast.stmt) -> str:
    if isinstance(node, ast.ImportFrom):
        return node.module or ""
    return node.names[0].name if isinstance(node, ast.Import) else ""


def _formulas(module: Module) -> Iterator[Edit]:
    new = {"Tex": "MathTex", "TexText": "Tex"}
    for node in module.nodes:
        if isinstance(node, ast.Name) and node.id in new and node.id not in module.own:
            yield module.edit(node, new[node.id])
