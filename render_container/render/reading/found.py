"""What is in a caller's file, and the ways it can be unfit."""

from dataclasses import dataclass
from typing import Final

MOST_TEXT: Final = 200_000
"""Bytes of UTF-8 that are kept of one file."""


class Unreadable(Exception):
    """This file is not read; the message completes the sentence `notes.pdf: …`."""


@dataclass(frozen=True)
class Found:
    """Text, or a picture as a PNG; `note` says what was left out."""

    text: str = ""
    picture: bytes | None = None
    pages: int | None = None
    note: str | None = None


class Gathering:
    """Collects text until there is enough of it."""

    def __init__(self, most: int = MOST_TEXT) -> None:
        self._parts: list[str] = []
        self._left = most
        self.full = False

    def add(self, text: str) -> None:
        encoded = text.encode(errors="replace")
        if len(encoded) > self._left:
            self.full = True
            encoded = encoded[: self._left]
        self._left -= len(encoded)
        self._parts.append(encoded.decode(errors="ignore"))

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def note(self) -> str | None:
        return f"only its first {MOST_TEXT // 1000} kB of text were read" if self.full else None
