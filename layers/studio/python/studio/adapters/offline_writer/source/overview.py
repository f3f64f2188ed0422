"""The map of the code: who calls whom, or which file uses which."""

from collections.abc import Mapping, Sequence
from typing import Final

from studio.adapters.offline_writer.source.piece import SourceFile
from studio.adapters.offline_writer.source.ranking import Found, score, uses
from studio.adapters.offline_writer.speech import (
    sentence,
    spoken_count,
    spoken_file,
    spoken_list,
    spoken_name,
)
from studio.domain.script import DraftScene
from studio.domain.visual import Diagram, Edge, Node

_MOST_NODES: Final = 6
_MOST_LAYERS: Final = 3
_MOST_NAMED: Final = 3
_MIN_EDGES: Final = 2


def call_map(files: Sequence[SourceFile], topic: str, opener: str) -> DraftScene | None:
    """The most connected pieces, callers before the called; None where hardly anything calls."""
    every = [Found(file, piece) for file in files for piece in file.pieces]
    linked = [found for found in every if _linked(found)]
    ranked = sorted(linked, key=lambda found: -score(found, topic))[:_MOST_NODES]
    shown = {found.piece.name: found.piece for found in ranked}
    edges = [(p.name, c) for p in shown.values() for c in p.calls if c in shown and c != p.name]
    if len(edges) < _MIN_EDGES:
        return None
    joined = [name for name in shown if any(name in edge for edge in edges)]
    layers = _layers(joined, edges)
    lead = ("you come in through", "from there the work goes on to", "and at the bottom")
    said = [
        f"[[{k}]] " + sentence(f"{lead[k - 1]} {_names(layer)}")
        for k, layer in enumerate(layers, 1)
    ]
    labels = {name: _label(name) for name in joined}
    visual = _diagram(labels, edges, layers)
    narration = " ".join([opener, *said]).strip()
    return DraftScene(title="Who Calls Whom", narration=narration, visual=visual)


def file_map(files: Sequence[SourceFile], opener: str) -> DraftScene:
    shown = list(files)[:_MOST_NODES]
    edges = [(a.name, b.name) for a in shown for b in shown if a is not b and uses(a, b)]
    layers = _layers([file.name for file in shown], edges)
    said = []
    for number, layer in enumerate(layers, start=1):
        names = [spoken_file(name) for name in layer[:_MOST_NAMED]]
        rest = [f"{len(layer) - _MOST_NAMED} more"] if len(layer) > _MOST_NAMED else []
        verb = "start with" if number == 1 else "they lean on"
        said.append(f"[[{number}]] " + sentence(f"{verb} {spoken_list([*names, *rest])}"))
    labels = {f.name: f"{f.name.rpartition('/')[2]}|{len(f.lines)} lines" for f in shown}
    narration = " ".join([opener, *said]).strip()
    return DraftScene(
        title="The Files", narration=narration, visual=_diagram(labels, edges, layers)
    )


def _linked(found: Found) -> bool:
    others = [call for call in found.piece.calls if call != found.piece.name]
    return bool(others) or found.file.callers(found.piece.name) > 0


def _layers(names: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Callers above the called; a cycle is cut where it is met again."""
    depth = dict.fromkeys(names, 0)
    for _ in range(_MOST_LAYERS - 1):
        for source, target in edges:
            depth[target] = max(depth[target], min(depth[source] + 1, _MOST_LAYERS - 1))
    layers = [[name for name in names if depth[name] == level] for level in range(_MOST_LAYERS)]
    return [layer for layer in layers if layer]


def _names(layer: Sequence[str]) -> str:
    said = [spoken_name(name.rpartition(".")[2]) for name in layer[:_MOST_NAMED]]
    if len(layer) > _MOST_NAMED:
        return ", ".join(said) + f" and {spoken_count(len(layer) - _MOST_NAMED, 'other')}"
    return spoken_list(said)


def _label(name: str) -> str:
    owner, _, short = name.rpartition(".")
    return f"{short}|{owner}" if owner else short


def _diagram(
    labels: Mapping[str, str], edges: Sequence[tuple[str, str]], layers: Sequence[Sequence[str]]
) -> Diagram:
    nodes = []
    for name, text in labels.items():
        label, _, detail = text.partition("|")
        nodes.append(Node(id=name, label=label, detail=detail))
    return Diagram(
        nodes=tuple(nodes),
        edges=tuple(Edge(source=source, target=target) for source, target in edges),
        layout="tree",
        steps=tuple(tuple(layer) for layer in layers),
    )
