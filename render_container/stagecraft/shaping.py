"""Lines of text as glyph outlines, shaped by Pango with fallback fonts and all."""

import re
import tempfile
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import manimpango
import numpy as np

from stagecraft.outline import cubics
from stagecraft.stage import Point


class Face(NamedTuple):
    font: str
    weight: str = "NORMAL"


REGULAR: Final = Face("Inter")
MEDIUM: Final = Face("Inter", "MEDIUM")
SEMIBOLD: Final = Face("Inter", "SEMIBOLD")
BOLD: Final = Face("Inter", "BOLD")
MONO: Final = Face("JetBrains Mono")

_PANGO_SIZE: Final = 100.0
_EM: Final = _PANGO_SIZE * 4 / 3
_WIDE: Final = 1_000_000
_GLYPH: Final = re.compile(r'<symbol[^>]* id="([^"]+)">\s*<path[^>]* d="([^"]*)"', re.DOTALL)
_USE: Final = re.compile(r'<use xlink:href="#([^"]+)" x="([-\d.]+)" y="([-\d.]+)"')


class Outline(NamedTuple):
    """One line of text at one unit per em, its baseline on y = 0."""

    points: Point
    right: float


def printable(text: str) -> str:
    """Drop what has no glyph; keep line breaks, widen tabs."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(c for c in whole if _shown(c)).expandtabs(4)


def _shown(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"}


@lru_cache(maxsize=4096)
def outline(line: str, face: Face = REGULAR) -> Outline:
    """Shape one line."""
    svg = _shape(line, face)
    glyphs = {name: cubics(path) for name, path in _GLYPH.findall(svg)}
    pieces = [
        glyphs[name] + (float(x), 0.0, 0.0)
        for name, x, _ in _USE.findall(svg)
        if name in glyphs and len(glyphs[name])
    ]
    if not pieces:
        return Outline(np.zeros((0, 3)), 0.0)
    points = np.concatenate(pieces) / _EM * (1.0, -1.0, 1.0)
    points.flags.writeable = False
    return Outline(points, float(points[:, 0].max()))


def _shape(line: str, face: Face) -> str:
    setting = manimpango.TextSetting(0, len(line), face.font, "NORMAL", face.weight, 0)
    with tempfile.NamedTemporaryFile(suffix=".svg") as file:
        manimpango.text2svg(
            [setting], _PANGO_SIZE, _PANGO_SIZE, False, file.name, 0, 0, _WIDE, 1000, line
        )
        return Path(file.name).read_text(encoding="utf-8")


@lru_cache(maxsize=4096)
def advance(word: str, face: Face) -> float:
    """From a word's origin to that of the next, in ems."""
    return outline(f"{word} |", face).right - outline("|", face).right
