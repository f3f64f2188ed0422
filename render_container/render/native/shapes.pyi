"""Copies, families and interpolation of mobjects."""

from collections.abc import Callable
from typing import Any

def copying(
    shared: frozenset[type],
    ours: Callable[..., Any],
    plain: Callable[..., Any],
    mobject: type,
    /,
) -> None:
    """Say which values copies share, and by which methods the others are copied."""

def copied(value: Any, memo: dict[int, Any], /) -> Any:
    """A deep copy of a value, or the value itself where it is shared, after `copying` was called."""

def clone(mobject: Any, memo: dict[int, Any], /) -> Any:
    """A deep copy of a mobject, even where its class has another way to copy it."""

def family(mobject: Any, method: Callable[..., Any], /) -> list[Any] | None:
    """A mobject and all below it; None where one comes twice or does not go by this method."""

def with_points(family: list[Any], /) -> list[Any]:
    """Those that have points."""

def idle(mobject: Any, method: Callable[..., Any], /) -> bool:
    """Whether no mobject of a family has updaters, and all of them are updated by this method."""

def all_idle(mobjects: list[Any], method: Callable[..., Any], /) -> bool:
    """Whether every one of these is idle; never for anything but a list."""

def blended(one: Any, other: Any, alpha: float, /) -> Any:
    """`(1 - alpha) * one + alpha * other`, to the last bit."""

def blend_all(names: tuple[str, ...], target: Any, one: Any, other: Any, alpha: float, /) -> None:
    """Set these attributes of the target to what is between those of two others."""

def blend_families(
    names: tuple[str, ...],
    threes: list[tuple[Any, Any, Any]],
    alpha: float,
    interpolate: Callable[..., Any],
    interpolate_color: Callable[..., Any],
    path: Callable[..., Any],
    /,
) -> None:
    """Make each first what is between the other two: here if it goes by these methods, by its own
    with this path if not."""

def points_equal(one: Any, other: Any, tolerance: float, /) -> bool | None:
    """NumPy's allclose for a point, or rows of points, and a point; None for anything else."""

def path_ends(points: Any, per_curve: int, tolerance: float, /) -> list[int] | None:
    """Where curves begin apart from the end of the one before; None for anything but points."""
