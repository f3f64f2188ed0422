"""Files that Pango and LaTeX leave, which all processes of one scene read and write."""

import fcntl
import os
import re
from pathlib import Path
from typing import Any, Final

import manim.mobject.text.tex_mobject
from manim import config
from manim.utils.tex_file_writing import tex_to_svg_file
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


def typeset(*arguments: Any, **options: Any) -> Path:
    """As Manim does, one process at a time; the next one finds it done."""
    folder: Path = config.get_dir("tex_dir")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder.parent / "typesetting").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        file: Path = tex_to_svg_file(*arguments, **options)
        return file


PATCHES: Final = (
    Patch(
        manim.mobject.text.tex_mobject,
        "tex_to_svg_file",
        typeset,
        "LaTeX's files are cleared away under another process that reads them",
    ),
    Patch(
        PangoUtils,
        "remove_last_M",
        staticmethod(remove_last_move),
        "rewrote every file in place, while another process may read it",
    ),
)
