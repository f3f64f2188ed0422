"""What a part of a file made of keys holds: its entries, its columns, its commands."""

import re
from collections.abc import Sequence
from typing import Final

from studio.adapters.offline_writer.source.blocks import Block
from studio.adapters.offline_writer.source.piece import Remark
from studio.adapters.offline_writer.speech import spoken_count, spoken_file, spoken_list

_MOST_NAMED: Final = 3
_WEIGHT: Final = 7
_COMMAND: Final = re.compile(r"\s+[@-]*(?:\$[({]\w+[)}]/?)?((?:[\w.-]*/)*[A-Za-z][\w.-]*)")
_ENTRY: Final = re.compile(
    r"\s*(?:- )?[\"']?(?!PRIMARY|FOREIGN|UNIQUE|CHECK|CONSTRAINT)([A-Za-z_][\w.-]*)[\"']?"
    r"(?:\s*[:=]|\s+[a-z]\w*)",
)


def entries_remark(block: Block, lines: Sequence[str], language: str) -> list[Remark]:
    """One remark about all of them, at the lines where they stand."""
    pattern = _COMMAND if language == "Makefile" else _ENTRY
    inside = enumerate(lines[block.first : block.last], start=block.first + 1)
    found = [(number, match[1]) for number, line in inside if (match := pattern.match(line))]
    margin = min((_margin(lines[number - 1]) for number, _ in found), default=0)
    outer = [(number, name) for number, name in found if _margin(lines[number - 1]) == margin]
    if not outer:
        return []
    names = _named([spoken_file(name) for name in dict.fromkeys(name for _, name in outer)])
    verb = "it runs" if language == "Makefile" else f"it has {_counted(block, outer)}:"
    said = f"{verb} {names}"
    return [Remark(outer[0][0], outer[-1][0], said, names, _WEIGHT)]


def _counted(block: Block, outer: Sequence[tuple[int, str]]) -> str:
    if block.noun == "table":
        return spoken_count(len(outer), "column")
    return spoken_count(len(outer), "entry", "entries")


def _named(names: list[str]) -> str:
    rest = [f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else []
    return spoken_list([*names[:_MOST_NAMED], *rest])


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())
