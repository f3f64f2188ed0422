"""What a finished file is: read from the file itself, never from what a scene says."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import av
from PIL import Image

from render.clip import Clip
from studio.domain.render import FilmFacts, Format

_ROUNDED: Final = 3
_SETTINGS: Final = (b"\x00\x00\x01\x67", b"\x00\x00\x01\x27", b"\x00\x00\x01\x47")
"""How H.264 begins a picture's settings, by its three ranks."""


class OtherSettings(Exception):
    """A clip that changes its size or its way of coding on the way."""


def probe(path: Path) -> FilmFacts:
    """Of a film; every packet is counted, the first picture is decoded."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.time_base is not None
        times = [
            (packet.pts, packet.duration or 0)
            for packet in container.demux(stream)
            if packet.pts is not None and packet.size
        ]
        container.seek(0)
        picture = next(container.decode(stream))
        ticks = max(start + length for start, length in times) - min(times)[0]
        duration = float(ticks * stream.time_base)
        if not any(length for _, length in times):  # WebM knows only when pictures start
            duration *= len(times) / max(len(times) - 1, 1)
        rate = stream.average_rate or stream.guessed_rate
        return FilmFacts(
            width=picture.width,
            height=picture.height,
            fps=round(float(rate or 0), _ROUNDED),
            frames=len(times),
            duration=round(duration, _ROUNDED),
            codec=stream.codec_context.codec.canonical_name,
            size=path.stat().st_size,
        )


def probe_picture(path: Path, format_: Format) -> FilmFacts:
    with Image.open(path) as picture:
        picture.load()
        return FilmFacts(
            width=picture.width,
            height=picture.height,
            fps=format_.fps,
            frames=1,
            duration=0.0,
            codec="png",
            size=path.stat().st_size,
        )


def of_one_kind(clips: Sequence[Clip]) -> None:
    """Raises `OtherSettings` where a picture brings settings that its clip's headers lack."""
    for clip in clips:
        for frame in clip.frames:
            if frame.packet not in clip.headers and _brings_settings(frame.packet, clip.headers):
                raise OtherSettings


def _brings_settings(packet: bytes, headers: bytes) -> bool:
    return any(
        packet[place : place + 24] not in headers
        for mark in _SETTINGS
        if (place := packet.find(mark)) >= 0
    )
