"""What a job printed: kept up to a cap, and made fit to be shown."""

import os
import re
from pathlib import Path
from typing import Final

_CHUNK: Final = 1 << 16
_ESCAPES: Final = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_].*?(?:\x07|\x1b\\|$)|[ -/]*[0-~])", re.DOTALL
)
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_ABSOLUTE: Final = re.compile(r"(?<![\w:/.~])/(?:[\w.+@~-]+/)*[\w.+@~-]+/?")
_LIBRARY: Final = re.compile(r".*/(?:site-packages|dist-packages|lib/python3\.\d+)/")
_HIDDEN: Final = "…"


def clean(text: str, scratch: Path) -> str:
    """No control codes, nothing that turns text around, no path of ours."""
    text = _UNSEEN.sub("", _ESCAPES.sub("", text))
    text = text.replace(f"{scratch}/", "")
    return _ABSOLUTE.sub(_shortened, text)


def _shortened(path: re.Match[str]) -> str:
    inside, found = _LIBRARY.subn("", path[0])
    return inside if found else _HIDDEN


class Journal:
    """The reading end of a job's output."""

    def __init__(self, descriptor: int, most: int) -> None:
        self.descriptor = descriptor
        self._most = most
        self._kept = bytearray()
        self.seen = 0
        os.set_blocking(descriptor, False)

    def read(self) -> bool:
        """Take one chunk; False when there is none now."""
        try:
            chunk = os.read(self.descriptor, _CHUNK)
        except BlockingIOError:
            return False
        self.seen += len(chunk)
        self._kept += chunk[: self._most - len(self._kept)]
        return bool(chunk)

    def close(self) -> None:
        """Nobody writes any more: take what is left."""
        while len(self._kept) < self._most and self.read():
            pass
        os.close(self.descriptor)

    def text(self, scratch: Path) -> str:
        cleaned = clean(self._kept.decode(errors="replace"), scratch).encode()
        return cleaned[: self._most].decode(errors="ignore")
