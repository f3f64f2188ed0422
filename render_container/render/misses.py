"""What Manim only murmurs about while a scene is filmed: fonts that are not installed."""

import logging
import re
from types import TracebackType
from typing import Final, Self

_NO_FONT: Final = re.compile(r"Font (.{1,80}?) not in \[", re.DOTALL)
_MANIM: Final = logging.getLogger("manim")


class Misses(logging.Handler):
    """Listens to Manim's log; the warnings are for the scene's author."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        missing = _NO_FONT.match(record.getMessage())
        if missing:
            warning = f"The font {missing[1]!r} is not installed; another one was used."
            if warning not in self.warnings:
                self.warnings.append(warning)

    def __enter__(self) -> Self:
        self._before = _MANIM.handlers, _MANIM.level
        _MANIM.handlers = [self]
        _MANIM.setLevel(logging.WARNING)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _MANIM.handlers, level = self._before
        _MANIM.setLevel(level)
