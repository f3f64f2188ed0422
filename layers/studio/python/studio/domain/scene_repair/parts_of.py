"""Parts of a mobject by the names they had before, and states that were never saved."""

import ast
from collections.abc import Iterator

from studio.domain.scene_repair.changes import Change, Edit
from studio.domain.scene_repair.groups import kinds_of
from studio.domain.scene_repair.module import Module

_FRAME = "self.camera.frame"


def changes(module: Module) -> Iterator[Change]:
    kinds = kinds_of(module)
    for node in module.nodes:
        if (
            isinstance(node, ast.Attribute)
            and node.attr == "code"
            and isinstance(node.value, ast.Name)
            and kinds.get(node.value.id) == "Code"
        ):
            says = f"the lines of a Code are its code_lines (line {node.lineno})"
            yield Change(says, (module.attribute(node, "code_lines"),))
    for owner in module.classes:
        yield from _saved(module, owner)


def _saved(module: Module, owner: ast.ClassDef) -> Iterator[Change]:
    """`Restore(self.camera.frame)` of a frame that was never saved."""
    restored = [
        call
        for call in module.calls
        if module.class_of(call) is owner
        and module.manims(call.func) == "Restore"
        and call.args
        and module.text(call.args[0]) == _FRAME
    ]
    if not restored or "save_state" in module.text(owner):
        return
    for method in owner.body:
        if isinstance(method, ast.FunctionDef) and method.name == "construct":
            first = method.body[0]
            start = module.start(first)
            indent = module.source[module.line_start(first.lineno) : start]
            if not indent.strip():
                saved = Edit(start, start, f"{_FRAME}.save_state()\n{indent}")
                yield Change(
                    f"the frame is saved before it is restored (line {first.lineno})", (saved,)
                )
