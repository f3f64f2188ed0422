"""The benchmark's table: a row for every scene, and what they come to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import geometric_mean
from typing import Final

from render.benchmark_usage import Usage

_COLUMNS: Final = (
    "scene                   ",
    "frames",
    "manim s",
    "ours s",
    " ratio",
    "warm s",
    " ratio",
    "CPU s manim",
    "CPU s ours",
    "MB manim",
    "MB ours",
    "kB manim",
    "kB ours",
    "SSIM  ",
    "least ",
)
_MEGABYTE: Final = 1e6
_KILOBYTE: Final = 1e3


@dataclass(frozen=True)
class Comparison:
    """One scene: by Manim, by us from a cold start, and by us with a warm interpreter."""

    name: str
    frames: int
    plain: Usage
    ours: Usage
    warm_seconds: float
    plain_size: int
    our_size: int
    likeness: float
    least_likeness: float

    @property
    def ratio(self) -> float:
        return self.plain.seconds / self.ours.seconds

    @property
    def warm_ratio(self) -> float:
        return self.plain.seconds / self.warm_seconds


def head() -> str:
    ruler = ["-" * len(_COLUMNS[0]), *("-" * (len(name) - 1) + ":" for name in _COLUMNS[1:])]
    return f"{_line(_COLUMNS)}\n{_line(ruler)}"


def row(scene: Comparison) -> str:
    return _cells(
        scene.name,
        str(scene.frames),
        f"{scene.plain.seconds:.2f}",
        f"{scene.ours.seconds:.2f}",
        f"{scene.ratio:.1f}x",
        f"{scene.warm_seconds:.2f}",
        f"{scene.warm_ratio:.1f}x",
        f"{scene.plain.cpu_seconds:.2f}",
        f"{scene.ours.cpu_seconds:.2f}",
        f"{scene.plain.peak_memory / _MEGABYTE:.0f}",
        f"{scene.ours.peak_memory / _MEGABYTE:.0f}",
        f"{scene.plain_size / _KILOBYTE:.0f}",
        f"{scene.our_size / _KILOBYTE:.0f}",
        f"{scene.likeness:.4f}",
        f"{scene.least_likeness:.4f}",
    )


def together(scenes: Sequence[Comparison], ours: Usage) -> str:
    """All scenes at once from one cold start, against Manim's one after the other."""
    plain = sum(scene.plain.seconds for scene in scenes)
    cells = [""] * len(_COLUMNS)
    cells[:5] = [
        "all at once, cold start",
        str(sum(scene.frames for scene in scenes)),
        f"{plain:.2f}",
        f"{ours.seconds:.2f}",
        f"{plain / ours.seconds:.1f}x",
    ]
    cells[7] = f"{sum(scene.plain.cpu_seconds for scene in scenes):.2f}"
    cells[8] = f"{ours.cpu_seconds:.2f}"
    return _cells(*cells)


def summary(scenes: Sequence[Comparison]) -> Iterator[str]:
    cold = geometric_mean([scene.ratio for scene in scenes])
    warm = geometric_mean([scene.warm_ratio for scene in scenes])
    cpu = geometric_mean([scene.plain.cpu_seconds / scene.ours.cpu_seconds for scene in scenes])
    sizes = sum(scene.our_size for scene in scenes) / sum(scene.plain_size for scene in scenes)
    slowest = min(scenes, key=lambda scene: scene.ratio)
    yield f"geometric mean: {cold:.1f} times as fast, {warm:.1f} times with a warm interpreter"
    yield f"least: {slowest.ratio:.1f} times ({slowest.name})"
    yield f"processor seconds: {cpu:.1f} times fewer, by geometric mean"
    yield f"files in total: {sizes:.2f} times the size"
    yield f"SSIM: {min(scene.likeness for scene in scenes):.4f} for the least alike scene"


def _cells(*cells: str) -> str:
    first, *others = cells
    width = len(_COLUMNS[0])
    padded = [cell.rjust(len(name)) for cell, name in zip(others, _COLUMNS[1:], strict=True)]
    return _line([first.ljust(width), *padded])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
