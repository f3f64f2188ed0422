"""What an author can do about an error whose cause is known."""

import ast
import builtins
import difflib
import inspect
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import manim

from render.latex_log import complaint
from studio.domain.manim_names.advice import ATTRIBUTES, KEYWORDS, PACKAGES, instead_of

_CALLED_WITH: Final = re.compile(r"got an unexpected keyword argument '(\w+)'")
_NO_NAME: Final = re.compile(r"name '(\w+)' is not defined")
_CANNOT_IMPORT: Final = re.compile(r"cannot import name '(\w+)'")
_LATEX: Final = re.compile(r"tex error converting to|does not support converting .* to SVG")
_FOR_MANIM: Final = {"animation_overrides", "entrance"}
_MADE_UP: Final = "Mobject.__getattr__.<locals>"
_COMMENT: Final = r"In LaTeX % begins a comment: write \% in text."
_PROGRAMS: Final = {"xelatex", "lualatex", "luatex", "pdflatex", "latex", "dvisvgm", "ffmpeg"}
_NOT_PLAYABLE: Final = re.compile(
    r"Unexpected argument .* passed to Scene\.play|cannot be converted to an animation"
    r"|Passing Mobject methods to Scene\.play"
)


def hint(error: BaseException, folder: Path, source: str) -> str:
    """One or two sentences, or nothing."""
    for kind, advise in _ADVICE:
        if isinstance(error, kind):
            advice = advise(error, folder, source)
            if advice:
                return advice
    return ""


def _about_name(error: BaseException, folder: Path, source: str) -> str:
    found = _NO_NAME.search(str(error))
    return _known(found[1], source) if found else ""


def _about_import(error: BaseException, folder: Path, source: str) -> str:
    found = _CANNOT_IMPORT.search(str(error))
    if found:
        return _known(found[1], source)
    missing = (getattr(error, "name", None) or "").partition(".")[0]
    if missing in PACKAGES:
        return PACKAGES[missing]
    if isinstance(error, ModuleNotFoundError) and missing:
        return (
            f"The package {missing!r} is not installed here. Scenes can use manim, numpy, scipy, "
            "networkx and the standard library, and have no network."
        )
    return ""


def _known(name: str, source: str) -> str:
    instead = instead_of(name)
    if instead:
        return f"{name} is not in this Manim (Community {manim.__version__}): {instead}."
    return _near(name, [*_names_in(source), *dir(manim), *dir(builtins)])


def _about_attribute(error: BaseException, folder: Path, source: str) -> str:
    name, holder = getattr(error, "name", None), getattr(error, "obj", None)
    if not name:
        return ""
    if name in ATTRIBUTES:
        return ATTRIBUTES[name]
    if holder is manim:
        return _known(name, source)
    if type(holder).__module__.startswith("stagecraft."):
        return _ours(type(holder))
    try:
        return _near(name, dir(holder))
    except Exception:  # noqa: BLE001 - the author's own class
        return ""


def _ours(made: type) -> str:
    known = dict.fromkeys((*inspect.get_annotations(made), *vars(made)))
    names = [each for each in known if each[0] != "_" and each not in _FOR_MANIM]
    return f"What {made.__name__} has of its own: {', '.join(names)}."


def _about_call(error: BaseException, folder: Path, source: str) -> str:
    message = str(error)
    if _NOT_PLAYABLE.search(message):
        return (
            "play takes animations: to animate a method, write mobject.animate.shift(RIGHT) "
            "instead of mobject.shift(RIGHT) or mobject.shift, RIGHT."
        )
    if _MADE_UP in message:
        return _about_getter(error)
    found = _CALLED_WITH.search(message)
    if not found:
        return ""
    name = found[1]
    if name in KEYWORDS:
        return KEYWORDS[name]
    return _near(name, _keywords(_called(error)), "The nearest keyword is {}.")


