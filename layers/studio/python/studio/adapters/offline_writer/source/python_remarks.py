"""What each Python statement does, said as a clause about the function it belongs to."""

import ast
from collections.abc import Iterable, Iterator
from typing import Final

from studio.adapters.offline_writer.source.conditions import condition
from studio.adapters.offline_writer.source.deeds import Known, deed
from studio.adapters.offline_writer.source.english import phrase
from studio.adapters.offline_writer.source.piece import Remark
from studio.adapters.offline_writer.source.wording import class_noun
from studio.adapters.offline_writer.speech import spoken_list

_DEEPEST: Final = 3
_LONG: Final = 7


def remarks(body: Iterable[ast.stmt], own_name: str, known: Known) -> tuple[Remark, ...]:
    """Everything worth saying, in reading order."""
    return tuple(_walk(body, own_name, known, 0))


def _walk(body: Iterable[ast.stmt], own: str, known: Known, depth: int) -> Iterator[Remark]:
    for statement in body:
        clause, weight = _clause(statement, own, known)
        if clause:
            first, last = _range(statement)
            yield Remark(first, last, clause, _note(clause), weight - depth)
        if depth < _DEEPEST and not isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield from _walk(_inner(statement, told=bool(clause)), own, known, depth + 1)


def _range(statement: ast.stmt) -> tuple[int, int]:
    """A short statement whole; of a long one, the line that says what it is."""
    last = statement.end_lineno or statement.lineno
    if last - statement.lineno < _LONG:
        return statement.lineno, last
    inner = _inner(statement, told=False)
    return statement.lineno, max(statement.lineno, inner[0].lineno - 1 if inner else last)


def _note(clause: str) -> str:
    return clause.removeprefix("it ").removesuffix(".")


def _inner(statement: ast.stmt, *, told: bool) -> list[ast.stmt]:
    """The statements inside; a guard that was told whole has nothing left to tell."""
    match statement:
        case ast.If(body=[ast.Return() | ast.Raise() | ast.Continue() | ast.Break()]) if told:
            return statement.orelse
        case ast.If() | ast.For() | ast.While() | ast.AsyncFor():
            return [*statement.body, *statement.orelse]
        case ast.With() | ast.AsyncWith():
            return statement.body
        case ast.Try():
            handled = [inner for handler in statement.handlers for inner in handler.body]
            return [*statement.body, *handled, *statement.finalbody]
        case _:
            return []


def _clause(statement: ast.stmt, own: str, known: Known) -> tuple[str | None, int]:  # noqa: PLR0911
    match statement:
        case ast.For() | ast.AsyncFor():
            return _for(statement), 7
        case ast.While(test=test):
            return _while(test), 7
        case ast.If():
            return _if(statement, own, known)
        case ast.With() | ast.AsyncWith():
            return _with(statement), 5
        case ast.Try():
            return _try(statement), 5
        case ast.Match(subject=subject, cases=cases):
            said = phrase(subject)
            return (f"it looks at {said} and picks one of {len(cases)} cases" if said else None), 7
        case _:
            return _simple(statement, own, known)


def _simple(statement: ast.stmt, own: str, known: Known) -> tuple[str | None, int]:
    told = _recursion(statement, own, known)
    if told:
        return told, 9
    verb, weight = deed(statement, known)
    return (f"it {verb}" if verb else None), weight


def _recursion(statement: ast.stmt, own: str, known: Known) -> str | None:
    """Calling oneself is the most interesting thing a function can do."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return None
    calls = [n for n in ast.walk(statement) if isinstance(n, ast.Call) and known(n.func) == own]
    if not calls:
        return None
    with_ = [said for said in map(phrase, calls[0].args[:2]) if said]
    return "it calls itself" + (f" with {spoken_list(with_)}" if with_ else "")


def _for(loop: ast.For | ast.AsyncFor) -> str | None:  # noqa: PLR0911
    name = phrase(loop.target)
    if name is None:
        return None
    match loop.iter:
        case ast.Call(func=ast.Name(id="range"), args=[stop]) if said := phrase(stop):
            return f"it counts {name} from zero up to {said}"
        case ast.Call(func=ast.Name(id="range"), args=[start, stop]) if phrase(start) and phrase(
            stop
        ):
            return f"it counts {name} from {phrase(start)} up to {phrase(stop)}"
        case ast.Call(func=ast.Name(id="range")):
            return f"it counts {name} through a range"
        case ast.Call(func=ast.Name(id="enumerate"), args=[inner, *_]) if said := phrase(inner):
            return f"it goes through {said}, counting as it goes"
        case source if said := phrase(source):
            return f"it goes through {said}, one {name} at a time"
        case _:
            return f"it loops, one {name} at a time"


def _while(test: ast.expr) -> str | None:
    if isinstance(test, ast.Constant):
        return "it repeats until something inside stops it"
    said = condition(test)
    return f"it keeps going while {said}" if said else None


def _if(statement: ast.If, own: str, known: Known) -> tuple[str | None, int]:  # noqa: PLR0911
    """A guard is told whole; another branch says what it depends on."""
    if "__name__" in ast.unparse(statement.test):
        return "what follows only runs when the file itself is started", 6
    test = condition(statement.test)
    if test is None:
        return None, 0
    verb, _ = deed(statement.body[0], known)
    match statement.body[0]:
        case ast.Continue():
            return f"if {test}, it skips to the next one", 5
        case ast.Break():
            return f"if {test}, it stops looping", 5
        case ast.Return(value=None):
            return f"if {test}, there is nothing left to do", 5
        case ast.Return() | ast.Raise() if verb and not _recursion(statement.body[0], own, known):
            return f"if {test}, it {verb}", 6
    if statement.orelse:
        return f"it checks whether {test}", 5
    return (f"if {test}, it {verb}" if verb else f"it checks whether {test}"), 5


def _with(statement: ast.With | ast.AsyncWith) -> str | None:
    context = statement.items[0].context_expr
    match context:
        case ast.Call(func=ast.Name(id="open"), args=[path, *_]):
            return f"it opens {phrase(path) or 'a file'}, to be closed again whatever happens"
        case _:
            said = phrase(context)
            if said and said.endswith(("lock", "mutex", "semaphore")):
                return f"it holds {said} while it works"
            return f"it works inside {said}, which cleans up afterwards" if said else None


def _try(statement: ast.Try) -> str | None:
    if not statement.handlers:
        return "it makes sure of its clean-up whatever happens"
    handler = statement.handlers[0]
    kind = handler.type
    match kind:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            trouble = class_noun(name)
        case _:
            trouble = "an error"
    reaction, _ = deed(handler.body[0], lambda _: None)
    if isinstance(handler.body[0], ast.Pass):
        return f"if {trouble} comes up, it carries on regardless"
    return f"it is ready for {trouble}" + (f": then it {reaction}" if reaction else "")
