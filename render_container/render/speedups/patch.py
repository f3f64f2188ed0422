"""What a patch is."""

from typing import Any, NamedTuple


class Patch(NamedTuple):
    """An attribute of a class or module of Manim, what takes its place, and why that pays."""

    owner: Any
    name: str
    replacement: Any
    why: str
