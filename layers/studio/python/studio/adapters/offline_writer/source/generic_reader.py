"""Reads source code in any language that Pygments knows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_for_filename
from pygments.util import ClassNotFound

from studio.adapters.offline_writer.source.blocks import Block, blank, blocks
from studio.adapters.offline_writer.source.comments import comment_remarks, own_line_comments
from studio.adapters.offline_writer.source.generic_remarks import line_remarks
from studio.adapters.offline_writer.source.piece import Piece, Remark, SourceFile
from studio.adapters.offline_writer.source.wording import article, as_clause
from studio.adapters.offline_writer.speech import spoken_count, spoken_list, spoken_name

_MOST_CHARS: Final = 200_000
_MANY_PARAMETERS: Final = 3
_NAME_FIRST: Final = frozenset({"Go", "Swift", "Kotlin", "Rust", "TypeScript", "Scala", "SQL"})
_QUALIFIERS: Final = frozenset(
    {"self", "this", "mut", "const", "final", "ref", "out", "in", "var", "let"}
)
_IMPORT: Final = re.compile(
    r"^\s*(?:import|from|use|using|include|require|require_relative|#\s*include|source|load)\b(.*)$"
    r"|require\(([^)]*)\)|from\s+(['\"][^'\"]+['\"])", re.MULTILINE,
)  # fmt: skip


def lexer_for(name: str, text: str) -> Lexer | None:
    try:
        lexer = get_lexer_for_filename(name, text[:2000], stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    return None if lexer.name in {"Text only", "reStructuredText", "Markdown"} else lexer


def read_code(name: str, text: str, lexer: Lexer) -> SourceFile:
    text = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)[:_MOST_CHARS]
    code = blank(text, lexer)
    comments = own_line_comments(text, lexer)
    found = blocks(code, lexer.name)
    remarks = comment_remarks(text, lexer)
    pieces = [_piece(block, found, code, comments).with_remarks(remarks) for block in found]
    if not pieces:
        pieces = list(_paragraphs(text, code, remarks))
    return SourceFile(
        name=name,
        language=lexer.name,
        lexer=(lexer.aliases or ["text"])[0],
        lines=tuple(text.splitlines()),
        purpose=_heading_comment(comments, found),
        pieces=tuple(pieces),
        imports=tuple(_imports(text)),
    )


def _imports(text: str) -> Iterator[str]:
    for match in _IMPORT.finditer(text):
        named = next((group for group in match.groups() if group), "")
        yield re.sub(r"['\"<>();{}]|\.\w{1,3}(?=['\"\s;)]|$)", " ", named).strip().replace(" ", ".")


def _heading_comment(comments: Mapping[int, str], found: Sequence[Block]) -> str:
    """The comment that opens the file, unless it belongs to the first definition."""
    first = min(comments, default=0)
    if not 0 < first <= 3:  # noqa: PLR2004
        return ""
    lines = []
    while first in comments:
        lines.append(comments[first])
        first += 1
    taken = any(block.first == first for block in found)
    text = " ".join(lines)
    return "" if taken or re.search(r"copyright|license", text, re.IGNORECASE) else text


def _piece(block: Block, found: Sequence[Block], code: str, comments: Mapping[int, str]) -> Piece:
    lines = code.split("\n")
    owner = _owner(block, found, lines)
    names = {other.name for other in found if other.kind == "function"}
    body = "\n".join(lines[block.first - 1 : block.last])[len(block.name) :]
    called = [n for n in re.findall(r"([A-Za-z_$][\w$]*)\s*\(", body) if n in names]
    members = [
        b for b in found if b.kind == "function" and block.kind == "class" and _within(b, block)
    ]
    return Piece(
        name=block.name if not owner else f"{owner}.{block.name}",
        kind="method" if owner and block.kind == "function" else block.kind,
        first=block.first,
        last=block.last,
        takes=_takes(block, code, len(members)),
        summary=_summary(block, comments),
        noun=block.noun,
        calls=()
        if block.kind == "class"
        else tuple(
            _qualified(name, found, lines) for name in dict.fromkeys(called) if name != block.name
        ),
        remarks=tuple(_remarks(block, lines, names, members)),
        branches=len(re.findall(r"\b(?:if|for|while|case|catch|elif|when)\b|&&|\|\|", body)),
    )


def _within(inner: Block, outer: Block) -> bool:
    return inner is not outer and outer.first <= inner.first and inner.last <= outer.last


def _qualified(name: str, found: Sequence[Block], lines: Sequence[str]) -> str:
    block = next(b for b in found if b.name == name)
    owner = _owner(block, found, lines)
    return f"{owner}.{name}" if owner else name


def _owner(block: Block, found: Sequence[Block], lines: Sequence[str]) -> str:
    """The class around it, or the receiver that Go writes before the name."""
    receiver = re.match(r"func\s*\(\s*\w*\s*\*?(\w+)[^)]*\)", lines[block.first - 1])
    if receiver:
        return receiver[1]
    around = (b.name for b in reversed(found) if b.kind == "class" and _within(block, b))
    return next(around, "")


def _remarks(
    block: Block, lines: Sequence[str], names: set[str], members: Sequence[Block]
) -> Iterator[Remark]:
    if block.kind != "class":
        yield from line_remarks(lines, block.first, block.last, block.name, names.__contains__)
        return
    for member in members:
        said = f"one of its methods is {spoken_name(member.name)}"
        yield Remark(member.first, member.first, said, member.name, 4)


def _takes(block: Block, code: str, members: int) -> str:
    if block.kind == "class":
        return f"has {spoken_count(members, 'method')}" if members else ""
    rest = code[block.start : block.start + 600].lstrip()
    rest = re.sub(r"^(?:=\s*)?(?:async\s*)?(?:function\s*)?(?:<[^>]*>)?\s*", "", rest)
    if not rest.startswith("("):
        return ""
    names = [name for part in _split(rest) if (name := _parameter(part))]
    said = [article(spoken_name(name)) for name in names]
    if len(said) > _MANY_PARAMETERS:
        return f"takes {spoken_count(len(said), 'parameter')}, the first of them {said[0]}"
    return f"takes {spoken_list(said)}" if said else "takes no parameters"


def _split(text: str) -> list[str]:
    """The parameters between the first pair of round brackets."""
    depth, parts, current = 0, [], ""
    for character in text:
        depth += (character in "([{<") - (character in ")]}>")
        if depth == 0:
            break
        if character == "," and depth == 1:
            parts.append(current)
            current = ""
        else:
            current += character
    return (
        [part.strip() for part in [*parts, current.removeprefix("(")]] if parts else [current[1:]]
    )


def _parameter(part: str) -> str | None:
    part = part.removeprefix("(").partition("=")[0]
    head = part.partition(":")[0] if ":" in part and "::" not in part else part
    words = [w for w in re.findall(r"[A-Za-z_$][\w$]*", head) if w not in _QUALIFIERS]
    if not words or words == ["void"]:
        return None
    return words[0] if ":" in part or _goes_first(part, words) else words[-1]


def _goes_first(part: str, words: Sequence[str]) -> bool:
    """Go writes the name before the type: `rows []string`."""
    return (
        len(words) > 1
        and bool(re.match(r"\w+\s+(?:\[\]|\*|map\[|func\b|chan\b|\w+$)", part))
        and (
            words[-1] in {"int", "string", "error", "bool", "byte", "float64", "rune", "any"}
            or "[]" in part.split()[-1][:2]
            or part.split()[-1].startswith("*")
        )
    )


def _summary(block: Block, comments: Mapping[int, str]) -> str:
    """The comment that ends right above the definition."""
    above: list[str] = []
    line = block.first - 1
    while line in comments:
        above.insert(0, comments[line])
        line -= 1
    text = " ".join(text for text in above if not text.startswith(("@", "\\", "#[")))
    return as_clause(re.sub(rf"^{re.escape(block.name)}\s+(?:is\s+)?(?=\w)", "", text))


def _paragraphs(text: str, code: str, comments: Sequence[Remark]) -> Iterator[Piece]:
    """Code without definitions is told in the blocks that its blank lines make."""
    lines = text.split("\n")
    first = 1
    for number in range(1, len(lines) + 2):
        if number <= len(lines) and lines[number - 1].strip():
            continue
        if number - first > 1:
            yield _section(first, number - 1, lines, code.split("\n"), comments)
        first = number + 1


def _section(
    first: int, last: int, lines: Sequence[str], code: Sequence[str], comments: Sequence[Remark]
) -> Piece:
    remarks = tuple(line_remarks(code, first, last, "", lambda _: False))
    heading = re.sub(r"[^\w .-]", " ", lines[first - 1]).strip()[:32] or "a block"
    piece = Piece(
        f"line {first}: {heading}".replace(".", " "), "section", first, last, remarks=remarks
    )
    return piece.with_remarks(comments)
