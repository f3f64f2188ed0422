"""What the demo shows: a moving bar in a terminal, plain lines anywhere else."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

MINUTE = 60

Job = dict[str, Any]


class Screen:
    """Follows one job."""

    def __init__(self, job: Job) -> None:
        self._console = Console(highlight=False, soft_wrap=True)
        self._console.print(f"Job {job['id']}: {job['topic']}", markup=False)
        self._last = ""
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task(worded(job["stage"]), total=100)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def follow(self, jobs: Iterable[Job]) -> Job:
        """Show each in turn; the last is the answer."""
        job: Job = {}
        for job in jobs:
            self._show(job)
        return job

    def _show(self, job: Job) -> None:
        self._bar.update(self._task, completed=job["progress"], description=worded(job["stage"]))
        line = f"{job['progress']:3d} %  {worded(job['stage'])}"
        if not self._console.is_terminal and line != self._last:
            self._console.print(line)
        self._last = line

    def fail(self, job: Job) -> None:
        self._console.print(f"The job {job['status']}: {job['error']}", markup=False)

    def celebrate(self, job: Job, video: Path, stages: dict[str, float]) -> None:
        table = Table("Stage", "Seconds", box=None, pad_edge=False)
        table.columns[1].justify = "right"
        for stage, seconds in stages.items():
            table.add_row(worded(stage), f"{seconds:.1f}")
        table.add_row("Together", f"{sum(stages.values()):.1f}", style="bold")
        self._console.print(table)
        for warning in job.get("warnings", []):
            self._console.print(f"Note: {warning}", markup=False)
        self._console.print(f"{clock(job['duration_sec'])} of video:", video, soft_wrap=True)


def worded(stage: str) -> str:
    return stage.replace("_", " ").capitalize()


def clock(seconds: float | None) -> str:
    minutes, rest = divmod(round(seconds or 0), MINUTE)
    return f"{minutes}:{rest:02d}"
