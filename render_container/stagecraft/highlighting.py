"""Source code as coloured pieces on a grid of columns."""

import unicodedata
from typing import Final, NamedTuple

import numpy as np
from manim import VGroup, VMobject
from pygments import lex
from pygments.lexer import Lexer
from pygments.lexers import TextLexer, get_lexer_by_name
from pygments.token import _TokenType
from pygments.util import ClassNotFound

from stagecraft.lettering import ELLIPSIS
from stagecraft.shaping import MONO, outline, printable
from stagecraft.stage import PX
from stagecraft.themes import Theme

COLUMN: Final = 0.6
"""Ems per column of the code font."""


class Piece(NamedTuple):
    column: int
    text: str
    color: str


Row = list[Piece]


def columns_of(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def highlighted(code: str, language: str, theme: Theme) -> list[Row]:
    """One row of pieces per line of code."""
    rows: list[Row] = [[]]
    column = 0
    for kind, value in lex(printable(code), _lexer(language)):
        for i, text in enumerate(value.split("\n")):
            if i:
                rows.append([])
                column = 0
            if text.strip():
                rows[-1].append(Piece(column, text, _color(kind, theme)))
            column += columns_of(text)
    return rows


def _lexer(language: str) -> Lexer:
    try:
        lexer: Lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False, ensurenl=False)
    return lexer


def _color(kind: _TokenType, theme: Theme) -> str:
    while kind.parent is not None:
        name = str(kind).removeprefix("Token.")
        if name in theme.syntax:
            return theme.syntax[name]
        kind = kind.parent
    return theme.primary


def shortened(row: Row, columns: int, color: str) -> Row:
    """Cut what reaches beyond the last column and say so with an ellipsis."""
    if not row or row[-1].column + columns_of(row[-1].text.rstrip()) <= columns:
        return row
    kept: Row = []
    for piece in row:
        text = piece.text
        while text and piece.column + columns_of(text) > columns - 1:
            text = text[:-1]
        if text.strip():
            kept.append(Piece(piece.column, text, piece.color))
    end = kept[-1].column + columns_of(kept[-1].text) if kept else 0
    return [*kept, Piece(end, ELLIPSIS, color)]


def typeset(rows: list[Row], x: float, y: float, size: float, pitch: float) -> VGroup:
    """One outline per colour, however many lines; the first baseline is at y."""
    em = size * PX
    points: dict[str, list[np.ndarray]] = {}
    for index, row in enumerate(rows):
        for column, text, color in row:
            indent = len(text) - len(text.lstrip())
            at = (x + (column + indent) * COLUMN * em, y - index * pitch, 0.0)
            points.setdefault(color, []).append(outline(text.strip(), MONO).points * em + at)
    block = VGroup()
    for color, pieces in points.items():
        ink = VMobject(fill_color=color, fill_opacity=1, stroke_width=0)
        block.add(ink.set_points(np.concatenate(pieces)))
    return block
