"""Text that a scene's process wrote, made fit to be shown to its author."""

import re
from pathlib import Path
from typing import Final

from jail.journal import clean

LONGEST: Final = 1500
_NOWHERE: Final = Path("/nowhere")
_PATH: Final = re.compile(r"/(?:[\w.+@~-]+/)*[\w.+@~-]+/?")
_JOINED: Final = re.compile(r":(?=/[^/])")
_LIBRARIES: Final = re.compile(r"\b(?:site|dist)-packages\b/?")
_PLACEHOLDER: Final = "\ue000{}\ue001"


def presentable(text: str, source: str, folder: Path | None = None) -> str:
    """No control codes, nothing that turns text around, no path but those the author wrote."""
    kept = {path for path in _paths(text) if path in source}
    tokens = {
        path: _PLACEHOLDER.format(number) for number, path in enumerate(sorted(kept, key=len))
    }
    for path in sorted(tokens, key=len, reverse=True):
        text = text.replace(path, tokens[path])
    text = _JOINED.sub(": ", text.replace("\r\n", "\n"))
    text = _LIBRARIES.sub("…", clean(text, folder or _NOWHERE))
    for path, token in tokens.items():
        text = text.replace(token, path)
    return text[:LONGEST].strip()


def _paths(text: str) -> set[str]:
    return set(_PATH.findall(text))
