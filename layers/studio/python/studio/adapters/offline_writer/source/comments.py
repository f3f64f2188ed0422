"""Comments that stand above code and explain it, as evidence in the author's own words."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pygments.lexer import Lexer
from pygments.token import Comment, String, _TokenType

from studio.adapters.offline_writer.source.piece import Remark
from studio.adapters.offline_writer.source.wording import first_sentence
from studio.adapters.offline_writer.speech import spoken_text

_FEWEST_WORDS: Final = 4
_MOST_WORDS: Final = 16
_WEIGHT: Final = 7
_AFTER: Final = 3
_NOT_PROSE: Final = re.compile(
    r"[=;{}|\\]|\(\)|self\.|https?:|\w\.\w+\(|\b(?:TODO|FIXME|XXX|HACK|noqa|pylint|eslint|pragma|nolint"
    r"|copyright|license|SPDX|coding)\b",
    re.IGNORECASE,
)
_MARKERS: Final = re.compile(
    r"^\s*(?:#+!?|//+!?|/\*+!?|\*+/?|--+|;+|%+|'+|\"+|<!--)\s?|\s*(?:\*+/|-->)\s*$"
)


def comment_remarks(text: str, lexer: Lexer) -> tuple[Remark, ...]:
    lines = text.split("\n")
    return tuple(_remarks(_blocks(own_line_comments(text, lexer)), lines))


def own_line_comments(text: str, lexer: Lexer) -> dict[int, str]:
    """Line number to cleaned text, for lines that hold nothing but a comment."""
    found: dict[int, str] = {}
    line, column = 1, 0
    source = text.split("\n")
    for _, kind, value in lexer.get_tokens_unprocessed(text):
        if is_comment(kind, value):
            for offset, part in enumerate(value.splitlines()):
                own = offset > 0 or not source[line - 1][:column].strip()
                if own and _clean(part):
                    found[line + offset] = _clean(part)
        newlines = value.count("\n")
        line += newlines
        column = len(value) - value.rfind("\n") - 1 if newlines else column + len(value)
    return found


def is_comment(kind: _TokenType, value: str) -> bool:
    """Documentation counts too, which some lexers file under strings."""
    kinds = {*kind.split()}
    if {Comment.Preproc, Comment.PreprocFile, Comment.Hashbang} & kinds:
        return False
    return Comment in kinds or (String.Doc in kinds and value.startswith(("//", "/*", "#")))


def _clean(part: str) -> str:
    return _MARKERS.sub("", _MARKERS.sub("", part)).strip()


def _blocks(comments: dict[int, str]) -> Iterator[tuple[int, int, str]]:
    """Runs of neighbouring comment lines, as first line, last line and text."""
    block: list[int] = []
    for line in sorted(comments):
        if block and line != block[-1] + 1:
            yield block[0], block[-1], " ".join(comments[one] for one in block)
            block = []
        block.append(line)
    if block:
        yield block[0], block[-1], " ".join(comments[one] for one in block)


def _remarks(blocks: Iterator[tuple[int, int, str]], lines: Sequence[str]) -> Iterator[Remark]:
    for first, last, text in blocks:
        told = first_sentence(text)
        said = spoken_text(told).strip(" .:-")
        follows = last < len(lines) and lines[last].strip()
        prose = _FEWEST_WORDS <= len(said.split()) <= _MOST_WORDS and not _NOT_PROSE.search(told)
        if prose and follows:
            clause = f"the comment explains: {said[0].lower() + said[1:]}"
            yield Remark(first, min(last + _AFTER, len(lines)), clause, said, _WEIGHT)
