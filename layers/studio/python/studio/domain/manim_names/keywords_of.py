"""Which keywords a class of Manim takes, and what others call them."""

from functools import cache
from typing import Final, NamedTuple

from studio.domain.manim_names.accepted import CLASSES
from studio.domain.manim_names.keyword_names import BY_CLASS


class _Listed(NamedTuple):
    bases: tuple[str, ...]
    own: frozenset[str]
    sealed: bool


def _listed() -> dict[str, _Listed]:
    found: dict[str, _Listed] = {}
    for line in CLASSES.split("\n"):
        name, *rest = line.split() or [""]
        if rest:
            known = found[name].own if name in found else frozenset()
            bases, sealed = rest[0].removesuffix("!").split("+"), rest[0].endswith("!")
            found[name] = _Listed(tuple(bases), known | frozenset(rest[1:]), sealed)
    return found


_LISTED: Final = _listed()


@cache
def accepted(name: str) -> frozenset[str] | None:
    """Every keyword that the class takes; none if it is not known."""
    if name not in _LISTED:
        return None
    listed = _LISTED[name]
    bases = () if listed.sealed else listed.bases
    return listed.own.union(*(accepted(base) or () for base in bases))


@cache
def lineage(name: str) -> tuple[str, ...]:
    """The class and what it extends, nearest first."""
    bases = _LISTED[name].bases if name in _LISTED else ()
    return (name, *(each for base in bases for each in lineage(base)))


def meant(name: str, keyword: str) -> str | None:
    """What this class calls what others call so; empty if it has no such thing."""
    for each in (*lineage(name), ""):
        if keyword in BY_CLASS.get(each, {}):
            return BY_CLASS[each][keyword]
    return None
