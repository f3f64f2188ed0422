"""Joins clips and sound into one MP4 without encoding a picture again."""

import io
from collections.abc import Sequence
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
from av.audio.codeccontext import AudioCodecContext

from render.clip import Clip
from render.order import PostOrder
from studio.domain.render import Chapter, RenderPlan

_AUDIO_RATE: Final = 48_000
_AUDIO_BITS: Final = 96_000
_AUDIO_OPTIONS: Final = {"aac_coder": "fast"}  # a third of the time; speech has bits to spare
_MILLISECOND: Final = Fraction(1, 1000)


class UnlikeClips(Exception):
    """Clips of different encoder settings, which one stream cannot hold."""


def encode_narration(wav: bytes) -> bytes:
    """AAC in a container of its own, so that its delay is known when it is joined."""
    encoded = io.BytesIO()
    with av.open(io.BytesIO(wav), "r") as source, av.open(encoded, "w", format="mp4") as target:
        stream = target.add_stream("aac", rate=_AUDIO_RATE, layout="mono", options=_AUDIO_OPTIONS)
        assert isinstance(stream.codec_context, AudioCodecContext)
        stream.bit_rate = _AUDIO_BITS
        for frame in source.decode(audio=0):
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return encoded.getvalue()


def mux(
    path: Path, clips: Sequence[Clip], sound: bytes | None, plan: RenderPlan | PostOrder
) -> None:
    """Write the film: what plays first comes first, the index before everything."""
    headers = clips[0].headers
    if any(clip.headers != headers for clip in clips):
        raise UnlikeClips
    fps = plan.format.fps
    options = {"movflags": "+faststart", "video_track_timescale": str(fps * 1000)}
    with ExitStack() as opened:
        head = io.BytesIO(headers + clips[0].frames[0].packet)
        picture = opened.enter_context(av.open(head, "r", format="h264"))
        film = opened.enter_context(av.open(str(path), "w", format="mp4", options=options))
        if plan.title:
            film.metadata["title"] = plan.title
        if plan.chapters:
            film.set_chapters([_chapter(*each) for each in enumerate(plan.chapters, 1)])
        video = film.add_stream_from_template(picture.streams.video[0])
        tracks = []
        if sound is not None:
            voice = opened.enter_context(av.open(io.BytesIO(sound), "r"))
            audio = film.add_stream_from_template(voice.streams.audio[0])
            tracks = [(audio, packet) for packet in voice.demux(audio=0)]
        for packet in _video_packets(clips, fps):
            packet.stream = video
            film.mux(packet)
        for stream, packet in tracks:
            if packet.dts is not None:
                packet.stream = stream
                film.mux(packet)


def _video_packets(clips: Sequence[Clip], fps: int) -> list[Any]:
    frames = [frame for clip in clips for frame in clip.frames]
    packets = []
    for number, frame in enumerate(frames):
        packet = av.Packet(frame.packet)
        packet.time_base = Fraction(1, fps)
        packet.pts = packet.dts = number
        packet.duration = 1
        packet.is_keyframe = frame.key
        packets.append(packet)
    return packets


def _chapter(number: int, chapter: Chapter) -> Any:
    return {
        "id": number,
        "start": round(chapter.start * 1000),
        "end": round(chapter.end * 1000),
        "time_base": _MILLISECOND,
        "metadata": {"title": chapter.title},
    }
