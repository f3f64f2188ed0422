"""HTML brought into the shape of Markdown, in time that grows with its length only.

The standard library's parser needs quadratic time for what is made to need it, and a page
comes from whoever wrote it. This one knows as much of HTML as a reader of words needs.
"""

import html
import re
import string
from typing import Final

# What is in these is not text, whatever it looks like, up to their own end tag.
_RAW: Final = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "iframe", "object"}
    | {"textarea", "select", "canvas", "audio", "video"}
)
_AROUND: Final = frozenset({"nav", "header", "footer", "aside", "dialog", "button"})
_BREAKS: Final = frozenset(
    {"body", "p", "div", "section", "article", "main", "br", "hr", "blockquote", "table"}
    | {"ul", "ol", "dl", "dt", "dd", "figure", "figcaption"}
)
_HEADINGS: Final = {f"h{level}": "#" * level for level in range(1, 7)}
_NAME: Final = re.compile(r"/?[A-Za-z][A-Za-z0-9:-]{0,30}")
_SPACE: Final = re.compile(r"\s+")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_LOWER: Final = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_QUOTE_OR_END: Final = re.compile(r"=\s*([\"'])|>")
_HUGE_NUMBER: Final = re.compile(r"&#[0-9]{8,}")


def markdown_of(text: str) -> str:
    """Headings, lists, code, tables and paragraphs, under the title; nothing else. Never raises."""
    page = _Page()
    page.read(text)
    lines = "".join(page.parts).split("\n")
    body = _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()
    title = _SPACE.sub(" ", "".join(page.title)).strip()
    if not title or body.startswith(("# ", "#\n")):
        return body
    return f"# {title}\n\n{body}".strip()


class _Page:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.title: list[str] = []
        self.lists: list[str] = []
        self.skipped = ""
        """The element around the text that is left out, and how often it is in itself."""
        self.depth = 0
        self.headers = 0
        """Header cells of the table's row that is being read."""
        self.head = False
        self.place = ""
        """`title` within the title, `pre` in code."""

    def read(self, text: str) -> None:
        at, ends = 0, _Ends(text)
        while at < len(text):
            start = text.find("<", at)
            if start < 0:
                self._say(text[at:])
                return
            self._say(text[at:start])
            at = self._mark(text, start, ends)

    def _mark(self, text: str, start: int, ends: "_Ends") -> int:
        """Take in what begins with a `<`; returns where to read on."""
        if text.startswith("<!--", start):
            return ends.after("-->", start + 4)
        if text.startswith(("<!", "<?"), start):
            return ends.after(">", start)
        named = _NAME.match(text, start + 1)
        if named is None:
            self._say("<")
            return start + 1
        name = named[0].lower()
        after = ends.after_tag(named.end())
        if name in _RAW:
            return ends.after(">", ends.after(f"</{name}", after))
        self._tag(name)
        return after

    def _tag(self, name: str) -> None:
        opened = not name.startswith("/")
        name = name.removeprefix("/")
        if self.skipped:
            if name == self.skipped:
                self.depth += 1 if opened else -1
                self.skipped = name if self.depth else ""
        elif name in _AROUND:
            self.skipped, self.depth = (name, 1) if opened else ("", 0)
        elif name == "title":
            self.place = name if opened else ""
        elif name == "head":
            self.head = opened
        elif opened:
            self._open(name)
        else:
            self._close(name)

    def _open(self, name: str) -> None:
        self.head = self.head and name not in _HEADINGS and name not in _BREAKS
        if name in _HEADINGS:
            self._add(f"\n\n{_HEADINGS[name]} ")
        elif name == "li":
            self._add("\n1. " if self.lists[-1:] == ["ol"] else "\n- ")
        elif name == "pre":
            self.place = "pre"
            self._add("\n\n```\n")
        elif name == "tr":
            self._add("\n" + " | ---" * self.headers + "\n" * (self.headers > 0))
            self.headers = 0
        elif name in {"td", "th"}:
            self.headers += name == "th"
            self._add(" | ")
        elif name in _BREAKS:
            if name in {"ul", "ol"}:
                self.lists.append(name)
            self._add("\n\n")

    def _close(self, name: str) -> None:
        if name == "pre" and self.place == "pre":
            self.place = ""
            self._add("\n```\n\n")
        elif name in _HEADINGS or name in _BREAKS:
            if name in {"ul", "ol"} and self.lists:
                self.lists.pop()
            self._add("\n\n")

    def _say(self, text: str) -> None:
        if not text or self.skipped:
            return
        words = html.unescape(_HUGE_NUMBER.sub("\ufffd", text))
        if self.place == "title":
            self.title.append(words)
        else:
            self._add(words if self.place == "pre" else _SPACE.sub(" ", words))

    def _add(self, words: str) -> None:
        if not self.head and self.place != "title":
            self.parts.append(words)


class _Ends:
    """Finds what ends something, and looks only once for an end that is not there."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = text.translate(_LOWER)
        self._missing: set[str] = set()

    def after(self, end: str, start: int) -> int:
        """Behind the next such end; behind everything if there is none."""
        found = -1 if end in self._missing else self._folded.find(end, start)
        if found < 0:
            self._missing.add(end)
            return len(self._text)
        return found + len(end)

    def after_tag(self, start: int) -> int:
        """Behind the `>` that ends a tag; within the quotes of an attribute there may be others."""
        while (found := _QUOTE_OR_END.search(self._text, start)) is not None:
            if found[1] is None:
                return found.end()
            start = self.after(found[1], found.end())
        return len(self._text)
