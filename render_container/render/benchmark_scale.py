"""Films more and more segments on one processor and on two, and compares with a model.

    python -m render.benchmark_scale [FOLDER]

The model: the crew's start, then the longest queue of segments that one process
films, each as long as it takes alone, then the join.
"""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from render.benchmark import BUNDLED, QUALITIES, quiet_crew
from render.benchmark_filming import Footage, film, join, order
from render.benchmark_subjects import Subject, subjects
from render.task import scratch_folder

_SEGMENTS: Final = (1, 2, 4, 8)
_PROCESSES: Final = (1, 2)
_FORMAT: Final = QUALITIES["medium"][1]
_HEAD: Final = (
    "processes",
    "segments",
    "frames",
    "start s",
    "longest queue s",
    "join s",
    "model s",
    "measured s",
    "measured/model",
)


@dataclass(frozen=True)
class Cold:
    """Segments filmed and joined by a crew that had yet to start."""

    footage: Footage
    join: float
    seconds: float

    @property
    def start(self) -> float:
        """What a single segment waited for."""
        return self.seconds - self.footage.each[0] - self.join


def longest_queue(seconds: Sequence[float], processes: int) -> float:
    """The longest first, each to the process that is free first."""
    queues = [0.0] * processes
    for each in sorted(seconds, reverse=True):
        queues[queues.index(min(queues))] += each
    return max(queues)


def _alone(found: Sequence[Subject], scratch: Path) -> dict[Subject, float]:
    """How long each segment takes when nothing else is filmed."""
    with quiet_crew(scratch) as crew:
        film(crew, [order(found[0], _FORMAT, scratch)])
        return {each: film(crew, [order(each, _FORMAT, scratch)]).each[0] for each in found}


def _cold(found: Sequence[Subject], scratch: Path) -> Cold:
    folders = [order(subject, _FORMAT, scratch) for subject in found]
    started = time.monotonic()
    with quiet_crew(scratch) as crew:
        footage = film(crew, folders)
        joined = join(footage.clips, _FORMAT.fps, scratch / "joined.mp4")
        return Cold(footage, joined, time.monotonic() - started)


def measure(found: Sequence[Subject], processes: int, scratch: Path) -> Iterator[str]:
    """A row for every number of segments, on as many processors as processes."""
    alone = _alone(found, scratch)
    start = _cold(found[:1], scratch).start
    for count in _SEGMENTS:
        chosen = sorted(islice(cycle(found), count), key=lambda each: -alone[each])
        cold = _cold(chosen, scratch)
        queue = longest_queue([alone[each] for each in chosen], processes)
        model = start + queue + cold.join
        yield _line(
            str(processes),
            str(count),
            str(sum(len(clip.frames) for clip in cold.footage.clips)),
            f"{start:.2f}",
            f"{queue:.2f}",
            f"{cold.join:.2f}",
            f"{model:.2f}",
            f"{cold.seconds:.2f}",
            f"{cold.seconds / model:.2f}",
        )


def _line(*cells: str) -> str:
    padded = [cell.rjust(len(name)) for cell, name in zip(cells, _HEAD, strict=True)]
    return f"| {' | '.join(padded)} |"


def main() -> None:
    folder = Path(sys.argv[1]) if sys.argv[1:] else BUNDLED / "segments"
    found = subjects(folder.resolve())
    if not found:
        sys.exit(f"No scenes in {folder}.")
    lines = [_line(*_HEAD), _line(*("-" * (len(name) - 1) + ":" for name in _HEAD))]
    processors = sorted(os.sched_getaffinity(0))
    print(*lines, sep="\n", flush=True)  # noqa: T201 - a command's output
    with scratch_folder() as scratch:
        for processes in _PROCESSES[: len(processors)]:
            os.sched_setaffinity(0, processors[:processes])
            for line in measure(found, processes, scratch):
                print(line, flush=True)  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
