"""What to know about this Manim, for whoever repairs a scene: few facts, and to the point."""

import ast
import difflib
import re
from collections.abc import Iterator
from typing import Final

from studio.domain.manim_names.advice import ATTRIBUTES, KEYWORDS, PACKAGES, instead_of
from studio.domain.manim_names.keywords_of import accepted
from studio.domain.manim_names.public import MANIM, STAGECRAFT
from studio.domain.manim_names.renamed import COLOURS

MOST: Final = 4
_WORD: Final = re.compile(r"[A-Za-z_]\w*")
_NAME: Final = re.compile(r"name '(\w+)' is not defined|[Tt]he name (\w+) is not defined")
_KEYWORD: Final = re.compile(r"(?:(\w+)\.__init__\(\) )?got an unexpected keyword argument '(\w+)'")
_ATTRIBUTE: Final = re.compile(r"has no attribute '(\w+)'")
_IMPORT: Final = re.compile(r"cannot import name '(\w+)'|No module named '(\w+)")
_BY_WORDS: Final = (
    (
        re.compile(r"broadcast|shapes? \(\d*,?2,?\)"),
        "Every point has three coordinates: [x, y, 0].",
    ),
    (
        re.compile(r"passed to Scene\.play|cannot be converted to an animation|Mobject methods"),
        "play takes animations: write mobject.animate.shift(RIGHT), not mobject.shift(RIGHT).",
    ),
    (
        re.compile(r"Only values of type VMobject"),
        "A VGroup holds what is drawn with curves; pictures and the rest go into a Group.",
    ),
    (
        re.compile(r"latex error|LaTeX|tex error", re.IGNORECASE),
        r"MathTex takes LaTeX of math mode in a raw string: r'\frac{a}{b}'; words go into Text.",
    ),
    (
        re.compile(r"Color .* not found"),
        'A colour is a constant such as BLUE, or a string such as "#1E90FF".',
    ),
    (
        re.compile(r"restore without having saved"),
        "Restore(mobject) needs mobject.save_state() before.",
    ),
    (
        re.compile(r"with no animations|run_time of|duration"),
        "play needs at least one animation, and every animation and wait a time above 0.",
    ),
    (
        re.compile(r"No such file|could not find"),
        "There are no files and there is no network: draw it with Manim.",
    ),
)


def fact_about(name: str) -> str:
    """What became of a name that is not here; empty if nobody knows."""
    instead = instead_of(name)
    return f"{name} is not in this Manim: {instead}." if instead else ""


def facts_for(message: str, source: str) -> tuple[str, ...]:
    """What helps with this error of this code, the most certain first."""
    found = dict.fromkeys([*_of_message(message, source), *_of_source(source)])
    return tuple(found)[:MOST]


def _of_message(message: str, source: str) -> Iterator[str]:
    for match in _NAME.finditer(message):
        name = match[1] or match[2]
        yield from filter(None, [fact_about(name) or _near(name, MANIM | STAGECRAFT)])
    for match in _IMPORT.finditer(message):
        name = match[1] or match[2]
        yield from filter(None, [PACKAGES.get(name, "") or fact_about(name)])
    for match in _ATTRIBUTE.finditer(message):
        yield from filter(None, [ATTRIBUTES.get(match[1], "")])
    for match in _KEYWORD.finditer(message):
        yield from _of_keyword(match[2], source)
    for pattern, fact in _BY_WORDS:
        if pattern.search(message):
            yield fact


def _of_keyword(keyword: str, source: str) -> Iterator[str]:
    """The classes that are given it by this code, and what they take instead."""
    if keyword in KEYWORDS:
        yield KEYWORDS[keyword]
    for match in re.finditer(r"(\w+)\([^()]*\b" + re.escape(keyword) + r"\s*=", source):
        taken = accepted(match[1])
        if taken and keyword not in taken:
            near = difflib.get_close_matches(keyword, sorted(taken), 3, 0.5)
            instead = f" Near it: {', '.join(near)}." if near else ""
            yield f"{match[1]} takes no {keyword}.{instead}"


def _of_source(source: str) -> Iterator[str]:
    """Names in the code that are not here, whatever the error was."""
    try:
        own = {
            node.name
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        }
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        own = set()
    for word in dict.fromkeys(_WORD.findall(source)):
        if word not in own and word not in MANIM and word not in COLOURS:
            yield from filter(None, [fact_about(word)])


def _near(name: str, known: frozenset[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), 1)
    return f"{name} is not in this Manim; {near[0]} is." if near else ""
