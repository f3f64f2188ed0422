"""`CONFIG = {…}` of the other Manim becomes attributes of the class."""

import ast
import keyword
import textwrap
from collections.abc import Iterator
from typing import Final

from studio.domain.scene_repair.changes import Change
from studio.domain.scene_repair.module import Module

_TAKEN: Final = {"camera", "time", "renderer", "mobjects", "camera_class", "random_seed"}


def changes(module: Module) -> Iterator[Change]:
    if "CONFIG" in module.used or any(
        isinstance(node, ast.Attribute) and node.attr == "CONFIG" for node in module.nodes
    ):
        return
    read = {
        node.attr
        for node in module.nodes
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    }
    for owner in module.classes:
        for node in owner.body:
            if _is_config(node):
                yield from _spread(module, node, read)


def _is_config(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Assign)
        and [getattr(target, "id", None) for target in node.targets] == ["CONFIG"]
        and isinstance(node.value, ast.Dict)
    )


def _spread(module: Module, node: ast.stmt, read: set[str]) -> Iterator[Change]:
    assert isinstance(node, ast.Assign)
    assert isinstance(node.value, ast.Dict)
    lines: list[str] = []
    names: list[str] = []
    for key, value in zip(node.value.keys, node.value.values, strict=True):
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            return
        name = key.value
        if name.isidentifier() and not keyword.iskeyword(name) and name not in _TAKEN:
            lines.append(f"{name} = {_bracketed(module, value)}")
            names.append(name)
    if set(names) & read:
        indent = " " * node.col_offset
        text = textwrap.indent("\n".join(lines), indent).lstrip()
        yield module.change(node, "CONFIG is attributes of the class here", text)


def _bracketed(module: Module, value: ast.expr) -> str:
    text = module.text(value)
    return f"({text})" if value.lineno != value.end_lineno and text[:1] not in "([{" else text