def _about_getter(error: BaseException) -> str:
    """Manim invents `get_` and `set_` methods that mobjects lack; they take nothing."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    names = re.findall(r"\.([gs]et_\w+)\(", _line_of(trace)) if trace else []
    known = [ATTRIBUTES[name] for name in names if name in ATTRIBUTES]
    return known[0] if known else "There is no method of that name."


def _called(error: BaseException) -> set[str]:
    """Names of Manim's classes on the lines that led to the error."""
    words: set[str] = set()
    trace = error.__traceback__
    while trace is not None:
        code, holder = trace.tb_frame.f_code, trace.tb_frame.f_locals.get("self")
        if code.co_name == "__init__" and holder is not None:
            words.add(type(holder).__name__)
        words |= set(re.findall(r"\w+", _line_of(trace)))
        trace = trace.tb_next
    return words


def _line_of(trace: Any) -> str:
    try:
        lines, first = inspect.getsourcelines(trace.tb_frame)
    except (OSError, TypeError):
        return ""
    place = trace.tb_lineno - max(first, 1)
    return lines[place] if 0 <= place < len(lines) else ""


def _keywords(names: Iterable[str]) -> list[str]:
    found: set[str] = set()
    for name in names:
        called = getattr(manim, name, None)
        for each in inspect.getmro(called) if inspect.isclass(called) else (called,):
            try:
                found |= set(inspect.signature(each).parameters)  # type: ignore[arg-type]
            except (TypeError, ValueError):
                continue
    return sorted(found - {"self", "args", "kwargs"})


def _about_latex(error: BaseException, folder: Path, source: str) -> str:
    found = _LATEX.search(str(error))
    if not found:
        return ""
    commented = "SVG" in found[0] and "%" in source
    return complaint(folder / "media") or (_COMMENT if commented else "")


def _about_colour(error: BaseException, folder: Path, source: str) -> str:
    if "color" not in str(error).lower() and "ManimColor" not in str(error):
        return ""
    return (
        'A colour is a constant such as BLUE, a string such as "#1E90FF" or "BLUE", or a tuple of '
        "numbers from 0 to 1."
    )


def _about_file(error: BaseException, folder: Path, source: str) -> str:
    program = str(getattr(error, "filename", "") or "")
    if program in _PROGRAMS:
        return f"{program} is not installed here; Manim's default TexTemplate, for latex, works."
    message = str(error)
    if isinstance(error, PermissionError):
        return "A scene can read and write the folder it starts in, and nothing else."
    if isinstance(error, FileNotFoundError) or "could not find" in message.lower():
        return (
            "There is no such file: a scene starts in an empty folder, with no network. "
            "Draw the picture with Manim, or let the code write the file first."
        )
    return ""


def _about_memory(error: BaseException, folder: Path, source: str) -> str:
    return "The scene needs more memory than it is given; use fewer or smaller objects."


def _about_recursion(error: BaseException, folder: Path, source: str) -> str:
    return "A function calls itself without an end; look at the lines above for the circle."


def _about_leaving(error: BaseException, folder: Path, source: str) -> str:
    return "The code ended its own process; leave out exit() and sys.exit()."


def _about_syntax(error: BaseException, folder: Path, source: str) -> str:
    if "```" in source:
        return "Send the code alone, without the ``` of Markdown."
    return ""


_Advise = Callable[[BaseException, Path, str], str]
_ADVICE: Final[tuple[tuple[type[BaseException], _Advise], ...]] = (
    (RecursionError, _about_recursion),
    (MemoryError, _about_memory),
    (SyntaxError, _about_syntax),
    (SystemExit, _about_leaving),
    (NameError, _about_name),
    (ImportError, _about_import),
    (AttributeError, _about_attribute),
    (TypeError, _about_call),
    (OSError, _about_file),
    (ValueError, _about_latex),
    (Exception, _about_colour),
)


def _near(name: str, known: Iterable[str], words: str = "Did you mean {}?") -> str:
    near = difflib.get_close_matches(name, [each for each in known if each != name], n=1)
    return words.format(near[0]) if near else ""


def _names_in(source: str) -> set[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return set()
    return {
        each.id if isinstance(each, ast.Name) else each.name
        for each in ast.walk(tree)
        if isinstance(each, (ast.FunctionDef, ast.ClassDef))
        or (isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store))
    }
