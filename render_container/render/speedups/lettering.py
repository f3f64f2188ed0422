"""Files of lettering appear when they are whole: scenes filmed ahead share their folder."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import manimpango
from manimpango import MarkupUtils

from render.speedups.patch import Patch

_WHY: Final = "what another process has begun to write is not to be read"


def _whole(draw: Callable[..., Any], place: int) -> Callable[..., str]:
    """The same, with its file at this place among the arguments."""

    @functools.wraps(draw)
    def drawn(*arguments: Any, **options: Any) -> str:
        file = str(arguments[place])
        begun = f"{file}.{os.getpid()}"
        draw(*arguments[:place], begun, *arguments[place + 1 :], **options)
        Path(begun).replace(file)
        return file

    return drawn


PATCHES: Final = (
    Patch(manimpango, "text2svg", _whole(manimpango.text2svg, 4), _WHY),
    Patch(MarkupUtils, "text2svg", staticmethod(_whole(MarkupUtils.text2svg, 7)), _WHY),
)
