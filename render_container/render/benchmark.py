"""Films a finished job's scenes twice: as users do, with the `manim` command, and as we do.

    python -m render.benchmark FOLDER

FOLDER holds scene.py, or scene_*.py, and segments.json. Both ways take turns on
every scene; then all scenes are filmed at once from a cold start, as in a job.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import av

from render.clip import Clip
from render.crew import Crew
from render.order import CLIP, ORDER, RESULT, SEGMENTS, FilmOrder, FilmResult
from render.task import scratch_folder
from studio.domain.render import FORMATS

_PATIENCE: Final = 1200.0
_FORMAT: Final = FORMATS["medium"]
_COLUMNS: Final = {"frames": 7, "manim s": 9, "ours s": 9, "": 8, "manim kB": 10, "ours kB": 10}
_HEAD: Final = f"{'scene':<28}" + "".join(f"{name:>{width}}" for name, width in _COLUMNS.items())


class Unequal(Exception):
    """The two ways did not film the same number of frames, or one of them failed."""


@dataclass(frozen=True)
class Subject:
    module: Path
    class_name: str
    frames: int


@dataclass(frozen=True)
class Measured:
    seconds: float
    frames: int
    size: int


def subjects(folder: Path) -> list[Subject]:
    """Every class that segments.json knows, with the module it is in."""
    frames = {
        segment["class_name"]: int(segment["frames"])
        for segment in json.loads((folder / SEGMENTS).read_text())
    }
    return [
        Subject(module, name, frames.pop(name))
        for module in sorted(folder.glob("scene*.py"))
        for name in _classes(module)
        if name in frames
    ]


def _classes(module: Path) -> Iterator[str]:
    for node in ast.parse(module.read_text()).body:
        if isinstance(node, ast.ClassDef):
            yield node.name


def film_plainly(subject: Subject, scratch: Path) -> Measured:
    """With Manim's own command at `-qm`, nothing cached, and no look for a newer version."""
    media = scratch / "media"
    command = [sys.executable, "-m", "manim", "render", "-qm", "--silent"]
    command += ["--media_dir", str(media), str(subject.module), subject.class_name]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    started = time.monotonic()
    outcome = subprocess.run(  # noqa: S603 - the scenes of our own job
        command,
        cwd=subject.module.parent,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    seconds = time.monotonic() - started
    films = list(media.glob(f"videos/*/*/{subject.class_name}.mp4"))
    if not films:
        raise Unequal(f"manim made nothing of {subject.class_name}: {outcome.stderr[-500:]}")
    with av.open(str(films[0])) as film:
        frames = film.streams.video[0].frames
    measured = Measured(seconds, frames, films[0].stat().st_size)
    shutil.rmtree(media)
    return measured


def order(subject: Subject, scratch: Path) -> Path:
    """A folder of its own for a scene to be filmed by the crew."""
    folder = Path(tempfile.mkdtemp(prefix=subject.class_name, dir=scratch))
    shutil.copy(subject.module, folder)
    shutil.copy(subject.module.parent / SEGMENTS, folder)
    film_order = FilmOrder(
        number=1,
        title=subject.class_name,
        class_name=subject.class_name,
        module=subject.module.name,
        theme="chalkboard",
        format=_FORMAT,
        frames=subject.frames,
    )
    (folder / ORDER).write_text(film_order.model_dump_json())
    return folder


def film_by(crew: Crew, folders: list[Path]) -> list[Measured]:
    """With a crew: all of these at once, as many at a time as there are processors."""
    for folder in folders:
        crew.film(folder, _PATIENCE)
    seconds: dict[Path, float] = {}
    while len(seconds) < len(folders):
        seconds |= {ending.folder: ending.seconds for ending in crew.endings(1.0)}
    return [_measured(folder, seconds[folder]) for folder in folders]


def _measured(folder: Path, seconds: float) -> Measured:
    result = FilmResult.model_validate_json((folder / RESULT).read_bytes())
    if result.failure or result.warnings:
        raise Unequal(f"{folder.name}: {result.failure or result.warnings}")
    clip = Clip.read(folder / CLIP)
    return Measured(seconds, len(clip.frames), sum(len(frame.packet) for frame in clip.frames))


def _row(name: str, frames: int, plain: Measured, ours: Measured) -> str:
    if plain.frames != ours.frames:
        raise Unequal(f"{name}: {plain.frames} frames by manim, {ours.frames} by us")
    ratio = plain.seconds / ours.seconds
    sizes = f"{plain.size / 1000:>10.0f}{ours.size / 1000:>10.0f}"
    return f"{name:<28}{frames:>7}{plain.seconds:>9.2f}{ours.seconds:>9.2f}{ratio:>7.1f}x{sizes}"


def measure(folder: Path, scratch: Path) -> Iterator[str]:
    found = subjects(folder)
    yield _HEAD
    plainly: list[Measured] = []
    with Crew(scratch) as crew:
        film_by(crew, [order(found[0], scratch)])
        for subject in found:
            plainly.append(film_plainly(subject, scratch))
            (ours,) = film_by(crew, [order(subject, scratch)])
            yield _row(subject.class_name, subject.frames, plainly[-1], ours)
    started = time.monotonic()
    longest_first = sorted(found, key=lambda subject: -subject.frames)
    with Crew(scratch) as crew:
        together = film_by(crew, [order(subject, scratch) for subject in longest_first])
        seconds = time.monotonic() - started
    yield _row(
        "all, from a cold start",
        sum(subject.frames for subject in found),
        _total(plainly, sum(each.seconds for each in plainly)),
        _total(together, seconds),
    )


def _total(parts: list[Measured], seconds: float) -> Measured:
    return Measured(seconds, sum(part.frames for part in parts), sum(part.size for part in parts))


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    with scratch_folder() as scratch:
        for line in measure(folder, scratch):
            print(line, flush=True)  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
