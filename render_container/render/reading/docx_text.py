"""WordprocessingML as Markdown: headings, list items, table rows and paragraphs."""

import re
from typing import Final

from render.reading.found import Gathering

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_FALLBACK: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_HEADING: Final = re.compile(r"(?:heading|berschrift|titre|título)\s*([1-6])", re.IGNORECASE)
_BREAKS: Final = {"tab": "\t", "br": "\n", "cr": "\n"}


class DocumentText:
    """Handlers for a parser; what they have heard so far is `content`."""

    def __init__(self) -> None:
        self._gathering = Gathering()
        self._paragraph: list[str] = []
        self._mark = ""
        self._in_text = False
        self._skipped = 0
        self._rows: list[list[str]] = []
        """Cells of the row that is being read, after those of the rows that it is within."""

    @property
    def full(self) -> bool:
        return self._gathering.full

    @property
    def note(self) -> str | None:
        return self._gathering.note

    @property
    def content(self) -> str:
        return self._gathering.text.strip()

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if self._skipped or element == _FALLBACK:
            self._skipped += 1  # the same text again, for readers of older versions
            return
        name = _local(element)
        if name == "t":
            self._in_text = True
        elif name in _BREAKS:
            self._paragraph.append(_BREAKS[name])
        elif name == "pStyle":
            self._mark = _heading(_value(attributes)) or self._mark
        elif name == "numPr":
            self._mark = self._mark or "- "
        elif name == "tr":
            self._rows.append([])

    def end(self, element: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        name = _local(element)
        if name == "t":
            self._in_text = False
        elif name == "p":
            self._end_paragraph()
        elif name == "tr" and self._rows:
            self._add(" | ".join(self._rows.pop()), "\n\n")

    def text(self, data: str) -> None:
        if self._in_text and not self._skipped:
            self._paragraph.append(data)

    def _end_paragraph(self) -> None:
        text, mark = "".join(self._paragraph).strip(), self._mark
        self._paragraph, self._mark = [], ""
        if not text:
            return
        if self._rows:
            self._add(" ".join(text.split()))
        else:
            self._add(f"{mark}{text}", "\n" if mark == "- " else "\n\n")

    def _add(self, text: str, ending: str = "") -> None:
        if self._rows:
            self._rows[-1].append(text)
        else:
            self._gathering.add(text + ending)


def _local(element: str) -> str:
    """The name without its namespace; nothing for what is not WordprocessingML."""
    for namespace in (_W, _STRICT):
        if element.startswith(namespace):
            return element.removeprefix(namespace)
    return ""


def _value(attributes: dict[str, str]) -> str:
    return attributes.get(f"{_W}val") or attributes.get(f"{_STRICT}val") or ""


def _heading(style: str) -> str:
    if style.lower() == "title":
        return "# "
    match = _HEADING.match(style)
    return f"{'#' * int(match[1])} " if match else ""
