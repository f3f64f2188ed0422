"""What a single Python statement does, as a verb phrase: "adds item to heap"."""

import ast
from collections.abc import Callable
from typing import Final

from studio.adapters.offline_writer.source.conditions import condition
from studio.adapters.offline_writer.source.english import phrase
from studio.adapters.offline_writer.source.wording import class_noun
from studio.adapters.offline_writer.speech import spoken_list, spoken_name

Known = Callable[[ast.expr], str | None]
"""The name of the piece that an expression calls, if the file defines it."""

_MUTATORS: Final = {
    "append": "adds {1} to {0}",
    "add": "adds {1} to {0}",
    "extend": "extends {0} with {1}",
    "insert": "inserts an item into {0}",
    "remove": "removes {1} from {0}",
    "discard": "drops {1} from {0}",
    "update": "updates {0}",
    "sort": "sorts {0}",
    "reverse": "reverses {0}",
    "clear": "empties {0}",
    "pop": "takes an item off {0}",
    "write": "writes {1} to {0}",
    "close": "closes {0}",
    "put": "puts {1} into {0}",
}


def deed(statement: ast.stmt, known: Known) -> tuple[str | None, int]:  # noqa: C901, PLR0911
    """The verb phrase of a statement without inner ones."""
    match statement:
        case ast.Return(value=value) if value is not None:
            return _returned(value, known), 6
        case ast.Expr(value=ast.Yield(value=value)) if value is not None:
            return _prefixed("yields ", phrase(value)), 8
        case ast.Expr(value=ast.YieldFrom(value=value)):
            return _prefixed("passes on everything from ", phrase(value)), 8
        case (
            ast.Expr(value=ast.Await(value=ast.Call() as call)) | ast.Expr(value=ast.Call() as call)
        ):
            return _call(call, known)
        case ast.Raise(exc=raised):
            return _raised(raised), 5
        case ast.Assert(test=test):
            return _prefixed("insists that ", condition(test)), 4
        case ast.Assign(targets=[target], value=value):
            return _assigned(target, value, known)
        case ast.AnnAssign(target=target, value=value) if value is not None:
            return _assigned(target, value, known)
        case ast.AugAssign(target=target, op=op, value=value):
            return _augmented(target, op, value), 3
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return f"defines an inner function, {spoken_name(name)}", 5
        case _:
            return None, 0


def _prefixed(verb: str, rest: str | None) -> str | None:
    return verb + rest if rest else None


def _returned(value: ast.expr, known: Known) -> str | None:
    if isinstance(value, ast.Call) and (name := known(value.func)):
        made = f"a new {_said(name)}"
        return f"returns {made if _is_class(name) else f'what {_said(name)} gives back'}"
    return _prefixed("returns ", phrase(value))


def _said(name: str) -> str:
    return spoken_name(name.rpartition(".")[2])


def _is_class(name: str) -> bool:
    return name.rpartition(".")[2].lstrip("_")[:1].isupper()


def _raised(raised: ast.expr | None) -> str:
    match raised:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) | ast.Name(id=name):
            return f"raises {class_noun(name)}"
        case None:
            return "raises the error again"
        case _:
            return "raises an error"


def _call(call: ast.Call, known: Known) -> tuple[str | None, int]:
    arguments = [said for said in map(phrase, call.args[:3]) if said]
    if name := known(call.func):
        given = f"hands {spoken_list(arguments)} to" if arguments else "calls"
        return f"{given} {_said(name)}", 7
    match call.func:
        case ast.Attribute(value=owner, attr=attr) if attr in _MUTATORS:
            return _mutation(_MUTATORS[attr], phrase(owner), arguments), 5
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super"))):
            return "lets its parent class do its part", 3
        case ast.Name(id="print"):
            return _prefixed("prints ", spoken_list(arguments) or "a line"), 4
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return f"calls {spoken_name(name)}", 2
        case _:
            return None, 0


def _mutation(pattern: str, owner: str | None, arguments: list[str]) -> str | None:
    if not owner or ("{1}" in pattern and not arguments):
        return None
    return pattern.format(owner, *arguments)


def _assigned(  # noqa: PLR0911 - one case per shape
    target: ast.expr, value: ast.expr, known: Known
) -> tuple[str | None, int]:
    name, said = phrase(target), phrase(value)
    if name is None:
        return None, 0
    match target, value:
        case ast.Tuple(elts=[a, b]), ast.Tuple(elts=[c, d]) if _same(a, d) and _same(b, c):
            return f"swaps {name}", 7
        case _, ast.Call(func=function) if callee := known(function):
            made = f"makes {name}, a new {_said(callee)}"
            return made if _is_class(callee) else f"gets {name} from {_said(callee)}", 6
        case _, ast.ListComp() | ast.DictComp() | ast.SetComp() | ast.GeneratorExp() if said:
            return f"builds {name}: {said}", 6
        case ast.Attribute(attr=attr), ast.Name(id=other) if attr.strip("_") == other:
            return f"remembers {spoken_name(other)}", 1
        case _, ast.Constant() | ast.List() | ast.Dict() | ast.Set() if said:
            return f"starts with {name} as {said}", 3
        case _ if said:
            return f"sets {name} to {said}", 3
        case _:
            return None, 0


def _same(left: ast.expr, right: ast.expr) -> bool:
    return ast.unparse(left) == ast.unparse(right)


def _augmented(target: ast.expr, op: ast.operator, value: ast.expr) -> str | None:
    name, said = phrase(target), phrase(value)
    if not name or not said:
        return None
    match op:
        case ast.Add():
            return f"adds {said} to {name}"
        case ast.Sub():
            return f"takes {said} away from {name}"
        case ast.Mult():
            return f"multiplies {name} by {said}"
        case _:
            return f"changes {name}"
