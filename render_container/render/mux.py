"""Joins clips and narration into one MP4 without encoding a picture again."""

import io
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
from av.audio.codeccontext import AudioCodecContext

from render.clip import Clip
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


def mux(path: Path, clips: Sequence[Clip], narration: bytes, plan: RenderPlan) -> None:
    """Write the film: what plays first comes first, the index before everything."""
    headers = clips[0].headers
    if any(clip.headers != headers for clip in clips):
        raise UnlikeClips
    picture = av.open(io.BytesIO(headers + clips[0].frames[0].packet), "r", format="h264")
    sound = av.open(io.BytesIO(narration), "r")
    options = {"movflags": "+faststart", "video_track_timescale": str(plan.format.fps * 1000)}
    film = av.open(str(path), "w", format="mp4", options=options)
    with picture, sound, film:
        film.metadata["title"] = plan.title
        film.set_chapters([_chapter(*each) for each in enumerate(plan.chapters, 1)])
        video = film.add_stream_from_template(picture.streams.video[0])
        audio = film.add_stream_from_template(sound.streams.audio[0])
        for packet in _video_packets(clips, plan.format.fps):
            packet.stream = video
            film.mux(packet)
        for packet in sound.demux(audio=0):
            if packet.dts is not None:
                packet.stream = audio
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
