"""Scene code goes in, and comes out with what could be mended mended."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from studio.domain.scene_repair import (
    arguments,
    bases,
    calls,
    colours,
    coordinates,
    former_imports,
    former_names,
    former_play,
    former_settings,
    graph_scene,
    groups,
    imports,
    keywords,
    lettering,
    parts_of,
    playing,
    ranges,
    runners,
)
from studio.domain.scene_repair.changes import Change, apart, edited
from studio.domain.scene_repair.excerpt import code_alone
from studio.domain.scene_repair.module import Module
from studio.domain.script import MAX_SOURCE_BYTES

_MOST_ROUNDS: Final = 12
_MOST_TOLD: Final = 60

Rule = Callable[[Module], Iterator[Change]]
_RULES: Final[tuple[Rule, ...]] = (
    former_imports.changes,
    runners.changes,
    former_settings.changes,
    graph_scene.changes,
    former_play.changes,
    former_names.changes,
    calls.changes,
    colours.changes,
    ranges.changes,
    arguments.changes,
    keywords.changes,
    coordinates.changes,
    lettering.changes,
    playing.changes,
    groups.changes,
    parts_of.changes,
    bases.changes,
    imports.changes,
)


@dataclass(frozen=True)
class Mended:
    """The code as it is now, and what was changed, each as part of a sentence."""

    source: str
    changes: tuple[str, ...]


def repair(source: str, class_name: str | None = None) -> Mended:
    """Mend what needs no model; what cannot be read stays as it is.

    `class_name` is the scene that is wanted: the only scene gets that name.
    """
    if len(source) > MAX_SOURCE_BYTES:
        return Mended(source, ())
    try:
        return _mended(source, class_name)
    except (RecursionError, MemoryError):  # code nested deeper than Python itself can follow
        return Mended(source, ())


def _mended(source: str, class_name: str | None) -> Mended:
    alone, told = code_alone(source)
    module = _read(alone)
    if module is None:
        return Mended(source, ())
    rules = (*_RULES, lambda module: bases.only_scene(module, class_name))
    for _ in range(_MOST_ROUNDS):
        before = module.source
        for rule in rules:
            module, says = _carried_out(rule, module)
            told += says
        if module.source == before:
            break
    return Mended(module.source, tuple(dict.fromkeys(told))[:_MOST_TOLD])


def _carried_out(rule: Rule, module: Module) -> tuple[Module, list[str]]:
    """All that the rule finds; if that is no Python any more, as much of it as is."""
    found = apart(rule(module))
    if not found:
        return module, []
    together = _read(edited(module.source, found))
    if together is not None:
        return together, [change.says for change in found]
    for change in found:
        single = _read(edited(module.source, [change]))
        if single is not None:
            return single, [change.says]
    return module, []


def _read(source: str) -> Module | None:
    try:
        return Module(source)
    except (SyntaxError, ValueError):
        return None
