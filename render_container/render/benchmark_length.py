"""Films a scene for as long as it plays: an order fixes the frames, ordinary scenes do not."""

from collections.abc import Callable
from typing import Any, Final

from render.renderer import FilmRenderer

MOST_FRAMES: Final = 10**6
"""What an order asks for when nobody knows the length."""

WRAPPER: Final = '''"""{name} of {module}, filmed at its own length."""

import importlib
import sys
from pathlib import Path

from render.benchmark_length import at_own_length

at_own_length()
sys.path.insert(0, str(Path(__file__).parent))
{name} = importlib.import_module({module!r}).{name}
'''


def at_own_length() -> None:
    """From here on, in this scene's process, footage ends when its scene does."""
    finished: Callable[..., None] = FilmRenderer.scene_finished

    def end(renderer: FilmRenderer, *arguments: Any) -> None:
        footage = renderer.footage
        footage._length = max(footage.taken, 1)  # noqa: SLF001 - the engine fixes it beforehand
        finished(renderer, *arguments)

    FilmRenderer.scene_finished = end  # type: ignore[method-assign, assignment]
