"""Sorts what the caller attached: code, prose, or something this writer cannot read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from studio.adapters.offline_writer.source.generic_reader import lexer_for, read_code
from studio.adapters.offline_writer.source.piece import SourceFile
from studio.adapters.offline_writer.source.python_reader import read_python

PROSE: Final = (
    ".md",
    ".markdown",
    ".mdx",
    ".txt",
    ".text",
    ".rst",
    ".adoc",
    ".org",
    ".html",
    ".htm",
    ".pdf",
    ".docx",
)
"""Of the last two, the text that was read of them."""

PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp")


@dataclass(frozen=True)
class Attachments:
    code: tuple[SourceFile, ...]
    prose: Mapping[str, str]
    unread: tuple[str, ...]
    pictures: tuple[str, ...] = ()


def sort_attachments(context: Mapping[str, bytes]) -> Attachments:
    code: list[SourceFile] = []
    prose: dict[str, str] = {}
    unread: list[str] = []
    pictures = tuple(name for name in sorted(context) if name.lower().endswith(PICTURES))
    for name in sorted(set(context) - set(pictures)):
        text = _text(context[name])
        if text is None or not text.strip():
            unread.append(name)
        elif name.lower().endswith(PROSE):
            prose[name] = text
        elif (file := _read(name, text)) is not None:
            code.append(file)
        else:
            prose[name] = text
    return Attachments(tuple(code), prose, tuple(unread), pictures)


def _text(content: bytes) -> str | None:
    """None for binary files."""
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
        return text if all(c.isprintable() or c in "\r\n\t\f" for c in text) else None


def _read(name: str, text: str) -> SourceFile | None:
    if name.endswith((".py", ".pyi", ".pyw")) and (file := read_python(name, text)):
        return file
    lexer = lexer_for(name, text)
    return read_code(name, text, lexer) if lexer else None
