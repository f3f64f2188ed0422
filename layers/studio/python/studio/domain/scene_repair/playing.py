"""Calls of play and wait that Manim refuses."""

import ast
from collections.abc import Iterator
from typing import Final

from studio.domain.manim_names.keywords_of import lineage
from studio.domain.manim_names.public import MANIM, STAGECRAFT
from studio.domain.scene_repair.changes import Change, Edit
from studio.domain.scene_repair.former_play import ANIMATED
from studio.domain.scene_repair.module import Module, keyword, number

_OF_SCENE: Final = {"add", "remove", "wait", "play", "cue", "clear", "bring_to_front", "show"}
_SETTINGS: Final = {"run_time", "rate_func", "lag_ratio"}


def changes(module: Module) -> Iterator[Change]:
    for call in module.calls:
        if not isinstance(call.func, ast.Attribute) or not _is_self(call.func.value):
            continue
        if any(isinstance(each, ast.Try) for each in module.enclosing(call)):
            continue  # it may be meant to fail
        if call.func.attr == "wait" and "wait" not in module.methods:
            yield from _waited(module, call)
        elif call.func.attr == "play" and "play" not in module.methods:
            yield from _played(module, call)


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _waited(module: Module, call: ast.Call) -> Iterator[Change]:
    given = call.args[:1] or [each.value for each in call.keywords if each.arg == "duration"]
    seconds = number(given[0]) if given else None
    statement = module.statement(call)
    if seconds is not None and seconds <= 0 and statement is not None and _of_manim(module, call):
        says = f"{module.text(call)} is gone: it takes no time (line {call.lineno})"
        yield Change(says, (module.dropped(statement),))


def _of_manim(module: Module, call: ast.Call) -> bool:
    """Manim's own scenes, and our segments, cannot wait for nothing; others may know how."""
    owner = module.class_of(call)
    known = MANIM | STAGECRAFT
    return owner is not None and all(module.manims(base) in known for base in owner.bases)


def _played(module: Module, call: ast.Call) -> Iterator[Change]:
    statement = module.statement(call)
    if not call.args:
        if statement is not None and all(each.arg for each in call.keywords):
            says = f"{module.text(call)[:60]} is gone: it plays nothing (line {call.lineno})"
            yield Change(says, (module.dropped(statement),))
        return
    seconds = call.args[-1]
    if len(call.args) > 1 and number(seconds) is not None and not keyword(call, "run_time"):
        text = f"run_time={module.text(seconds)}"
        yield module.change(seconds, f"play takes {text}", text)
        return
    for argument in call.args:
        if isinstance(argument, ast.Call):
            yield from _called(module, call, argument, statement)


def _called(
    module: Module, call: ast.Call, argument: ast.Call, statement: ast.stmt | None
) -> Iterator[Change]:
    function = argument.func
    name = module.manims(function)
    if name and "Mobject" in lineage(name) and "Animation" not in lineage(name):
        text = module.text(argument)
        says = f"{name} is no animation: play(Create({name}…)) (line {argument.lineno})"
        way = "Write" if "SVGMobject" in lineage(name) else "Create"
        way = way if "VMobject" in lineage(name) else "FadeIn"
        yield Change(says, (module.edit(argument, f"{way}({text})"),))
    elif not isinstance(function, ast.Attribute):
        return
    elif _is_self(function.value) and function.attr in _OF_SCENE:
        if len(call.args) == 1 and statement is not None:
            says = f"self.{function.attr} is no animation (line {argument.lineno})"
            yield Change(says, (module.edit(call, module.text(argument)),))
    elif function.attr in ANIMATED and _is_mobject(module, function):
        yield _animated(module, argument, function)


def _is_mobject(module: Module, function: ast.Attribute) -> bool:
    """A variable, one of its parts or attributes; nothing that is called or animated yet."""
    nodes = list(ast.walk(function.value))
    animated = any(isinstance(n, ast.Attribute) and n.attr == "animate" for n in nodes)
    methods = {
        n.func.attr for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
    }
    called = any(isinstance(n, ast.Call) for n in nodes)
    return not animated and (not called or (methods <= ANIMATED and _from_variable(function.value)))


def _from_variable(node: ast.expr) -> bool:
    while isinstance(node, ast.Call | ast.Attribute | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return isinstance(node, ast.Name) and not node.id[:1].isupper()


def _animated(module: Module, argument: ast.Call, function: ast.Attribute) -> Change:
    first = function
    while isinstance(first.value, ast.Call) and isinstance(first.value.func, ast.Attribute):
        first = first.value.func
    end = module.end(first.value)
    edits = [Edit(end, end, ".animate")]
    given = [each for each in argument.keywords if each.arg in _SETTINGS]
    if len(given) == 1:
        edits = [
            Edit(end, end, f".animate({module.text(given[0])})"),
            module.without(argument, given[0]),
        ]
    says = f".{first.attr} is played as .animate (line {argument.lineno})"
    return Change(says, tuple(edits))
