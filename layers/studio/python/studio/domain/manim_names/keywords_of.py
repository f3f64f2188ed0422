"""Which keywords a class of Manim takes, and what others call them."""

from functools import cache
from typing import Final

from studio.domain.manim_names.accepted import CLASSES
from studio.domain.manim_names.keyword_names import BY_CLASS


def _listed() -> dict[str, tuple[tuple[str, ...], frozenset[str]]]:
    """Classes, with what each extends and its own keywords."""
    found: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {}
    for line in CLASSES.split("\n"):
        name, *rest = line.split() or [""]
        if rest:
            known = found.get(name, ((), frozenset()))[1]
            found[name] = (tuple(rest[0].split("+")), known | frozenset(rest[1:]))
    return found


_LISTED: Final = _listed()


@cache
def accepted(name: str) -> frozenset[str] | None:
    """Every keyword that the class takes; none if it is not known."""
    if name not in _LISTED:
        return None
    bases, own = _LISTED[name]
    return own.union(*(accepted(base) or () for base in bases))


@cache
def lineage(name: str) -> tuple[str, ...]:
    """The class and what it extends, nearest first."""
    bases = _LISTED.get(name, ((), frozenset()))[0]
    return (name, *(each for base in bases for each in lineage(base)))


def meant(name: str, keyword: str) -> str | None:
    """What this class calls what others call so; empty if it has no such thing."""
    for each in (*lineage(name), ""):
        if keyword in BY_CLASS.get(each, {}):
            return BY_CLASS[each][keyword]
    return None
