"""Keywords that a class of Manim does not take get its own name for them, or go."""

import ast
import difflib
from collections.abc import Iterator
from typing import Final

from studio.domain.manim_names.keyword_names import BY_METHOD
from studio.domain.manim_names.keywords_of import accepted, meant
from studio.domain.scene_repair.changes import Change
from studio.domain.scene_repair.module import Module

_NEAR: Final = 0.84


def changes(module: Module) -> Iterator[Change]:
    for call in module.calls:
        name = module.manims(call.func)
        known = accepted(name) if name else None
        if name and known:
            yield from _mended(module, call, name, known)
        elif name is None and isinstance(call.func, ast.Attribute):
            yield from _method(module, call, call.func.attr)


def _mended(module: Module, call: ast.Call, name: str, known: frozenset[str]) -> Iterator[Change]:
    given = {each.arg for each in call.keywords}
    for each in call.keywords:
        if each.arg is None or each.arg in known:
            continue
        new = _own_name(name, each.arg, known)
        if new and new not in given:
            given.add(new)
            says = f"{name} calls {each.arg} {new}"
            yield module.change(each, says, f"{new}={module.text(each.value)}")
        else:
            says = f"{name} takes no {each.arg} (line {each.lineno})"
            yield Change(says, (module.without(call, each),))
            return  # commas: the next one in the next round


def _own_name(name: str, keyword: str, known: frozenset[str]) -> str:
    new = meant(name, keyword)
    if new is not None:
        return new if new in known else ""
    near = difflib.get_close_matches(keyword, sorted(known), 1, _NEAR)
    return near[0] if near else ""


def _method(module: Module, call: ast.Call, method: str) -> Iterator[Change]:
    if method in module.methods:
        return
    given = {each.arg for each in call.keywords}
    for each in call.keywords:
        new = BY_METHOD.get(method, {}).get(each.arg or "")
        if new == "":
            says = f".{method} takes no {each.arg} (line {each.lineno})"
            yield Change(says, (module.without(call, each),))
            return
        if new and new not in given:
            given.add(new)
            says = f".{method} calls {each.arg} {new}"
            yield module.change(each, says, f"{new}={module.text(each.value)}")
