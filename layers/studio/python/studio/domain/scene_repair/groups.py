"""Groups: mobjects that are added up, and groups of what is not all drawn with curves."""

import ast
from collections.abc import Iterator

from studio.domain.manim_names.keywords_of import lineage
from studio.domain.scene_repair.changes import Change
from studio.domain.scene_repair.module import Module


def changes(module: Module) -> Iterator[Change]:
    kinds = kinds_of(module)
    for node in module.nodes:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            yield from _sum(module, node, kinds)
        elif isinstance(node, ast.Call) and module.manims(node.func) == "VGroup":
            yield from _mixed(module, node, kinds)


def kinds_of(module: Module) -> dict[str, str]:
    """Variables that only ever are mobjects of one class."""
    found: dict[str, set[str]] = {}
    for node in module.nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.setdefault(node.id, set()).add(_kind_given(module, node))
        elif isinstance(node, ast.arg):
            found.setdefault(node.arg, set()).add("")
    return {name: next(iter(each)) for name, each in found.items() if len(each) == 1}


def _kind_given(module: Module, name: ast.Name) -> str:
    parent = module.parents.get(name)
    if isinstance(parent, ast.Assign) and parent.targets == [name]:
        return _kind(module, parent.value, {})
    return ""


def _kind(module: Module, node: ast.expr, kinds: dict[str, str]) -> str:
    if isinstance(node, ast.Name):
        return kinds.get(node.id, "")
    if isinstance(node, ast.Call):
        name = module.manims(node.func)
        return name if name and "Mobject" in lineage(name) else ""
    return ""


def _sum(module: Module, node: ast.BinOp, kinds: dict[str, str]) -> Iterator[Change]:
    sides = (_kind(module, node.left, kinds), _kind(module, node.right, kinds))
    if not all(sides) or sides[0] in {"VGroup", "Group", "ValueTracker", "ComplexValueTracker"}:
        return
    if sides[1] in {"ValueTracker", "ComplexValueTracker"}:
        return
    group = "VGroup" if all("VMobject" in lineage(side) for side in sides) else "Group"
    text = f"{group}({module.text(node.left)}, {module.text(node.right)})"
    yield module.change(node, f"mobjects are put together as {group}(…)", text)


def _holds_others(module: Module) -> bool:
    """There is something in the scene that is not drawn with curves."""
    names = {module.manims(call.func) or "" for call in module.calls}
    lines = [lineage(name) for name in names]
    return "ImageMobject" in names or any(
        "Mobject" in line and "VMobject" not in line and "ValueTracker" not in line
        for line in lines
    )


def _mixed(module: Module, call: ast.Call, kinds: dict[str, str]) -> Iterator[Change]:
    for argument in call.args:
        inner = argument.value if isinstance(argument, ast.Starred) else argument
        everything = module.text(inner) == "self.mobjects" and _holds_others(module)
        line = lineage(_kind(module, inner, kinds))
        if everything or ("Mobject" in line and "VMobject" not in line):
            edit = module.renamed(call.func, "Group")
            yield Change(f"not all of this is for a VGroup: Group (line {call.lineno})", (edit,))
            return
