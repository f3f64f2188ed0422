"""Reads source code in any language that Pygments knows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_for_filename
from pygments.util import ClassNotFound

from studio.adapters.offline_writer.source.blocks import Block, blank, blocks
from studio.adapters.offline_writer.source.comments import comment_remarks, own_line_comments
from studio.adapters.offline_writer.source.entries import entries_remark
from studio.adapters.offline_writer.source.generic_remarks import line_remarks
from studio.adapters.offline_writer.source.parameters import spoken_parameters
from studio.adapters.offline_writer.source.piece import Piece, Remark, SourceFile, methods_remark
from studio.adapters.offline_writer.source.wording import as_clause
from studio.adapters.offline_writer.speech import spoken_count, spoken_name

_MOST_CHARS: Final = 200_000
_SAMPLE: Final = 2000
_FIRST_LINES: Final = 3
_NOT_CODE: Final = frozenset({"Text only", "reStructuredText", "Markdown"})
_ANNOTATIONS: Final = ("@", "template", "#[")
_SHORT_COMMENT: Final = 4
_BRANCH: Final = re.compile(r"\b(?:if|for|while|case|catch|elif|when)\b|&&|\|\|")
_SHORT_NAMES: Final = {"Transact-SQL": "SQL", "MySQL": "SQL", "PostgreSQL SQL dialect": "SQL"}
_CALL: Final = re.compile(r"([A-Za-z_$][\w$]*)\s*\(")
_RECEIVER: Final = re.compile(r"func\s*\(\s*\w*\s*\*?(\w+)[^)]*\)")
_IMPORT: Final = re.compile(
    r"^\s*(?:import|from|use|using|include|require|require_relative|#\s*include|source|load)\b(.*)$"
    r"|require\(([^)]*)\)|from\s+(['\"][^'\"]+['\"])",
    re.MULTILINE,
)


def lexer_for(name: str, text: str) -> Lexer | None:
    try:
        lexer = get_lexer_for_filename(name, text[:_SAMPLE], stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    return None if lexer.name in _NOT_CODE else lexer


def read_code(name: str, text: str, lexer: Lexer) -> SourceFile:
    text = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)[:_MOST_CHARS]
    code = blank(text, lexer)
    found = blocks(code, lexer.name)
    comments = own_line_comments(text, lexer)
    reading = _Reading(lexer.name, code, code.split("\n"), found, comments)
    pieces = [reading.piece(block) for block in found] or [*reading.sections()]
    pieces += reading.rest()
    remarks = [
        remark
        for remark in comment_remarks(text, lexer)
        if not any(remark.first < block.first <= remark.last for block in found)
    ]
    return SourceFile(
        name=name,
        language=_SHORT_NAMES.get(lexer.name, lexer.name),
        lexer=(lexer.aliases or ["text"])[0],
        lines=tuple(text.removesuffix("\n").split("\n")),
        purpose=_heading_comment(comments, found),
        pieces=tuple(piece.with_remarks(remarks) for piece in pieces),
        imports=tuple(_imports(text)),
    )


def _imports(text: str) -> Iterator[str]:
    for match in _IMPORT.finditer(text):
        named = next((group for group in match.groups() if group), "")
        yield re.sub(r"['\"<>();{}]|\.\w{1,3}(?=['\"\s;)]|$)", " ", named).strip().replace(" ", ".")


def _heading_comment(comments: Mapping[int, str], found: Sequence[Block]) -> str:
    """The comment that opens the file, unless it belongs to the first definition."""
    first = min(comments, default=0)
    if not 0 < first <= _FIRST_LINES:
        return ""
    lines = []
    while first in comments:
        lines.append(comments[first])
        first += 1
    taken = any(block.first == first for block in found)
    text = " ".join(lines)
    return "" if taken or re.search(r"copyright|license", text, re.IGNORECASE) else text


@dataclass(frozen=True)
class _Reading:
    """A file with its strings and comments blanked out, and the definitions found in it."""

    language: str
    code: str
    lines: Sequence[str]
    found: Sequence[Block]
    comments: Mapping[int, str]

    def piece(self, block: Block) -> Piece:
        owner = self._owner(block)
        body = "\n".join(self.lines[block.first - 1 : block.last])
        is_class = block.kind == "class"
        return Piece(
            name=f"{owner}.{block.name}" if owner else block.name,
            kind="method" if owner and block.kind == "function" else block.kind,
            first=block.first,
            last=block.last,
            takes=self._holds(block) if is_class else self._takes(block),
            summary=self._summary(block),
            noun=block.noun,
            shown_from=self._shown_from(block),
            calls=() if is_class else self._calls(block, body),
            remarks=tuple(self._members(block) if is_class else self._steps(block)),
            branches=len(_BRANCH.findall(body)),
        )

    def sections(self) -> Iterator[Piece]:
        """Code without definitions is told in the blocks that its blank lines make."""
        first = 1
        for number, line in enumerate([*self.lines, ""], start=1):
            if line.strip() or number in self.comments:
                continue
            if number - first > 1:
                told = tuple(line_remarks(self.lines, first, number - 1, "", frozenset()))
                name = f"lines {first} to {number - 1}"
                takes = "come next" if first > 1 else "come first"
                yield Piece(name, "section", first, number - 1, takes=takes, remarks=told)
            first = number + 1

    def rest(self) -> Iterator[Piece]:
        """What a script does after its last definition."""
        if not self.found or self.found[0].kind == "section":
            return
        last = max(block.last for block in self.found)
        written = [n for n in range(last + 1, len(self.lines) + 1) if self.lines[n - 1].strip()]
        names = frozenset(block.name for block in self.found)
        told = tuple(line_remarks(self.lines, last, len(self.lines), "", names))
        if written and told:
            yield Piece("the main part", "section", written[0], written[-1], remarks=told)

    def _owner(self, block: Block) -> str:
        """The class around it, or the receiver that Go writes before the name."""
        receiver = _RECEIVER.match(self.lines[block.first - 1])
        if receiver:
            return receiver[1]
        around = (b.name for b in reversed(self.found) if b.kind == "class" and block.is_in(b))
        return next(around, "")

    def _calls(self, block: Block, body: str) -> tuple[str, ...]:
        functions = {b.name: b for b in reversed(self.found) if b.kind == "function"}
        named = dict.fromkeys(name for name in _CALL.findall(body) if name in functions)
        called = [functions[name] for name in named if name != block.name]
        owners = [(self._owner(one), one.name) for one in called]
        return tuple(f"{owner}.{name}" if owner else name for owner, name in owners)

    def _methods(self, block: Block) -> list[Block]:
        return [b for b in self.found if b.kind == "function" and b.is_in(block)]

    def _takes(self, block: Block) -> str:
        if block.kind == "section":
            return f"is {spoken_count(block.last - block.first + 1, 'line')} long"
        return spoken_parameters(self.code[block.start :], self.language)

    def _holds(self, block: Block) -> str:
        methods = self._methods(block)
        return f"has {spoken_count(len(methods), 'method')}" if methods else ""

    def _steps(self, block: Block) -> Iterator[Remark]:
        if block.kind == "section":
            yield from entries_remark(block, self.lines, self.language)
        names = frozenset(b.name for b in self.found if b.kind == "function")
        yield from line_remarks(self.lines, block.first, block.last, block.name, names)

    def _members(self, block: Block) -> Iterator[Remark]:
        silent = []
        for method in self._methods(block):
            told = self._summary(method)
            if told.startswith("it "):
                said = f"with {spoken_name(method.name)}, {told}"
                yield Remark(method.first, method.first, said, method.name, 5)
            elif not told:
                silent.append((method.name, method.first))
        yield from methods_remark(silent)

    def _start(self, block: Block) -> int:
        """The first of the annotations above it, if there are any."""
        line = block.first
        while line > 1 and self.lines[line - 2].lstrip().startswith(_ANNOTATIONS):
            line -= 1
        return line

    def _shown_from(self, block: Block) -> int:
        """With the comment above it, where that is short."""
        first = self._start(block)
        while first - 1 in self.comments:
            first -= 1
        return first if block.first - first <= _SHORT_COMMENT else block.first

    def _summary(self, block: Block) -> str:
        """The comment that ends right above the definition."""
        above: list[str] = []
        line = self._start(block) - 1
        while line in self.comments:
            above.insert(0, self.comments[line])
            line -= 1
        text = " ".join(text for text in above if not text.startswith(("@", "\\", "#[")))
        return as_clause(re.sub(rf"^{re.escape(block.name)}\s+(?:is\s+)?(?=\w)", "", text))
