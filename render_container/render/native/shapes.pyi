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
    """A deep copy of a value, or the value itself where shared, after `copying` was called."""

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

def meets(mobject: Any, others: set[Any], method: Callable[..., Any], /) -> bool | None:
    """Whether anybody in a family is in the set; None where one does not go by this method."""

def blended(one: Any, other: Any, alpha: float, /) -> Any:
    """`(1 - alpha) * one + alpha * other`, to the last bit."""

def blend_all(names: tuple[str, ...], target: Any, one: Any, other: Any, alpha: float, /) -> None:
    """Set these attributes of the target to what is between those of two others."""

def blend_families(
    ways: tuple[tuple[str, ...], Any, Any, Any, Any, Any],
    target: Any,
    one: Any,
    other: Any,
    alpha: float,
    /,
) -> bool:
    """Make each of a family with points what is between its like in two others: here if it goes by
    these ways, by its own if not. False, and nothing done, where families differ in size.

    The ways are the names of attributes, Manim's methods `interpolate` and `interpolate_color`,
    the path, and the methods `family_members_with_points` and `get_family`.
    """

def extent(
    mobject: Any, family: Callable[..., Any], anchors: Callable[..., Any], /
) -> tuple[tuple[float, ...], ...] | None:
    """The least and the greatest of the ends of a family's curves, in each dimension, or nothing
    where there are none; None where one does not go by these methods, or only NumPy can say."""

def length(mobject: Any, dim: int, method: Callable[..., Any], /) -> Any:
    """From the least to the greatest of a family's points; None where one goes another way."""

def points_equal(one: Any, other: Any, tolerance: float, /) -> bool | None:
    """NumPy's allclose for a point, or rows of points, and a point; None for anything else."""

def path_ends(points: Any, per_curve: int, tolerance: float, /) -> list[int] | None:
    """Where curves begin apart from the end of the one before; None for anything but points."""
