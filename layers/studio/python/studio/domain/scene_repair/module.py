"""A scene's module as it is read: its tree, where each node stands, and whose names are whose."""

import ast
import builtins
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from studio.domain.scene_repair.changes import Change, Edit

OURS: Final = frozenset({"manim", "stagecraft"})
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_ENORMOUS: Final = 1e300


class Module:
    """Raises `SyntaxError` or `ValueError` if the source is not Python."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tree = ast.parse(source)
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(source))]
        self.parents: dict[ast.AST, ast.AST] = {}
        for node in ast.walk(self.tree):
            for child in ast.iter_child_nodes(node):
                self.parents[child] = node

    def start(self, node: ast.expr | ast.stmt | ast.keyword | ast.alias) -> int:
        return self._place(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt | ast.keyword | ast.alias) -> int:
        return self._place(node.end_lineno or 1, node.end_col_offset or 0)

    def text(self, node: ast.expr | ast.stmt | ast.keyword | ast.alias) -> str:
        return self.source[self.start(node) : self.end(node)]

    def edit(self, node: ast.expr | ast.stmt | ast.keyword | ast.alias, text: str) -> Edit:
        return Edit(self.start(node), self.end(node), text)

    def change(self, node: ast.expr | ast.stmt | ast.keyword, says: str, text: str) -> Change:
        return Change(f"{says} (line {node.lineno})", (self.edit(node, text),))

    def attribute(self, node: ast.Attribute, name: str) -> Edit:
        """`.old` becomes `.name`."""
        end = self.end(node)
        return Edit(end - len(node.attr), end, name)

    def line_start(self, line: int) -> int:
        return self._starts[min(line, len(self._starts)) - 1]

    def _place(self, line: int, column: int) -> int:
        start = self._starts[line - 1]
        text = self.source[start : self._starts[line] if line < len(self._starts) else None]
        if text.isascii():
            return start + column
        return start + len(text.encode()[:column].decode(errors="ignore"))

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @property
    def calls(self) -> Iterator[ast.Call]:
        return (node for node in self.nodes if isinstance(node, ast.Call))

    @property
    def classes(self) -> list[ast.ClassDef]:
        return [node for node in self.tree.body if isinstance(node, ast.ClassDef)]

    @cached_property
    def stars(self) -> frozenset[str]:
        """Packages of which everything is imported."""
        return frozenset(
            node.module or ""
            for node in self.nodes
            if isinstance(node, ast.ImportFrom) and any(a.name == "*" for a in node.names)
        )

    @cached_property
    def aliases(self) -> frozenset[str]:
        """Names under which Manim itself was imported."""
        return frozenset(
            alias.asname or alias.name
            for node in self.nodes
            if isinstance(node, ast.Import)
            for alias in node.names
            if alias.name in OURS
        )

    @cached_property
    def bound(self) -> frozenset[str]:
        """Every name that the module gives anything, anywhere."""
        return frozenset(self._bindings(manims=True))

    @cached_property
    def own(self) -> frozenset[str]:
        """Those that are not merely imported from Manim."""
        return frozenset(self._bindings(manims=False))

    @cached_property
    def used(self) -> dict[str, ast.Name]:
        """Names that are read, and where first."""
        found: dict[str, ast.Name] = {}
        for node in self.nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.setdefault(node.id, node)
        return found

    @property
    def unknown(self) -> set[str]:
        """Names that are read and that nobody here defines; a star may still do so."""
        return set(self.used) - self.bound - set(dir(builtins)) - {"__file__", "__name__"}

    @cached_property
    def methods(self) -> frozenset[str]:
        """Names of what the module's own classes define."""
        functions = {
            member.name
            for node in self.nodes
            if isinstance(node, ast.ClassDef)
            for member in node.body
            if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        stored = {
            node.attr
            for node in self.nodes
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        }
        return frozenset(functions | stored)

    def manims(self, function: ast.expr) -> str | None:
        """The name that Manim is asked for here, if it is Manim that is asked."""
        if isinstance(function, ast.Name) and function.id not in self.own:
            return function.id
        if (
            isinstance(function, ast.Attribute)
            and isinstance(function.value, ast.Name)
            and function.value.id in self.aliases
        ):
            return function.attr
        return None

    def renamed(self, function: ast.expr, name: str) -> Edit:
        if isinstance(function, ast.Attribute):
            return self.attribute(function, name)
        return self.edit(function, name)

    def without(self, call: ast.Call, unwanted: ast.expr | ast.keyword) -> Edit:
        """The call loses an argument, and the comma that parted it from the others."""
        given: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
        parts = sorted(given, key=self.start)
        place = parts.index(unwanted)
        if place + 1 < len(parts):
            return Edit(self.start(unwanted), self.start(parts[place + 1]), "")
        start = self.end(parts[place - 1]) if place else self.start(unwanted)
        return Edit(start, self.end(unwanted), "")

    def enclosing(self, node: ast.AST) -> Iterator[ast.AST]:
        while node in self.parents:
            node = self.parents[node]
            yield node

    def class_of(self, node: ast.AST) -> ast.ClassDef | None:
        return next((n for n in self.enclosing(node) if isinstance(n, ast.ClassDef)), None)

    def statement(self, node: ast.AST) -> ast.stmt | None:
        """The statement that is nothing but this expression."""
        parent = self.parents.get(node)
        return parent if isinstance(parent, ast.Expr) else None

    def dropped(self, statement: ast.stmt) -> Edit:
        """The statement goes; `pass` stays where a block would be left empty."""
        start, end = self.start(statement), self.end(statement)
        line = self.source[self.line_start(statement.lineno) : start]
        after = self.source[end : self.line_start((statement.end_lineno or 1) + 1)]
        last = len(self._starts) <= (statement.end_lineno or 1)
        alone = not line.strip() and (not after.strip() or after.lstrip().startswith("#"))
        parent = self.parents.get(statement)
        siblings: list[ast.stmt] = next(
            (block for block in _blocks(parent) if statement in block), []
        )
        if len(siblings) == 1 or not alone or last:
            return Edit(start, end, "pass")
        return Edit(self.line_start(statement.lineno), self._starts[statement.end_lineno or 1], "")

    def _bindings(self, *, manims: bool) -> Iterator[str]:
        for node in self.nodes:
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                yield node.id
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield node.name
            elif isinstance(node, ast.arg):
                yield node.arg
            elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
                yield node.name
            elif isinstance(node, ast.Import):
                yield from ((a.asname or a.name).partition(".")[0] for a in node.names)
            elif isinstance(node, ast.ImportFrom):
                ours = (node.module or "").startswith(tuple(OURS))  # as manimlib does, too
                if manims or not ours:
                    yield from (a.asname or a.name for a in node.names)
                else:
                    yield from (a.asname for a in node.names if a.asname)


def _blocks(node: ast.AST | None) -> list[list[ast.stmt]]:
    blocks = (getattr(node, name, None) for name in ("body", "orelse", "finalbody"))
    return [block for block in blocks if isinstance(block, list)]


def keyword(call: ast.Call, name: str) -> ast.keyword | None:
    return next((each for each in call.keywords if each.arg == name), None)


def number(node: ast.AST | None) -> float | None:
    """The number that is written here, if it is one."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        value = number(node.operand)
        return None if value is None else -value if isinstance(node.op, ast.USub) else value
    written = node.value if isinstance(node, ast.Constant) else None
    if isinstance(written, bool) or not isinstance(written, int | float):
        return None
    return float(written) if abs(written) < _ENORMOUS else None
