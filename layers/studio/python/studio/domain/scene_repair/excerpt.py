"""The code alone: without Markdown around it, and in characters that Python reads."""

import ast
import re
import textwrap
from collections.abc import Iterator
from typing import Final

UNREADABLE: Final = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What Python raises for what it cannot parse, or follows too deep."""

_FENCED: Final = re.compile(r"^[ \t]*```[^\n]*\n(.*?)(?:^[ \t]*```|\Z)", re.DOTALL | re.MULTILINE)
_BEGINS: Final = re.compile(r"^(?:from|import|class|def|@|#|\"\"\")", re.MULTILINE)
_TYPESET: Final = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u00a0": " ",
        "\u2013": "-",
        "\u2212": "-",
        "\u00d7": "*",
        "\u200b": "",
        "\u2060": "",
    }
)


def code_alone(source: str) -> tuple[str, list[str]]:
    """The code, and what was done to get it; the source itself if nothing makes it Python."""
    bare = source.removeprefix("\ufeff")
    if is_python(bare):
        return bare, ["a byte-order mark is gone"] if bare != source else []
    for text, says in _attempts(bare):
        if is_python(text) and text.strip():
            return text, says
    return source, []


def is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except UNREADABLE:
        return False
    return True


def _attempts(source: str) -> Iterator[tuple[str, list[str]]]:
    """The gentlest first."""
    for text, says in _excerpts(source):
        yield text, says
        yield textwrap.dedent(text), [*says, "its indentation begins at the margin"]
        straight = text.translate(_TYPESET)
        if straight != text:
            yield straight, [*says, "typeset quotes, dashes and spaces are plain ones"]
        for plain in (straight.expandtabs(4), straight.expandtabs(8)):
            yield plain, [*says, "tabs are spaces"]
        yield textwrap.dedent(straight.expandtabs(4)), [*says, "tabs are spaces"]


def _excerpts(source: str) -> Iterator[tuple[str, list[str]]]:
    yield source, []
    unfenced = ["the Markdown around the code is gone"]
    blocks = [match[1] for match in _FENCED.finditer(source)]
    scenes = [block for block in blocks if "class " in block]
    for block in sorted(scenes or blocks, key=len, reverse=True):
        yield block, unfenced
    if "```" in source:
        lines = source.splitlines(keepends=True)
        yield "".join(x for x in lines if not x.lstrip().startswith("```")), unfenced
    yield from _trimmed(source)


def _trimmed(source: str) -> Iterator[tuple[str, list[str]]]:
    """Without the words before the code, and without those after it."""
    begins = next(_BEGINS.finditer(source), None)
    if begins is None:
        return
    text = source[begins.start() :]
    says = ["the words before the code are gone"] if begins.start() else []
    if says:
        yield text, says
    lines = text.splitlines(keepends=True)
    for last in range(len(lines) - 1, max(len(lines) - 12, 0), -1):
        words = lines[last]
        if words[:1].isspace() and words.strip():
            return
        yield "".join(lines[:last]), [*says, "the words after the code are gone"]
