"""Films a scene for as long as it plays: an order fixes the frames, ordinary scenes do not."""

from collections.abc import Callable
from typing import Any

from render.renderer import FilmRenderer


def at_own_length() -> None:
    """From here on, in this scene's process, footage ends when its scene does."""
    finished: Callable[..., None] = FilmRenderer.scene_finished

    def end(renderer: FilmRenderer, *arguments: Any) -> None:
        footage = renderer.footage
        footage._length = max(footage.taken, 1)  # noqa: SLF001 - the engine fixes it beforehand
        finished(renderer, *arguments)

    FilmRenderer.scene_finished = end  # type: ignore[method-assign, assignment]
