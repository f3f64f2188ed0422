"""Manim's hot spots, done the same way faster: no patch here may change a picture.

A table of patches, each with the reason it pays; the warm parent applies them all
before it forks, and a test films the same scenes with and without each of them.
"""

from typing import Final

from render.speedups import (
    copying,
    creation,
    families,
    files,
    glyphs,
    interpolation,
    layout,
    lettering,
    restructuring,
    styling,
    svg,
    text,
    updating,
)
from render.speedups.patch import Patch

__all__ = ["PATCHES", "Patch", "apply"]

PATCHES: Final[tuple[Patch, ...]] = (
    *copying.PATCHES,
    *creation.PATCHES,
    *families.PATCHES,
    *files.PATCHES,
    *glyphs.PATCHES,
    *interpolation.PATCHES,
    *layout.PATCHES,
    *lettering.PATCHES,
    *restructuring.PATCHES,
    *styling.PATCHES,
    *svg.PATCHES,
    *text.PATCHES,
    *updating.PATCHES,
)


def apply() -> None:
    """Patch Manim for the life of this process."""
    for patch in PATCHES:
        setattr(patch.owner, patch.name, patch.replacement)
