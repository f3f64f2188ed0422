"""Reads Markdown, reStructuredText, HTML and plain text into sections."""

import re
from collections.abc import Iterator
from typing import Final

from studio.adapters.offline_writer.prose.document import (
    Block,
    Document,
    Fence,
    Items,
    Paragraph,
    Section,
    Table,
)
from studio.adapters.offline_writer.prose.html_text import html_to_markdown

_HEADING: Final = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*$|^(={1,5})[ \t]+(\S.*)$")
_UNDERLINE: Final = re.compile(r"^(=+|-+|~+|\^+|\*+|#+|\++)\s*$")
_FENCE: Final = re.compile(r"^\s{0,3}(```+|~~~+)\s*\{?\.?([\w+#-]*)")
_DIRECTIVE: Final = re.compile(r"^\.\.\s+(code-block|code|sourcecode)::\s*(\w*)")
_BULLET: Final = re.compile(r"^(\s*)[-*+•]\s+(.*)")
_NUMBER: Final = re.compile(r"^(\s*)(?:\d{1,3}|#|[a-z])[.)]\s+(.*)")
_ROW: Final = re.compile(r"^\s*\|?(.*\|.*?)\|?\s*$")
_RULE: Final = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_SKIPPED: Final = re.compile(
    r"^\s*(?:!\[|\[!\[|<!--|\[[^\]]+\]:\s|\.\.\s|:[\w-]+:|---+\s*$|\*\*\*+\s*$)"
)
_LEVELS: Final = {"=": 1, "-": 2, "~": 3, "^": 4, "*": 2, "#": 1, "+": 4}
_HTML: Final = re.compile(r"\s*<(?:!doctype|html)\b", re.IGNORECASE)
_LONGEST_HEADING: Final = 9
_MOST_CHARS: Final = 300_000


def read_document(name: str, text: str) -> Document:
    text = text.replace("\r\n", "\n").replace("\r", "\n")[:_MOST_CHARS].expandtabs(4)
    if name.lower().endswith((".html", ".htm")) or _HTML.match(text):
        text = html_to_markdown(text)
    sections = _Reading(_without_front_matter(text).split("\n")).sections()
    named = [section for section in sections if section.heading]
    top = min((section.level for section in named), default=1)
    only = [section for section in named if section.level == top]
    if len(only) == 1 and sections and only[0] in sections[:2]:
        title = only[0].heading
        only[0].heading = ""
    else:
        title = ""
    return Document(title, tuple(s for s in sections if s.blocks))


def _without_front_matter(text: str) -> str:
    return re.sub(r"\A---\n.*?\n---\n", "", text, count=1, flags=re.DOTALL)


class _Reading:
    """One pass over the lines; each kind of block takes the lines that are its own."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0

    def sections(self) -> list[Section]:
        found = [Section("")]
        while self.at < len(self.lines):
            heading = self._heading()
            if heading:
                found.append(heading)
            else:
                found[-1].blocks.extend(self._blocks())
        return found

    def _line(self, ahead: int = 0) -> str:
        index = self.at + ahead
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def _heading(self) -> Section | None:
        line = self._line()
        if match := _HEADING.match(line):
            self.at += 1
            return Section(match[2] or match[4], len(match[1] or match[3]))
        under = _UNDERLINE.match(self._line(1))
        if (
            under
            and line.strip()
            and not _BULLET.match(line)
            and len(under[1]) >= min(3, len(line))
        ):
            self.at += 2
            return Section(line.strip(), _LEVELS[under[1][0]])
        if (
            _UNDERLINE.match(line)
            and self._line(2).strip() == line.strip()
            and self._line(1).strip()
        ):
            self.at += 3
            return Section(self._line(-2).strip(), 1)
        if self._plain_heading(line):
            self.at += 1
            return Section(line.strip().rstrip(":"), 2)
        return None

    def _plain_heading(self, line: str) -> bool:
        """A short line of its own without a full stop, as plain text has them."""
        alone = not self._line(-1).strip() and not self._line(1).strip() and self._line(2).strip()
        words = line.split()
        return bool(
            alone
            and 0 < len(words) <= _LONGEST_HEADING
            and re.match(r"(?:\d+(?:\.\d+)*\.?\s+)?[A-Z]", line)
            and not re.search(r"[.!?,;|]\s*$", line)
        )

    def _blocks(self) -> Iterator[Block]:
        line = self._line()
        if not line.strip() or (_SKIPPED.match(line) and not _DIRECTIVE.match(line)):
            self.at += 1
        elif fence := _FENCE.match(line):
            yield self._fenced(fence[1], fence[2])
        elif directive := _DIRECTIVE.match(line):
            self.at += 1
            yield Fence(self._indented(), directive[2])
        elif _ROW.match(line) and _RULE.match(self._line(1)):
            yield self._table()
        elif _BULLET.match(line):
            yield self._items(_BULLET, ordered=False)
        elif _NUMBER.match(line):
            yield self._items(_NUMBER, ordered=True)
        else:
            yield from self._paragraph()

    def _fenced(self, mark: str, language: str) -> Fence:
        self.at += 1
        start = self.at
        while self.at < len(self.lines) and not self._line().strip().startswith(mark):
            self.at += 1
        code = "\n".join(self.lines[start : self.at])
        self.at += 1
        return Fence(code, language)

    def _indented(self) -> str:
        lines = []
        while self.at < len(self.lines) and (
            not self._line().strip() or self._line().startswith(" ")
        ):
            lines.append(self._line())
            self.at += 1
        body = [line for line in lines if not re.match(r"\s*:\w+:", line)]
        margin = min((len(b) - len(b.lstrip()) for b in body if b.strip()), default=0)
        return "\n".join(line[margin:] for line in body).strip("\n")

    def _table(self) -> Table:
        header = _cells(self._line())
        self.at += 2
        rows = []
        while _ROW.match(self._line()) and self._line().strip():
            rows.append(_cells(self._line()))
            self.at += 1
        return Table(header, tuple(rows))

    def _items(self, mark: re.Pattern[str], *, ordered: bool) -> Items:
        """Top-level items; lines that are indented further belong to the item above."""
        first = mark.match(self._line())
        margin = len(first[1]) if first else 0
        items: list[str] = []
        while self.at < len(self.lines):
            line = self._line()
            match = mark.match(line)
            if match and len(match[1]) <= margin:
                items.append(match[2])
            elif match or _BULLET.match(line) or _NUMBER.match(line):
                if len(line) - len(line.lstrip()) <= margin:
                    break
            elif line.strip() and (line.startswith(" " * (margin + 2)) or self._line(-1).strip()):
                items[-1] += " " + line.strip()
            elif line.strip() or not mark.match(self._line(1)):
                break
            self.at += 1
        return Items(tuple(items), ordered)

    def _paragraph(self) -> Iterator[Block]:
        lines = []
        while self._line().strip() and not _starts_block(self._line()):
            lines.append(self._line().strip().lstrip(">").strip())
            self.at += 1
            if self._heading_follows():
                break
        if not lines:
            lines = [self._line().strip()]
            self.at += 1
        text = " ".join(line for line in lines if line)
        yield Paragraph(text.removesuffix("::") + (":" if text.endswith("::") else ""))
        if text.endswith("::"):
            yield Fence(self._indented(), "text")

    def _heading_follows(self) -> bool:
        return bool(_UNDERLINE.match(self._line(1)) and self._line().strip())


def _starts_block(line: str) -> bool:
    return any(p.match(line) for p in (_HEADING, _FENCE, _BULLET, _NUMBER, _DIRECTIVE))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
