"""Films scenes twice, in turn: as users do, with the `manim` command, and as we do.

    python -m render.benchmark [FOLDER] [--quality medium|high] [--processors N]

FOLDER holds ordinary Manim files, or a finished job. Every scene is filmed by
Manim's command, by ours from a cold start, and by a crew that is warm already;
then all scenes at once from a cold start.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from render import benchmark_table as table
from render.benchmark_filming import NotFilmed, film, join, order
from render.benchmark_likeness import frames
from render.benchmark_subjects import Subject, subjects
from render.benchmark_usage import CommandFailed, Usage, run
from render.crew import Crew
from render.task import scratch_folder
from studio.domain.render import Format

BUNDLED: Final = Path(__file__).parents[1] / "bench_scenes"
QUALITIES: Final = {
    "medium": ("-qm", Format(width=1280, height=720, fps=30)),
    "high": ("-qh", Format(width=1920, height=1080, fps=60)),
}
"""Manim's flags, and what they mean."""

_SEED: Final = "0"
"""Ours; scenes that ask for chance look alike then."""


class Unequal(Exception):
    """The two ways did not film the same, or one of them failed."""


@dataclass(frozen=True)
class Bench:
    """Where both ways take their turns, and at which quality."""

    quality: str
    scratch: Path

    @property
    def format(self) -> Format:
        return QUALITIES[self.quality][1]

    @property
    def processors(self) -> int:
        return len(os.sched_getaffinity(0))

    def plainly(self, subject: Subject) -> tuple[Usage, Path]:
        """With Manim's own command, nothing cached from before."""
        media = self.scratch / "media"
        shutil.rmtree(media, ignore_errors=True)
        flag = QUALITIES[self.quality][0]
        options = [flag, "--silent", "--seed", _SEED, "--media_dir", str(media)]
        command = ["-m", "manim", "render", *options, str(subject.module), subject.class_name]
        usage = run(command, subject.module.parent, self.scratch / "manim.log")
        films = list(media.glob(f"videos/*/*/{subject.class_name}.mp4"))
        if not films:
            raise Unequal((self.scratch / "manim.log").read_text()[-500:])
        return usage, films[0]

    def cold(self, found: list[Subject]) -> tuple[Usage, Path]:
        """With a command of ours that imports Manim first, as theirs has to."""
        path = self.scratch / "ours.mp4"
        workers = max(1, self.processors // len(found))
        folders = [str(order(each, self.format, self.scratch, workers)) for each in found]
        command = ["-m", "render.benchmark_command", str(path), *folders]
        return run(command, self.scratch, self.scratch / "ours.log"), path

    def warm(self, crew: Crew, subject: Subject) -> float:
        """By a crew that has imported Manim; from the order to the file."""
        footage = film(crew, [order(subject, self.format, self.scratch, self.processors)])
        return footage.seconds + join(footage.clips, self.format.fps, self.scratch / "warm.mp4")

    def compare(self, crew: Crew, subject: Subject) -> table.Comparison:
        plain, plain_film = self.plainly(subject)
        ours, our_film = self.cold([subject])
        count = agreed(frames(plain_film), frames(our_film))
        mean, least = _likeness(plain_film, our_film)
        return table.Comparison(
            name=subject.class_name,
            frames=count,
            plain=plain,
            ours=ours,
            warm_seconds=self.warm(crew, subject),
            plain_size=plain_film.stat().st_size,
            our_size=our_film.stat().st_size,
            likeness=mean,
            least_likeness=least,
        )


def agreed(plain: int, ours: int) -> int:
    if plain != ours:
        raise Unequal(f"{plain} frames by manim, {ours} by us")
    return plain


def _likeness(one: Path, other: Path) -> tuple[float, float]:
    """In a process of its own: what it decodes would count as memory of the next command."""
    command = [sys.executable, "-m", "render.benchmark_likeness", str(one), str(other)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    said = subprocess.check_output(command, env=environment)  # noqa: S603 - our own module
    mean, least = json.loads(said)
    return mean, least


def quiet_crew(scratch: Path) -> Crew:
    """What its scenes say is of no interest here, and would tear the table apart."""
    stderr = os.dup(2)
    with (scratch / "crew.log").open("wb") as log:
        os.dup2(log.fileno(), 2)
    try:
        return Crew(scratch)
    finally:
        os.dup2(stderr, 2)
        os.close(stderr)


def measure(found: list[Subject], bench: Bench, say: Callable[[str], None]) -> int:
    """Print the table as it grows; answer how many scenes could not be compared."""
    compared: dict[Subject, table.Comparison] = {}
    failed = 0
    say(table.head())
    with quiet_crew(bench.scratch) as crew:
        bench.warm(crew, found[0])
        for subject in found:
            try:
                compared[subject] = bench.compare(crew, subject)
            except (Unequal, CommandFailed, NotFilmed) as trouble:
                failed += 1
                say(f"{subject.class_name}: not compared: {trouble}")
            else:
                say(table.row(compared[subject]))
    for line in _conclusion(compared, bench):
        say(line)
    return failed


def _conclusion(compared: dict[Subject, table.Comparison], bench: Bench) -> Iterator[str]:
    if not compared:
        return
    longest_first = sorted(compared, key=lambda subject: -compared[subject].frames)
    usage, _ = bench.cold(longest_first)
    yield table.together(list(compared.values()), usage)
    yield ""
    yield from table.summary(list(compared.values()))


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m render.benchmark", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=BUNDLED)
    parser.add_argument("--quality", choices=QUALITIES, default="medium")
    parser.add_argument("--processors", type=int, help="use no more than these")
    return parser.parse_args(arguments)


def main() -> int:
    chosen = _parse(sys.argv[1:])
    processors = sorted(os.sched_getaffinity(0))[: chosen.processors]
    os.sched_setaffinity(0, processors)
    found = subjects(chosen.folder.resolve())
    if not found:
        sys.exit(f"No scenes in {chosen.folder}.")

    def say(line: str) -> None:
        print(line, flush=True)  # noqa: T201 - a command's output

    flag, load = QUALITIES[chosen.quality][0], os.getloadavg()[0]
    say(f"manim {flag}, processors: {len(processors)}, load average before: {load:.1f}\n")
    with scratch_folder() as scratch:
        return 1 if measure(found, Bench(chosen.quality, scratch), say) else 0


if __name__ == "__main__":
    sys.exit(main())
