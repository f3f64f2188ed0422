"""Brings HTML into the shape of Markdown, without what no reader reads."""

from html.parser import HTMLParser
from typing import Final

_SILENT: Final = frozenset({"script", "style", "nav", "header", "footer", "aside", "form", "svg",
                            "noscript", "template", "head", "button"})  # fmt: skip
_BREAKS: Final = frozenset(
    {"p", "div", "section", "article", "br", "blockquote", "ul", "ol", "table"}
)


def html_to_markdown(text: str) -> str:
    parser = _Markdown()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)


class _Markdown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent: list[str] = []
        self.lists: list[str] = []
        self.verbatim = False
        self.header = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent.append(tag)
        elif tag in {"ul", "ol"}:
            self.lists.append(tag)
            self.parts.append("\n\n")
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():  # noqa: PLR2004
            self.parts.append("\n\n" + "#" * int(tag[1]) + " ")
        elif tag == "li":
            self.parts.append("\n" + ("1. " if self.lists[-1:] == ["ol"] else "- "))
        elif tag == "pre":
            self.verbatim = True
            self.parts.append("\n\n```\n")
        elif tag == "tr":
            self.parts.append("\n|")
        elif tag in _BREAKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            del self.silent[self.silent.index(tag) :]
        elif tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
            self.parts.append("\n\n")
        elif tag == "pre":
            self.verbatim = False
            self.parts.append("\n```\n\n")
        elif tag in {"td", "th"}:
            self.parts.append(" |")
            self.header = self.header or tag == "th"
        elif tag == "tr" and self.header:
            cells = "".join(self.parts).rpartition("\n|")[2].count("|")
            self.parts.append("\n|" + "---|" * cells)
            self.header = False
        elif tag in _BREAKS or tag[:1] == "h":
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data if self.verbatim else " ".join(data.split()) + _space(data))


def _space(data: str) -> str:
    return " " if data[-1:].isspace() else ""
