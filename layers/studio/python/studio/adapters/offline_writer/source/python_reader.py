"""Reads a Python file through its syntax tree."""

import ast
from collections.abc import Iterator, Sequence
from typing import Final

from pygments.lexers.python import PythonLexer

from studio.adapters.offline_writer.source.annotations import type_phrase
from studio.adapters.offline_writer.source.comments import comment_remarks
from studio.adapters.offline_writer.source.deeds import Known
from studio.adapters.offline_writer.source.english import phrase
from studio.adapters.offline_writer.source.piece import Piece, Remark, SourceFile, methods_remark
from studio.adapters.offline_writer.source.python_remarks import remarks
from studio.adapters.offline_writer.source.wording import article, as_clause
from studio.adapters.offline_writer.speech import spoken_count, spoken_list, spoken_name

Function = ast.FunctionDef | ast.AsyncFunctionDef
_MANY_PARAMETERS: Final = 3
_LONG_DOCSTRING: Final = 16
_MIN_SCRIPT: Final = 2
_BRANCHES: Final = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.BoolOp,
                    ast.comprehension, ast.match_case)  # fmt: skip


def read_python(name: str, text: str) -> SourceFile | None:
    """None for what this Python cannot parse."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    names = frozenset(qualified for qualified, _ in _definitions(tree))
    pieces = [_piece(qualified, node, names) for qualified, node in _definitions(tree)]
    pieces += _script(tree, names)
    comments = comment_remarks(text, PythonLexer())
    return SourceFile(
        name=name,
        language="Python",
        lexer="python",
        lines=tuple(text.removesuffix("\n").split("\n")),
        purpose=ast.get_docstring(tree) or "",
        pieces=tuple(sorted((p.with_remarks(comments) for p in pieces), key=lambda p: p.first)),
        imports=tuple(_imports(tree)),
        exported=tuple(_exported(tree)),
    )


def _definitions(tree: ast.Module) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    for node in _top_level(tree.body):
        if isinstance(node, Function):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield node.name, node
            yield from ((f"{node.name}.{m.name}", m) for m in node.body if isinstance(m, Function))


def _top_level(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Definitions count even under `if` and `try`, as compatibility code has them."""
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try):
            yield from _top_level(node.body)


def _piece(name: str, node: Function | ast.ClassDef, names: frozenset[str]) -> Piece:
    if isinstance(node, ast.ClassDef):
        return _class(name, node)
    known = _known(names, name.rpartition(".")[0])
    called = (known(call.func) for call in ast.walk(node) if isinstance(call, ast.Call))
    return Piece(
        name=name,
        kind="method" if "." in name else "function",
        first=_first_line(node),
        last=node.end_lineno or node.lineno,
        takes=_takes(node),
        summary=as_clause(ast.get_docstring(node) or ""),
        gives=_gives(node),
        shown_from=_shown_from(node),
        calls=tuple(dict.fromkeys(callee for callee in called if callee)),
        remarks=remarks(_without_docstring(node.body), name, known),
        branches=sum(isinstance(inner, _BRANCHES) for inner in ast.walk(node)),
    )


def _known(names: frozenset[str], owner: str) -> Known:
    """Looks a called expression up among the file's own definitions."""

    def look_up(function: ast.expr) -> str | None:
        match function:
            case ast.Name(id=name) if name in names:
                return name
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=attr):
                return f"{owner}.{attr}" if f"{owner}.{attr}" in names else None
            case ast.Attribute(value=ast.Name(id=name), attr=attr) if f"{name}.{attr}" in names:
                return f"{name}.{attr}"
            case _:
                return None

    return look_up


def _first_line(node: Function | ast.ClassDef) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def _shown_from(node: Function | ast.ClassDef) -> int:
    """A docstring longer than a screen would hide the code it describes."""
    body = _without_docstring(node.body)
    if body and body[0].lineno - node.lineno > _LONG_DOCSTRING:
        return _first_line(body[0]) if isinstance(body[0], Function) else body[0].lineno
    return _first_line(node)


def _without_docstring(body: Sequence[ast.stmt]) -> Sequence[ast.stmt]:
    match body:
        case [ast.Expr(value=ast.Constant(value=str())), *rest]:
            return rest
        case _:
            return body


def _takes(node: Function) -> str:
    """Completes "parse rows ..."."""
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    named = [a for a in positional if a.arg not in {"self", "cls"}]
    flags = _flags(arguments)
    said = [f"a flag, {spoken_name(a.arg)}" if a.arg in flags else _parameter(a) for a in named]
    if arguments.vararg:
        said.append(f"any number of {spoken_name(arguments.vararg.arg)}")
    if len(said) > _MANY_PARAMETERS:
        return f"takes {spoken_count(len(said), 'parameter')}"
    return f"takes {spoken_list(said)}" if said else "takes no parameters"


