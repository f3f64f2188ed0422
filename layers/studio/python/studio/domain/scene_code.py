"""What scene code must be before anything runs it: a quality check, not a jail."""

import ast
import difflib
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from studio.domain.manim_names.facts import fact_about
from studio.domain.manim_names.public import MANIM, STAGECRAFT
from studio.domain.problem import Problem
from studio.domain.scene_repair.excerpt import UNREADABLE
from studio.domain.scene_repair.module import OURS, Module, number
from studio.domain.script import MAX_SOURCE_BYTES, SceneCode

_MOST: Final = 12
_LONGEST: Final = 400
"""Characters of a message, or of a hint: a name may be as long as the code."""

_OUTSIDE: Final = frozenset(
    {
        "asyncio",
        "builtins",
        "ctypes",
        "ftplib",
        "gc",
        "http",
        "importlib",
        "inspect",
        "multiprocessing",
        "os",
        "pickle",
        "pty",
        "requests",
        "resource",
        "shutil",
        "signal",
        "socket",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "urllib",
        "webbrowser",
    }
)
_REACHING: Final = frozenset(
    {"__import__", "breakpoint", "compile", "eval", "exec", "globals", "input", "open"}
)
_INNARDS: Final = frozenset(
    {
        "__bases__",
        "__builtins__",
        "__code__",
        "__globals__",
        "__mro__",
        "__subclasses__",
    }
)


def problems(code: SceneCode, cues: int) -> tuple[Problem, ...]:
    """What is certain to go wrong, found without running it; `cues` are its narration's marks."""
    if len(code.source.encode(errors="replace")) > MAX_SOURCE_BYTES:
        message = f"The code is longer than {MAX_SOURCE_BYTES} bytes."
        return (Problem(kind="not_python", message=message),)
    try:
        module = Module(code.source)
    except UNREADABLE as error:
        line = error.lineno if isinstance(error, SyntaxError) else None
        message = f"The code is not Python: {error}"[:_LONGEST]
        return (Problem(kind="not_python", message=message, line=line or None),)
    found = [
        *_class_missing(module, code.class_name),
        *_forbidden(module),
        *_endless(module),
        *_unknown(module),
        *_cues(module, cues),
    ]
    return tuple(found[:_MOST])


def _class_missing(module: Module, name: str) -> Iterator[Problem]:
    scene = next((each for each in module.classes if each.name == name), None)
    if scene is None:
        yield Problem(
            kind="crash",
            message=f"The code defines no class {name}.",
            hint=f"Name the scene's class {name}; it extends Segment.",
        )
    elif not scene.bases:
        yield Problem(
            kind="crash",
            message=f"The class {name} is no scene.",
            line=scene.lineno,
            hint="Let it extend Segment.",
        )


def _forbidden(module: Module) -> Iterator[Problem]:
    for node in module.nodes:
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            if name.partition(".")[0] in _OUTSIDE:
                yield _not_needed(f"import of {name}", node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in _REACHING - module.bound:
                yield _not_needed(f"call of {node.func.id}", node)
        elif isinstance(node, ast.Attribute) and node.attr in _INNARDS:
            yield _not_needed(f"use of {node.attr}", node)


def _not_needed(what: str, node: ast.AST) -> Problem:
    return Problem(
        kind="forbidden",
        message=f"The {what} is not needed to draw a scene.",
        line=getattr(node, "lineno", None),
        hint="A scene draws what its code says: no files, no network, no processes.",
    )


def _endless(module: Module) -> Iterator[Problem]:
    for node in module.nodes:
        if isinstance(node, ast.While) and _always(node.test) and not _left(node.body):
            yield Problem(
                kind="timeout",
                message="This loop never ends.",
                line=node.lineno,
                hint="Count the rounds, or leave the loop with break.",
            )


def _always(test: ast.expr) -> bool:
    return isinstance(test, ast.Constant) and bool(test.value)


def _left(body: Sequence[ast.stmt]) -> bool:
    """A break of an inner loop counts too: it may be told apart only by running it."""
    leaving = ast.Break | ast.Return | ast.Raise | ast.Yield | ast.YieldFrom
    return any(isinstance(each, leaving) for node in body for each in ast.walk(node))


def _unknown(module: Module) -> Iterator[Problem]:
    """Names that nobody gives a meaning; where a foreign star is imported, nobody can tell."""
    if module.stars - OURS:
        return
    offered = MANIM if module.stars & OURS else frozenset()
    if "stagecraft" in module.stars:
        offered |= STAGECRAFT
    for name in sorted(module.unknown - offered, key=lambda each: module.used[each].lineno):
        near = difflib.get_close_matches(name, [*module.bound, *offered], 1)
        yield Problem(
            kind="crash",
            message=f"The name {name} is not defined."[:_LONGEST],
            line=module.used[name].lineno,
            hint=fact_about(name) or (f"Did you mean {near[0]}?"[:_LONGEST] if near else ""),
        )


def _cues(module: Module, cues: int) -> Iterator[Problem]:
    used = [
        call
        for call in module.calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "cue"
    ]
    for call in used:
        mark = number(call.args[0]) if call.args else None
        if mark is not None and not 1 <= mark <= cues:
            yield Problem(
                kind="unused_cue",
                message=f"There is no cue {mark:g}: the narration has {cues}.",
                line=call.lineno,
                hint=f"Use self.cue(1) to self.cue({cues})." if cues else "Leave self.cue out.",
            )
    if cues and not used:
        yield Problem(
            kind="unused_cue",
            message=f"None of the {cues} cues of the narration is used.",
            hint="Call self.cue(n) before what is shown at the n-th mark.",
        )


def one_module(sources: Sequence[str]) -> str:
    """Modules as one readable file: their imports once, then everything else."""
    imports: dict[str, None] = {}
    bodies: list[str] = []
    for source in sources:
        nodes = ast.parse(source).body
        head = list(takewhile(lambda node: isinstance(node, ast.Import | ast.ImportFrom), nodes))
        imports |= dict.fromkeys(map(ast.unparse, head))
        start = head[-1].end_lineno if head else 0
        bodies.append("\n".join(source.splitlines()[start:]).strip())
    return "\n".join(imports) + "\n\n\n" + "\n\n\n".join(bodies) + "\n"
