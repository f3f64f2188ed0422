"""Manim's hot spots, done the same way faster."""


def apply() -> None:
    """Patch Manim for the life of this process."""
