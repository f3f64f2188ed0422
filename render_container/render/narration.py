"""The sound of a video: every segment's voice in its place, to the sample."""

import io
import itertools
import wave
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

import av
import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.filter import Graph

from render.loudness import Samples, measure, normalise
from render.silences import cuts
from studio.domain.errors import UnusableVoice
from studio.domain.render import SAMPLE_RATE, SegmentPlan

_FADE_SECONDS: Final = 0.005
_SLOWEST, _FASTEST = 0.5, 2.0
"""What one `atempo` filter does well; more is done by a chain of them."""
_SWALLOWED: Final = "512S"
"""`atempo` begins half a window of samples late at our rate; silence goes in its stead."""


class Narration(NamedTuple):
    wav: bytes
    lufs: float
    """Integrated loudness; minus infinity if nothing is said."""
    seconds: float


def assemble_narration(
    segments: Sequence[SegmentPlan], inputs: Mapping[str, bytes], *, fps: int, tempo: float
) -> Narration:
    """As long as the picture: mono, 16 bit, 24 kHz, at the standard loudness.

    Raises `UnusableVoice` when a segment's audio is missing or cannot be read.
    """
    edges = [
        round(frames * SAMPLE_RATE / fps)
        for frames in itertools.accumulate((s.frames for s in segments), initial=0)
    ]
    sound = np.zeros(edges[-1], np.float32)
    for segment, begin, end in zip(segments, edges, edges[1:], strict=False):
        if segment.voice not in inputs:
            raise UnusableVoice(f"Segment {segment.number} came without its audio.")
        _speak(sound[begin:end], segment, inputs[segment.voice], tempo)
    finished = _quantised(normalise(sound, SAMPLE_RATE))
    lufs = measure((finished / 32768).astype(np.float32), SAMPLE_RATE)
    return Narration(_wav(finished.tobytes()), lufs, sound.size / SAMPLE_RATE)


def stretch(voice: Samples, tempo: float, size: int) -> Samples:
    """So many samples of a voice that plays `tempo` times as fast; silence where it falls short."""
    if tempo != 1 and voice.size:
        frame = AudioFrame.from_ndarray(voice[None], format="fltp", layout="mono")
        frame.sample_rate, frame.time_base, frame.pts = SAMPLE_RATE, Fraction(1, SAMPLE_RATE), 0
        voice = _joined(_played(iter([frame]), tempo))
    fitting: Samples = np.pad(voice[:size], (0, max(size - voice.size, 0)))
    return fitting


def decode(audio: bytes, *, tempo: float) -> Samples:
    """A WAV or MP3 file as mono samples at our rate, `tempo` times as fast as recorded."""
    try:
        with av.open(io.BytesIO(audio), "r") as container:
            if not container.streams.audio:
                raise UnusableVoice("A voice's file holds no sound.")
            frames = container.decode(container.streams.audio[0])
            return _joined(_played(frames, tempo))
    except (av.error.FFmpegError, ValueError) as error:
        raise UnusableVoice(f"A voice's audio cannot be read: {error}") from error


def tempo_chain(tempo: float) -> tuple[float, ...]:
    """Factors within what one filter does well, whose product is `tempo`."""
    factors: list[float] = []
    while not _SLOWEST <= tempo <= _FASTEST:
        step = _SLOWEST if tempo < _SLOWEST else _FASTEST
        factors.append(step)
        tempo /= step
    return (*factors, tempo) if tempo != 1 else tuple(factors)


def _joined(frames: Iterator[AudioFrame]) -> Samples:
    parts = [frame.to_ndarray()[0] for frame in frames]
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def _played(frames: Iterator[AudioFrame], tempo: float) -> Iterator[AudioFrame]:
    graph: Graph | None = None
    for frame in frames:
        graph = graph or _player(frame, tempo)
        graph.push(frame)
        yield from _pulled(graph)
    if graph:
        graph.push(None)
        yield from _pulled(graph)


def _pulled(graph: Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        assert isinstance(frame, AudioFrame)
        yield frame


def _player(first: AudioFrame, tempo: float) -> Graph:
    graph = Graph()
    source = graph.add_abuffer(
        sample_rate=first.sample_rate,
        format=first.format.name,
        layout=first.layout.name,
        time_base=first.time_base,
    )
    filters = [
        source,
        graph.add("aresample", str(SAMPLE_RATE)),
        graph.add("aformat", "sample_fmts=fltp:channel_layouts=mono"),
    ]
    for factor in tempo_chain(tempo):
        filters += [graph.add("adelay", _SWALLOWED), graph.add("atempo", f"{factor:.9g}")]
    filters.append(graph.add("abuffersink"))
    for upstream, downstream in itertools.pairwise(filters):
        upstream.link_to(downstream)
    graph.configure()
    return graph


def _speak(sound: Samples, segment: SegmentPlan, audio: bytes, tempo: float) -> None:
    """Write the voice into its segment, with its pauses: every piece at its planned sample."""
    voice = decode(audio, tempo=1.0)
    places = cuts(voice, segment.pauses)
    waited = itertools.accumulate((pause.seconds for pause in segment.pauses), initial=0.0)
    for begin, end, wait in zip([0, *places], [*places, voice.size], waited, strict=True):
        begins, ends = round(begin / tempo), round(end / tempo)
        piece = stretch(voice[begin:end], tempo, ends - begins)
        _place(sound, piece, begins + round((segment.lead_in + wait) * SAMPLE_RATE))


def _place(segment: Samples, voice: Samples, begin: int) -> None:
    """Write a voice into its segment, cut to what fits, with soft edges."""
    fitting = voice[: max(segment.size - begin, 0)].copy()
    fade = min(round(_FADE_SECONDS * SAMPLE_RATE), fitting.size // 2)
    if fade:
        slope = np.linspace(0, 1, fade, dtype=np.float32)
        fitting[:fade] *= slope
        fitting[-fade:] *= slope[::-1]
    segment[begin : begin + fitting.size] = fitting


def _quantised(samples: Samples) -> npt.NDArray[np.int16]:
    return np.clip(np.rint(samples * 32767), -32768, 32767).astype("<i2")


def _wav(samples: bytes) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(SAMPLE_RATE)
        writer.writeframes(samples)
    return file.getvalue()
