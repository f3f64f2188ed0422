"""SVG path data of glyphs as the cubic curves that manim draws."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Curve = tuple[NDArray[np.float64], ...]

_PART: Final = re.compile(r"([MLHVCQZ])([^MLHVCQZ]*)")
_NUMBER: Final = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_WIDTH: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}


@lru_cache(maxsize=8192)
def cubics(path: str) -> NDArray[np.float64]:
    """Four points per curve, every contour closed."""
    points = [point for curve in _curves(path) for point in curve]
    flat = np.array(points, dtype=float).reshape(-1, 2)
    curves = np.hstack([flat, np.zeros((len(flat), 1))])
    curves.flags.writeable = False
    return curves


def _curves(path: str) -> Iterator[Curve]:
    start = here = np.zeros(2)
    for command, numbers in _steps(path):
        if command in "MZ":
            if not np.allclose(here, start):
                yield _line(here, start)
            start = here = np.array(numbers) if command == "M" else start
            continue
        curve = _CURVES[command](here, numbers)
        yield curve
        here = curve[-1]
    if not np.allclose(here, start):
        yield _line(here, start)


def _steps(path: str) -> Iterator[tuple[str, list[float]]]:
    for command, text in _PART.findall(path):
        numbers = [float(n) for n in _NUMBER.findall(text)]
        width = _WIDTH[command]
        for i in range(0, max(len(numbers), 1), width or 1):
            yield command, numbers[i : i + width]


def _line(a: NDArray[np.float64], b: NDArray[np.float64]) -> Curve:
    return a, a + (b - a) / 3, a + (b - a) * 2 / 3, b


def _quadratic(a: NDArray[np.float64], n: list[float]) -> Curve:
    handle, b = np.array(n[:2]), np.array(n[2:])
    return a, a + (handle - a) * 2 / 3, b + (handle - b) * 2 / 3, b


_CURVES: Final[dict[str, Callable[[NDArray[np.float64], list[float]], Curve]]] = {
    "L": lambda a, n: _line(a, np.array(n)),
    "H": lambda a, n: _line(a, np.array([n[0], a[1]])),
    "V": lambda a, n: _line(a, np.array([a[0], n[0]])),
    "C": lambda a, n: (a, np.array(n[:2]), np.array(n[2:4]), np.array(n[4:])),
    "Q": _quadratic,
}
