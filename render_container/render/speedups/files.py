"""Pango's files, which several processes of one scene read while one of them tidies them."""

import os
import re
from pathlib import Path
from typing import Final

from manimpango import PangoUtils

from render.speedups.patch import Patch

_LAST_MOVE: Final = re.compile(r'Z M [^A-Za-z]*? "\/>')


def remove_last_move(file_name: str) -> None:
    """As Manim does, but at once for every reader, and only where there is something to remove."""
    path = Path(file_name)
    content = path.read_text()
    tidied = _LAST_MOVE.sub('Z "/>', content)
    if tidied != content:
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(tidied)
        fresh.replace(path)


PATCHES: Final = (
    Patch(
        PangoUtils,
        "remove_last_M",
        staticmethod(remove_last_move),
        "rewrote every file in place, while another process may read it",
    ),
)
