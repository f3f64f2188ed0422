"""Finds where definitions begin and end in languages that this writer has no parser for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pygments.lexer import Lexer
from pygments.token import Comment, String

from studio.adapters.offline_writer.source.comments import is_comment
from studio.adapters.offline_writer.source.piece import Kind

_MODIFIERS: Final = (
    r"(?:(?:export|default|public|private|protected|internal|static|async|pub(?:\([^)\n]*\))?|"
    r"unsafe|const|extern|inline|abstract|final|override|virtual|open|sealed|data|suspend|local|"
    r"partial|typedef)[ \t]+)*"
)
_CLASSES: Final = (
    r"(?:class|struct|interface|trait|enum|impl|module|namespace|protocol|extension|record|object|"
    r"union|actor|contract|defmodule|mod)"
)
_FUNCTIONS: Final = r"(?:function\*?|func|fn|fun|def|defp|sub|proc|procedure|method|macro|defmacro)"
_TYPES: Final = r"(?:[\w:<>,\[\]~.]+[ \t*&]+)"
_PARAMETERS: Final = r"\([^;{}()]*(?:\([^;{}()]*\)[^;{}()]*)*\)[^;{}()=]*\{"
_NAMED: Final = r"([A-Za-z_$][\w$.:!?]*)"
_PATTERNS: Final[tuple[tuple[Kind, str], ...]] = (
    ("class", rf"^[ \t]*{_MODIFIERS}{_CLASSES}(?:<[^>\n]*>)?[ \t]+{_NAMED}"),
    ("class", r"^type[ \t]+(\w+)[ \t]+(?:struct|interface)\b"),
    (
        "function",
        rf"^[ \t]*{_MODIFIERS}{_FUNCTIONS}[ \t]+(?:\([^)\n]*\)[ \t]*)?(?:self\.)?{_NAMED}",
    ),
    (
        "function",
        (
            r"^[ \t]*(?:export[ \t]+)?(?:const|let|var|local)[ \t]+(\w+)[ \t]*=[ \t]*"
            r"(?:async[ \t]*)?(?:function\b|\([^)\n]*\)[^=\n;]*=>|\w+[ \t]*=>)"
        ),
    ),
    ("function", r"^[ \t]*(?:function[ \t]+)?([\w-]+)[ \t]*\(\)[ \t]*\{"),
    ("function", rf"^{_TYPES}+([~\w:]+)[ \t]*{_PARAMETERS}"),
    ("function", rf"^[ \t]+{_TYPES}*(\w+)[ \t]*{_PARAMETERS}"),
    ("function", r"^\(def\w*[ \t]+\(?([^\s()]+)"),
    ("function", r"^([a-z]\w*'*)[ \t]*::"),
    (
        "section",
        (
            r"^[ \t]*(?i:CREATE[ \t]+(?:OR[ \t]+REPLACE[ \t]+)?(?:TABLE|VIEW|FUNCTION|TRIGGER)"
            r"[ \t]+(?:IF[ \t]+NOT[ \t]+EXISTS[ \t]+)?)([\w.]+)"
        ),
    ),
)
_COMPILED: Final = tuple((kind, re.compile(text, re.MULTILINE)) for kind, text in _PATTERNS)
_NOT_NAMES: Final = frozenset(
    """if for while switch catch return else do try foreach using lock synchronized when until case
    unless with new sizeof typeof await throw elif function""".split()  # noqa: SIM905 - a word list
)
_KEYED: Final = {
    "YAML": r"^([\"']?[\w./-]+[\"']?)[ \t]*:",
    "JSON": r"^(?: {1,4}|\t)(\"[^\"\n]+\")[ \t]*:",
    "TOML": r"^\[+([^\]\n]+)\]",
    "INI": r"^\[([^\]\n]+)\]",
    "Makefile": r"^([A-Za-z][\w.-]*)[ \t]*:(?![=:])",
    "CSS": r"^([^\s@{}/][^{}\n]{0,60}?)[ \t]*\{",
    "SCSS": r"^([^\s@{}/][^{}\n]{0,60}?)[ \t]*\{",
    "Docker": r"^(FROM|RUN|COPY|ADD|ENV|WORKDIR|ENTRYPOINT|CMD|USER|EXPOSE)\b",
}
_BRACE_FREE: Final = frozenset({"Ruby", "Lua", "Elixir", "Julia", "Crystal", "Octave", "Matlab"})
_BY_INDENT: Final = frozenset({"Python", "Python 2.x", "Nimrod", "CoffeeScript", "GDScript",
                               "Cython", "Haskell", "Makefile", "F#", "OCaml", "Elm"})  # fmt: skip


@dataclass(frozen=True)
class Block:
    kind: Kind
    name: str
    start: int
    """Where its name ends in the text."""
    first: int
    last: int
    noun: str = ""
    """What its language calls it: a struct, a trait, a table."""

    def is_in(self, outer: "Block") -> bool:
        return self is not outer and outer.first <= self.first and self.last <= outer.last


def blank(text: str, lexer: Lexer) -> str:
    """The text with comments and strings as spaces, every other character in its place.

    Quotation marks stay, so that a text is still seen to be one.
    """
    parts = []
    for _, kind, value in lexer.get_tokens_unprocessed(text):
        hidden = is_comment(kind, value) or String in kind.split() or kind is Comment.Hashbang
        kept = r"[^\n\"'`]" if String in kind.split() else r"[^\n]"
        parts.append(re.sub(kept, " ", value) if hidden else value)
    return "".join(parts)


def blocks(code: str, language: str) -> list[Block]:
    """Definitions in order; what lies inside a function is part of it."""
    if language in _KEYED:
        return _keyed(code, language)
    found: dict[int, Block] = {}
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(code):
            line = code.count("\n", 0, match.start(1)) + 1
            name = match[1].strip(".:")
            if line in found or name in _NOT_NAMES or not name:
                continue
            last = _last_line(code, match.end(1), line, language)
            if last is not None:
                noun = _noun(match[0]) if kind != "function" else ""
                found[line] = Block(kind, name, match.end(1), line, last, noun)
    return list(_outermost(sorted(found.values(), key=lambda block: block.first)))


def _keyed(code: str, language: str) -> list[Block]:
    """The parts of a file made of keys: each runs to the next one."""
    starts = [
        (
            code.count("\n", 0, match.start(1)) + 1,
            match[1].strip("\"' ").replace(".", " "),
            match.end(1),
        )
        for match in re.finditer(_KEYED[language], code, re.MULTILINE)
    ]
    if not starts:
        return []
    ends = [line - 1 for line, _, _ in starts[1:]] + [code.rstrip().count("\n") + 1]
    return [
        Block("section", name, position, line, max(line, last))
        for (line, name, position), last in zip(starts, ends, strict=True)
    ]


def _noun(declaration: str) -> str:
    nouns = "struct interface trait enum impl module namespace protocol record union table view"
    return next((noun for noun in nouns.split() if noun in declaration.lower().split()), "")


def _outermost(ordered: list[Block]) -> Iterator[Block]:
    """Classes let their members through; functions keep theirs."""
    covered = 0
    for block in ordered:
        if block.first <= covered:
            continue
        if block.kind != "class":
            covered = block.last
        yield block


def _last_line(code: str, position: int, line: int, language: str) -> int | None:
    if language in _BY_INDENT:
        return _dedent(code, line, code[:position].rpartition("\n")[2].split()[-1])
    if language in _BRACE_FREE:
        return _end_keyword(code, line)
    if code[:position].rpartition("\n")[2].lstrip().startswith("("):
        return _closing(code, code.rfind("(", 0, position), "(", ")")
    return _braced(code, position)


def _braced(code: str, position: int) -> int | None:
    """None for a declaration that ends before any body."""
    depth = 0
    for offset in range(position, len(code)):
        character = code[offset]
        depth += (character in "([") - (character in ")]")
        if character == "{" and depth <= 0:
            return _closing(code, offset, "{", "}")
        if character == ";" and depth <= 0:
            statement = code[:position].rpartition("\n")[2]
            arrow = "=>" in code[position:offset] or "create" in statement.lower()
            return code.count("\n", 0, offset) + 1 if arrow else None
    return None


def _closing(code: str, start: int, opening: str, closing: str) -> int | None:
    depth = 0
    for offset in range(start, len(code)):
        depth += (code[offset] == opening) - (code[offset] == closing)
        if depth == 0:
            return code.count("\n", 0, offset) + 1
    return None


def _dedent(code: str, line: int, name: str) -> int:
    """Equations that begin with the same name belong together, as Haskell writes them."""
    lines = code.split("\n")
    own = _indent(lines[line - 1])
    last = line
    for number in range(line, len(lines)):
        if lines[number].strip():
            if _indent(lines[number]) <= own and not lines[number].startswith(f"{name} "):
                break
            last = number + 1
    return last


def _end_keyword(code: str, line: int) -> int | None:
    lines = code.split("\n")
    own = _indent(lines[line - 1])
    for number in range(line, len(lines)):
        if re.match(r"\s*end\b", lines[number]) and _indent(lines[number]) == own:
            return number + 1
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
