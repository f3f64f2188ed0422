"""What a reader finds in a source file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from studio.adapters.offline_writer.speech import spoken_list, spoken_name

_MOST_NAMED: Final = 3
_SETTING_UP: Final = frozenset({"constructor", "initialize", "init", "new", "__construct"})

Kind = Literal["function", "class", "method", "section"]


@dataclass(frozen=True)
class Remark:
    """Something worth saying about a range of the file's lines, as a clause about "it"."""

    first: int
    last: int
    said: str
    note: str
    weight: int


@dataclass(frozen=True)
class Piece:
    """A function, class, method or section, with what can be said about it."""

    name: str
    kind: Kind
    first: int
    last: int
    takes: str = ""
    """Completes "parse rows ...": "takes a path and a limit"."""
    summary: str = ""
    """The author's own first sentence about it, as a clause about "it"."""
    gives: str = ""
    calls: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    branches: int = 0
    noun: str = ""
    """What its language calls it, where that is not its kind."""
    shown_from: int = 0
    """The first line worth a listing, where a long docstring comes before it."""

    def with_remarks(self, more: Iterable[Remark]) -> "Piece":
        inside = [remark for remark in more if self.first <= remark.first < self.last]
        return replace(self, remarks=(*self.remarks, *inside))

    @property
    def size(self) -> int:
        return self.last - self.first + 1

    @property
    def short_name(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def owner(self) -> str:
        return self.name.rpartition(".")[0]


@dataclass(frozen=True)
class SourceFile:
    name: str
    language: str
    lexer: str
    lines: tuple[str, ...]
    purpose: str = ""
    pieces: tuple[Piece, ...] = ()
    imports: tuple[str, ...] = ()
    exported: tuple[str, ...] = ()

    def named(self, name: str) -> Piece | None:
        return next((piece for piece in self.pieces if piece.name == name), None)

    def callers(self, name: str) -> int:
        return sum(1 for piece in self.pieces if name in piece.calls and piece.name != name)


def methods_remark(methods: Sequence[tuple[str, int]]) -> Iterator[Remark]:
    """One remark for all the methods, given with their lines, that say nothing of themselves."""
    plain = [(name, line) for name, line in methods if name not in _SETTING_UP]
    if not plain:
        return
    names = spoken_list([spoken_name(name) for name, _ in plain[:_MOST_NAMED]])
    line = plain[0][1]
    many = "among its methods are" if len(plain) > 1 else "one of its methods is"
    yield Remark(line, line, f"{many} {names}", names, 4)
