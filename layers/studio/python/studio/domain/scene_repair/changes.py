"""Changes of a text at places that were read off its syntax tree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """These characters become this text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Change:
    """One thing that is mended, in one place or several at once."""

    says: str
    edits: tuple[Edit, ...]


def apart(changes: Iterable[Change]) -> list[Change]:
    """Those that touch nothing an earlier one touches; the others get their turn later."""
    kept: list[Change] = []
    taken: list[Edit] = []
    for change in changes:
        if change.edits and not any(
            _touch(edit, other) for edit in change.edits for other in taken
        ):
            kept.append(change)
            taken += change.edits
    return kept


def edited(source: str, changes: Sequence[Change]) -> str:
    """The text with these changes, none of which touches another."""
    edits = sorted(
        (edit for change in changes for edit in change.edits),
        key=lambda edit: (edit.start, edit.end),
        reverse=True,
    )
    for edit in edits:
        source = source[: edit.start] + edit.text + source[edit.end :]
    return source


def _touch(one: Edit, other: Edit) -> bool:
    return (one.start < other.end and other.start < one.end) or (one.start, one.end) == (
        other.start,
        other.end,
    )