def _flags(arguments: ast.arguments) -> set[str]:
    """Parameters that default to true or false."""
    positional = [*arguments.posonlyargs, *arguments.args]
    late = positional[len(positional) - len(arguments.defaults) :]
    pairs = [*zip(late, arguments.defaults, strict=True)]
    pairs += [(a, d) for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d]
    return {a.arg for a, d in pairs if isinstance(d, ast.Constant) and isinstance(d.value, bool)}


def _parameter(argument: ast.arg) -> str:
    return article(spoken_name(argument.arg))


def _gives(node: Function) -> str:
    if any(isinstance(inner, ast.Yield | ast.YieldFrom) for inner in ast.walk(node)):
        return "yields its results one at a time"
    said = type_phrase(node.returns)
    return f"returns {said}" if said else ""


def _class(name: str, node: ast.ClassDef) -> Piece:
    methods = [inner for inner in node.body if isinstance(inner, Function)]
    return Piece(
        name=name,
        kind="class",
        first=_first_line(node),
        last=node.end_lineno or node.lineno,
        takes=_holds(node, methods),
        shown_from=_shown_from(node),
        summary=as_clause(ast.get_docstring(node) or ""),
        remarks=tuple(_class_remarks(node, methods)),
    )


def _holds(node: ast.ClassDef, methods: Sequence[Function]) -> str:
    parents = [said for said in map(phrase, node.bases) if said]
    parts = [f"builds on {spoken_list(parents)}"] if parents else []
    parts += [f"has {spoken_count(len(methods), 'method')}"] if methods else []
    return " and ".join(parts)


def _class_remarks(node: ast.ClassDef, methods: Sequence[Function]) -> Iterator[Remark]:
    fields = [
        f for f in node.body if isinstance(f, ast.AnnAssign) and isinstance(f.target, ast.Name)
    ]
    if fields:
        names = [spoken_name(f.target.id) for f in fields if isinstance(f.target, ast.Name)]
        shown = spoken_list(names[:4]) + (" among others" if len(names) > 4 else "")  # noqa: PLR2004
        said = f"it holds {spoken_count(len(fields), 'field')}: {shown}"
        yield Remark(fields[0].lineno, fields[-1].end_lineno or 0, said, "its fields", 8)
    for method in methods:
        yield from _method_remark(method)
    silent = [m for m in methods if not m.name.startswith("_") and not ast.get_docstring(m)]
    yield from methods_remark([(method.name, method.lineno) for method in silent])


def _method_remark(method: Function) -> Iterator[Remark]:
    """A method's own words, or what setting up remembers."""
    last = method.body[0].end_lineno or method.lineno
    told = as_clause(ast.get_docstring(method) or "")
    if method.name == "__init__":
        kept = [spoken_name(a) for a in _attributes(method)]
        said = (
            f"a new one remembers {spoken_list(kept[:4])}" if kept else "a new one is set up here"
        )
        yield Remark(method.lineno, method.end_lineno or last, said, "setting up", 7)
    elif told.startswith("it ") and not method.name.startswith("_"):
        said = f"with {spoken_name(method.name)}, {told}"
        yield Remark(method.lineno, method.lineno, said, spoken_name(method.name), 5)


def _attributes(method: Function) -> Iterator[str]:
    for node in ast.walk(method):
        match node:
            case ast.Attribute(value=ast.Name(id="self"), attr=attr, ctx=ast.Store()):
                yield attr


def _script(tree: ast.Module, names: frozenset[str]) -> list[Piece]:
    """What runs at the top level, if that is more than setting names."""
    quiet = (ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef,
             ast.Try, ast.Assign, ast.AnnAssign)  # fmt: skip
    known = _known(names, "")
    body = _without_docstring(tree.body)
    if names:
        body = [node for node in body if not isinstance(node, quiet)]
    else:
        body = [node for node in body if not isinstance(node, ast.Import | ast.ImportFrom)]
    told = remarks(body, "", known)
    if len(told) < _MIN_SCRIPT:
        return []
    first, last = body[0].lineno, body[-1].end_lineno or body[-1].lineno
    calls = [known(c.func) for node in body for c in ast.walk(node) if isinstance(c, ast.Call)]
    called = tuple(dict.fromkeys(callee for callee in calls if callee))
    return [Piece("the main part", "section", first, last, calls=called, remarks=told)]


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module)):
                yield module


def _exported(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case ast.Assign(
                targets=[ast.Name(id="__all__")], value=ast.List() | ast.Tuple() as names
            ):
                yield from (str(n.value) for n in names.elts if isinstance(n, ast.Constant))
