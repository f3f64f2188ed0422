"""Colours that are not here by that name become what the name means elsewhere."""

import ast
import re
from collections.abc import Iterator
from typing import Final

from studio.domain.manim_names.public import MANIM
from studio.domain.manim_names.renamed import COLOURS
from studio.domain.scene_repair.changes import Change
from studio.domain.scene_repair.module import Module

_BY_WORD: Final = {name.replace("_", ""): value for name, value in COLOURS.items()}
_COLOURING: Final = {"set_color", "set_fill", "set_stroke", "ManimColor"}
_SHORT: Final = re.compile(r"[0-9a-fA-F]{6}")


def changes(module: Module) -> Iterator[Change]:
    for node in module.nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield from _constant(module, node)
        elif isinstance(node, ast.keyword) and (node.arg or "").endswith("color"):
            yield from _word(module, node.value)
        elif isinstance(node, ast.keyword) and node.arg == "t2c":
            if isinstance(node.value, ast.Dict):
                for value in node.value.values:
                    yield from _word(module, value)
        elif isinstance(node, ast.Call) and node.args and _colours(node.func):
            yield from _word(module, node.args[0])


def _constant(module: Module, node: ast.Name) -> Iterator[Change]:
    if node.id in COLOURS and node.id not in module.bound | MANIM:
        value = COLOURS[node.id]
        yield module.change(
            node, f"{node.id} is no constant here but {value}", f'ManimColor("{value}")'
        )


def _colours(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in _COLOURING


def _word(module: Module, node: ast.expr) -> Iterator[Change]:
    """`"light blue"` is no colour to Manim; its own names and hexadecimal are."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return
    word = re.sub(r"[\s_-]", "", node.value).upper()
    if node.value.upper() in MANIM or node.value.startswith(("#", "0x")):
        return
    if word in _BY_WORD:
        value = _BY_WORD[word]
        yield module.change(node, f'"{node.value}" is {value}', f'"{value}"')
    elif _SHORT.fullmatch(node.value):
        yield module.change(node, f'"{node.value}" lacks its #', f'"#{node.value}"')
