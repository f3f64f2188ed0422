"""Why a caller's scene failed, for its author: the error, his own lines, and a hint."""

import re
import traceback
from pathlib import Path
from typing import Final

from render.hints import hint
from render.presentable import LONGEST, presentable
from render.scene_module import NoSuchScene
from studio.domain.problem import Problem, ProblemKind

_LONGEST_MESSAGE: Final = 600
_LONGEST_LINE: Final = 160
_LONGEST_ADVICE: Final = 1000
_MOST_LINES: Final = 6
_KINDS: Final[dict[str, ProblemKind]] = {"NothingToShow": "empty", "SceneTooLong": "outlasts"}
_NO_ANIMATIONS: Final = "Called Scene.play with no animations"
_SEE_ELSEWHERE: Final = re.compile(
    r"\. (?:See log output above|Consider updating dvisvgm).*", re.DOTALL
)
_FROM_WHERE: Final = re.compile(r" \((?:/[^()]*|unknown location)\)$")


def told(error: BaseException, module: Path, source: str) -> str:
    """At most `LONGEST` characters, fit to be shown, without a path of ours."""
    if isinstance(error, NoSuchScene):
        return presentable(str(error), source, module.parent)
    parts = [_headline(error), *_own_lines(error, module, source.splitlines())]
    cause = error.__cause__
    if cause is not None:
        parts.insert(1, f"  because of {_headline(cause)[:_LONGEST_LINE]}")
    advice = hint(error, module.parent, source)
    room = LONGEST - len(advice) - len("\nHint: ")
    text = presentable("\n".join(parts), source, module.parent)[:room]
    return f"{text}\nHint: {presentable(advice, source, module.parent)}" if advice else text


def problem(error: BaseException, module: Path, source: str) -> Problem:
    """The same in parts."""
    advice = hint(error, module.parent, source)
    lines = _own_numbers(error, module)
    return Problem(
        kind=_kind(error, module),
        message=presentable(_headline(error), source, module.parent) or type(error).__name__,
        line=lines[-1] if lines and lines[-1] > 0 else None,
        hint=presentable(advice, source, module.parent)[:_LONGEST_ADVICE],
    )


def _kind(error: BaseException, module: Path) -> ProblemKind:
    if isinstance(error, SyntaxError) and error.filename == str(module):
        return "not_python"
    if isinstance(error, ValueError) and str(error) == _NO_ANIMATIONS:
        return "empty"
    return _KINDS.get(type(error).__name__, "crash")


def _own_numbers(error: BaseException, module: Path) -> list[int]:
    if isinstance(error, SyntaxError) and error.filename == str(module):
        return [error.lineno or 0]
    return [
        number
        for frame, number in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == str(module)
    ]


def _headline(error: BaseException) -> str:
    """`NameError: name 'x' is not defined`."""
    message = _FROM_WHERE.sub("", _message(error).strip())
    message = _SEE_ELSEWHERE.sub(".", message)[:_LONGEST_MESSAGE]
    name = type(error).__name__
    if type(error).__module__.startswith("render.") and message:
        return message  # our own words
    return f"{name}: {message}" if message else name


def _message(error: BaseException) -> str:
    try:
        if isinstance(error, SyntaxError):
            return error.msg or ""
        if isinstance(error, KeyError) and error.args:
            return repr(error.args[0])
        return str(error)
    except BaseException:  # noqa: BLE001 - an error's own code may fail, too
        return ""


def _own_lines(error: BaseException, module: Path, lines: list[str]) -> list[str]:
    """`  line 12, in construct: self.play(Foo(x))`, the innermost last."""
    if isinstance(error, SyntaxError) and error.filename == str(module):
        return [_line(error.lineno or 0, "", lines)]
    own = [
        _line(number, frame.f_code.co_name, lines)
        for frame, number in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == str(module)
    ]
    once = [line for place, line in enumerate(own) if line not in own[:place]]
    if len(once) > _MOST_LINES:
        once = [once[0], "  …", *once[-(_MOST_LINES - 2) :]]
    return once


def _line(number: int, function: str, lines: list[str]) -> str:
    text = lines[number - 1].strip()[:_LONGEST_LINE] if 0 < number <= len(lines) else ""
    where = f", in {function}" if function and function != "<module>" else ""
    return f"  line {number}{where}: {text}" if text else f"  line {number}{where}"
