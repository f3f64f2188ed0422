"""Where the nodes of a diagram stand."""

import math
from collections.abc import Callable, Sequence
from typing import Final

from stagecraft.stage import PX, Area

Links = Sequence[tuple[int, int]]
Places = list[Area]
Size = tuple[float, float]

_PER_LINE: Final = 5
_SPARSE: Final = 4
_DEEPEST: Final = 6
_SHORTEST: Final = 54 * PX


def _size(width: float, height: float, most: Size) -> Size:
    return min(width, most[0]), max(min(height, most[1]), _SHORTEST)


def row(area: Area, count: int, links: Links, gap: float, most: Size) -> Places:
    """Left to right; more than five wrap, the second row running back below the first."""
    lines = -(-count // _PER_LINE)
    if area.height > area.width:
        lines = -(-count // 2)
    per_line = -(-count // lines)
    pitch_x, pitch_y = (area.width + gap) / per_line, area.height / lines
    wide, tall = _size(pitch_x - gap, pitch_y - 90 * PX, most)
    pitch_x = min(pitch_x, wide + max(gap, 130 * PX))
    pitch_y = min(pitch_y, tall + 150 * PX)
    places = []
    for i in range(count):
        line, column = divmod(i, per_line)
        column = per_line - 1 - column if line % 2 else column
        x = area.x + (column - (per_line - 1) / 2) * pitch_x
        y = area.y + ((lines - 1) / 2 - line) * pitch_y
        places.append(Area.around(x, y, wide, tall))
    return places


def column(area: Area, count: int, links: Links, gap: float, most: Size) -> Places:
    """Top to bottom; more than five wrap, the second column running back up."""
    lines = -(-count // _PER_LINE)
    per_line = -(-count // lines)
    pitch_y = area.height / per_line
    wide, tall = _size(area.width * (0.62 if lines == 1 else 0.36), pitch_y - 62 * PX, most)
    pitch_y = min(pitch_y, tall + 80 * PX)
    pitch_x = area.width * 0.52 / max(lines - 1, 1)
    places = []
    for i in range(count):
        line, step = divmod(i, per_line)
        step = per_line - 1 - step if line % 2 else step
        x = area.x + (line - (lines - 1) / 2) * pitch_x
        y = area.y + ((per_line - 1) / 2 - step) * pitch_y
        places.append(Area.around(x, y, wide, tall))
    return places


def cycle(area: Area, count: int, links: Links, gap: float, most: Size) -> Places:
    """Clockwise on an ellipse, from the top."""
    wide, tall = _size(
        area.width * (0.26 if count <= _PER_LINE else 0.21),
        area.height * (0.28 if count <= _SPARSE else 0.17),
        most,
    )
    across, up = area.width / 2 - wide / 2, area.height / 2 - tall / 2
    across = min(across, up * 2.0)
    places = []
    for i in range(count):
        angle = math.pi / 2 - 2 * math.pi * i / count
        x, y = area.x + across * math.cos(angle), area.y + up * math.sin(angle)
        places.append(Area.around(x, y, wide, tall))
    return places


def tree(area: Area, count: int, links: Links, gap: float, most: Size) -> Places:
    """Layers away from the roots, down the stage, or across it when a layer is crowded."""
    parents, depth = _layers(count, links)
    slots = _slots(count, parents)
    _balance(slots, depth, links)
    breadth, layers = max(slots) + 1, max(depth) + 1
    if layers > _DEEPEST:
        return row(area, count, links, gap, most)
    across = runs_across(area, count, links)
    if across:
        pitch_layer, pitch_slot = area.width / layers, area.height / breadth
        wide, tall = _size(pitch_layer - max(gap, 96 * PX), pitch_slot - 10 * PX, most)
    else:
        pitch_layer, pitch_slot = area.height / layers, area.width / breadth
        wide, tall = _size(pitch_slot - 26 * PX, pitch_layer - 68 * PX, most)
        pitch_layer = min(pitch_layer, tall + 120 * PX)
        pitch_slot = min(pitch_slot, wide + 130 * PX)
    places = []
    for i in range(count):
        along = (depth[i] - (layers - 1) / 2) * pitch_layer
        aside = (slots[i] - (breadth - 1) / 2) * pitch_slot
        x, y = (area.x + along, area.y - aside) if across else (area.x + aside, area.y - along)
        places.append(Area.around(x, y, wide, tall))
    return places


def runs_across(area: Area, count: int, links: Links) -> bool:
    """A broad and shallow tree reads better from left to right; a deep chain becomes rows."""
    parents, depth = _layers(count, links)
    broad = max(_slots(count, parents)) + 1 > _SPARSE
    return broad and max(depth) + 1 <= _SPARSE and area.width > area.height


def _layers(count: int, links: Links) -> tuple[list[int | None], list[int]]:
    """Each node's parent on a shortest way from a root, and how far down it is."""
    targets = {b for a, b in links if a != b}
    roots = [i for i in range(count) if i not in targets] or [0]
    parents: list[int | None] = [None] * count
    depth = [-1] * count
    for start in [*roots, *range(count)]:
        if depth[start] >= 0:
            continue
        depth[start], queue = 0, [start]
        for node in queue:
            for a, b in links:
                if a == node and depth[b] < 0 and b not in roots:
                    parents[b], depth[b] = node, depth[node] + 1
                    queue.append(b)
    return parents, depth


def _slots(count: int, parents: list[int | None]) -> list[float]:
    """Leaves side by side, parents centred above their children."""
    children: list[list[int]] = [[] for _ in range(count)]
    for node, parent in enumerate(parents):
        if parent is not None:
            children[parent].append(node)
    slots = [0.0] * count
    taken = 0

    def settle(node: int) -> float:
        nonlocal taken
        if children[node]:
            below = [settle(child) for child in children[node]]
            slots[node] = (below[0] + below[-1]) / 2
        else:
            slots[node] = float(taken)
            taken += 1
        return slots[node]

    for node in range(count):
        if parents[node] is None:
            settle(node)
    return slots


def _balance(slots: list[float], depth: list[int], links: Links) -> None:
    """Move a leaf that has several parents between them, if no neighbour stands there."""
    for node in range(len(slots)):
        above = [slots[a] for a, b in links if b == node and depth[a] == depth[node] - 1]
        leaf = not any(a == node and depth[b] > depth[a] for a, b in links)
        middle = (min(above) + max(above)) / 2 if above else slots[node]
        layer = [slots[i] for i in range(len(slots)) if depth[i] == depth[node] and i != node]
        if leaf and len(above) > 1 and all(abs(middle - other) >= 1 for other in layer):
            slots[node] = middle


LAYOUTS: Final[dict[str, Callable[[Area, int, Links, float, Size], Places]]] = {
    "row": row,
    "column": column,
    "tree": tree,
    "cycle": cycle,
}
