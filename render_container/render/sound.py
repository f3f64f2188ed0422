"""A scene's sounds as one track: decoded, placed, made louder or softer, and added up."""

import io
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from render.order import Sound

RATE: Final = 48_000
BITS: Final = 128_000
_CHANNELS: Final = 2
_KINDS: Final = {b"RIFF": "wav", b"ID3": "mp3", b"\xff": "mp3", b"OggS": "ogg", b"fLaC": "flac"}
"""First bytes, and the one format that is then tried: no playlists, no references to elsewhere."""

Samples = NDArray[np.float32]


class UnreadableSound(Exception):
    """A sound of none of the known kinds, or a damaged one."""


def mixed(sounds: Sequence[Sound], folder: Path, seconds: float) -> Samples:
    """Two channels of exactly this length; what would be louder than full is cut off."""
    track = np.zeros((_CHANNELS, round(seconds * RATE)), np.float32)
    for sound in sounds:
        begin = int(1000 * sound.start) * RATE // 1000
        if begin >= track.shape[1]:
            continue
        samples = decoded(folder / sound.file, track.shape[1] - begin)
        place = track[:, begin : begin + samples.shape[1]]
        place *= _factor(sound.others_gain)
        place += samples * _factor(sound.gain)
        np.clip(place, -1, 1, out=place)
    return track


def decoded(path: Path, most: int) -> Samples:
    """At most so many samples, of one channel or two, from -1 to 1."""
    parts, length = [], 0
    try:
        with av.open(io.BytesIO(path.read_bytes()), "r", format=_kind(path)) as container:
            for frame in _resampled(container.decode(audio=0)):
                parts.append(frame.to_ndarray())
                length += frame.samples
                if length >= most:
                    break
    except (av.error.FFmpegError, IndexError, ValueError) as error:
        raise UnreadableSound(path.name) from error
    if not parts:
        return np.zeros((_CHANNELS, 0), np.float32)
    return np.concatenate(parts, axis=1)[:, :most].astype(np.float32)


def encoded(track: Samples, codec: str, container: str) -> bytes:
    """In a container of its own, so that its delay is known when it is joined."""
    target = io.BytesIO()
    with av.open(target, "w", format=container) as file:
        stream = file.add_stream(codec, rate=RATE, layout="stereo")
        assert isinstance(stream.codec_context, AudioCodecContext)
        stream.bit_rate = BITS
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(track), "fltp", "stereo")
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), 0
        resampler = AudioResampler(stream.codec_context.format.name, "stereo", RATE)
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            file.mux(stream.encode(part))
        file.mux(stream.encode(None))
    return target.getvalue()


def _resampled(frames: Iterator[AudioFrame]) -> Iterator[AudioFrame]:
    """One channel stays one, as two would each be softer."""
    resampler: AudioResampler | None = None
    for frame in frames:
        layout = "mono" if frame.layout.nb_channels == 1 else "stereo"
        resampler = resampler or AudioResampler("fltp", layout, RATE)
        yield from resampler.resample(frame)
    if resampler:
        yield from resampler.resample(None)


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4)
    for magic, kind in _KINDS.items():
        if head.startswith(magic):
            return kind
    raise UnreadableSound(path.name)


def _factor(decibels: float) -> float:
    return float(10 ** (decibels / 20))
