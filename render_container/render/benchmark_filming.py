"""Films the scenes of a benchmark as the render task would: crew, jail, clips, one file."""

import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import av

from render.benchmark_subjects import Subject
from render.clip import Clip
from render.crew import Crew, Ending
from render.order import CLIP, ORDER, RESULT, FilmOrder, FilmResult
from studio.domain.render import Format

_PATIENCE: Final = 1200.0
_NOT_NEEDED: Final = shutil.ignore_patterns("media", "__pycache__", "*.mp4")


class NotFilmed(Exception):
    """A scene failed; the message says which, and why."""


@dataclass(frozen=True)
class Footage:
    """Clips, how long each took to film, and how long all of them did together."""

    clips: list[Clip]
    each: list[float]
    seconds: float


def order(subject: Subject, format_: Format, scratch: Path, workers: int = 1) -> Path:
    """A folder of its own for a scene, with whatever lies beside it."""
    folder = Path(tempfile.mkdtemp(prefix=f"{subject.class_name}-", dir=scratch))
    shutil.copytree(subject.module.parent, folder, ignore=_NOT_NEEDED, dirs_exist_ok=True)
    film_order = FilmOrder(
        number=1,
        title=subject.class_name,
        class_name=subject.class_name,
        module=subject.module.name,
        theme="chalkboard",
        format=format_,
        frames=None,
        workers=workers,
    )
    (folder / ORDER).write_text(film_order.model_dump_json())
    return folder


def film(crew: Crew, folders: Sequence[Path]) -> Footage:
    """All of these at once, as many at a time as there are processors."""
    started = time.monotonic()
    for folder in folders:
        crew.film(folder, _PATIENCE)
    endings: dict[Path, Ending] = {}
    while len(endings) < len(folders):
        endings |= {ending.folder: ending for ending in crew.endings(1.0)}
    clips = [_clip(endings[folder]) for folder in folders]
    each = [endings[folder].seconds for folder in folders]
    return Footage(clips, each, time.monotonic() - started)


def _clip(ending: Ending) -> Clip:
    name = ending.folder.name
    if ending.trouble is not None:
        raise NotFilmed(f"{name}: {ending.trouble}")
    result = FilmResult.model_validate_json((ending.kept / RESULT).read_bytes())
    if result.failure or result.warnings:
        raise NotFilmed(f"{name}: {result.failure or result.warnings}")
    return Clip.read(ending.kept / CLIP)


def join(clips: Sequence[Clip], fps: int, path: Path) -> float:
    """One silent file of these clips, no picture encoded again; the seconds it took."""
    started = time.monotonic()
    first = clips[0].frames[0].packet
    head = path.with_suffix(".h264")
    head.write_bytes(clips[0].headers + first)
    options = {"movflags": "+faststart", "video_track_timescale": str(fps * 1000)}
    with (
        av.open(str(head), format="h264") as picture,
        av.open(str(path), "w", options=options) as out,
    ):
        stream = out.add_stream_from_template(picture.streams.video[0])
        frames = (frame for clip in clips for frame in clip.frames)
        for number, frame in enumerate(frames):
            packet = av.Packet(frame.packet)
            packet.time_base, packet.duration = Fraction(1, fps), 1
            packet.pts = packet.dts = number
            packet.is_keyframe = frame.key
            packet.stream = stream
            out.mux(packet)
    return time.monotonic() - started
