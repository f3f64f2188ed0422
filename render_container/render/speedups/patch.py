"""What a patch is."""

from typing import Any, Final, NamedTuple

ORIGINAL_INIT: Final = "_original__init__"
"""Where Manim's classes keep the `__init__` that `set_default` goes back to."""


class Patch(NamedTuple):
    """An attribute of a class or module of Manim, what takes its place, and why that pays."""

    owner: Any
    name: str
    replacement: Any
    why: str
