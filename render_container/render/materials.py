"""What a scene wants heard and read: noted by its process, mixed and set by others."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from render.order import MOST_SOUNDS, Sound, Subcaption, sound_name

_LONGEST_TEXT: Final = 4000
_BLANK_LINES: Final = re.compile(r"\n\s*\n+")


class UnusableSound(ValueError):
    """A sound that cannot be heard; the message is for the scene's author."""


class Materials:
    """Keeps a copy of every sound in the scene's folder, and when it starts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._copies: dict[bytes, str] = {}
        self.sounds: list[Sound] = []

    def add_sound(
        self, file: Path, start: float, gain: float | None, others_gain: float | None
    ) -> None:
        """Raises `UnusableSound`."""
        if start < 0:
            raise UnusableSound("Adding sound at timestamp < 0")
        sound = Sound(
            file=self._copied(file),
            start=start,
            gain=float(gain or 0),
            others_gain=float(others_gain or 0),
        )
        self.sounds.append(sound)

    def _copied(self, file: Path) -> str:
        content = file.read_bytes()
        if content in self._copies:
            return self._copies[content]
        if len(self._copies) >= MOST_SOUNDS:
            raise UnusableSound(f"A scene can use {MOST_SOUNDS} different sounds.")
        _hear(file)
        name = sound_name(len(self._copies))
        shutil.copyfile(file, self._folder / name)
        self._copies[content] = name
        return name


def _hear(file: Path) -> None:
    import av  # noqa: PLC0415 - few scenes have sounds

    try:
        with av.open(str(file)) as container:
            heard = bool(container.streams.audio)
    except (av.error.FFmpegError, ValueError) as error:
        raise UnusableSound(f"{file.name} is no sound that can be read.") from error
    if not heard:
        raise UnusableSound(f"{file.name} holds no sound.")


def subcaptions(noted: Sequence[Any]) -> tuple[Subcaption, ...]:
    """Manim's own notes, `srt.Subtitle`s, without the ones that show nothing."""
    return tuple(
        Subcaption(
            start=max(each.start.total_seconds(), 0),
            end=each.end.total_seconds(),
            text=_BLANK_LINES.sub("\n", str(each.content).strip())[:_LONGEST_TEXT],
        )
        for each in noted
        if str(each.content).strip() and each.end > each.start
    )
