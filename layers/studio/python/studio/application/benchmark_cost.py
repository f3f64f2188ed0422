"""`make bench-cost`: what a video's tokens should cost by the list, and what a run's did."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args

from studio.domain import expected_tokens
from studio.domain.brief import Effort
from studio.domain.models import Model
from studio.domain.usage import NANODOLLARS

TARGET: Final = 0.10
"""Dollars, for a minute at default settings, with visual checks and the usual repairs."""
MINUTE: Final = 60_000
SCENES_OF_A_MINUTE: Final = 4
PARTS: Final = ("script", "research", "scenes", "visual_qa", "quiz")

Run = dict[str, Any]


def expected(effort: Effort, asked: Model | None, scenes: int | None = None) -> list[float]:
    """Dollars by part; a whole run of usual length unless so many scenes."""
    nanodollars = (
        expected_tokens.writing(effort, asked),
        expected_tokens.research(effort, asked),
        expected_tokens.composing(effort, asked, scenes=scenes),
        expected_tokens.looking(effort, asked, "normal", MINUTE),
        expected_tokens.asking(effort, asked),
    )
    return [cost / NANODOLLARS for cost in nanodollars]


def table() -> Iterator[str]:
    yield "Dollars a video's tokens are expected to cost at list prices:"
    yield f"{'effort':8}{'model':19}" + "".join(f"{part:>10}" for part in (*PARTS, "together"))
    for effort in get_args(Effort):
        for asked in (None, *get_args(Model)):
            costs = expected(effort, asked)
            shown = "".join(f"{cost:10.3f}" for cost in (*costs, sum(costs)))
            yield f"{effort:8}{asked or 'one by task':19}{shown}"
    yield f"A minute, expected: {verdict(a_minute())}"


def a_minute() -> float:
    """Dollars for a minute at defaults, which ask for no quiz."""
    *costs, _quiz = expected("medium", None, SCENES_OF_A_MINUTE)
    return sum(costs)


def recorded(run: Run) -> Iterator[str]:
    """What a run's own records say, beside what was expected of its effort and model."""
    if run["cost_usd"] is None:
        yield f"{run['run_id']}: no language model was asked."
        return
    costs = dict(zip(PARTS, expected(run["effort"], run["model"]), strict=True))
    wanted = sum(costs.values()) - (0 if run["research"] else costs["research"])
    tokens = ", ".join(f"{count:,} {name}" for name, count in run["tokens"].items())
    yield f"{run['run_id']}: ${run['cost_usd']:.4f} recorded, up to ${wanted:.4f} expected"
    yield f"  tokens: {tokens}"
    for agent, took in run["by_agent"].items():
        yield f"  {agent}: {took['calls']} calls, ${took['cost_usd']:.4f}"
    if seconds := run.get("video_seconds"):
        yield f"  a minute of it: {verdict(run['cost_usd'] * 60 / seconds)}"


def verdict(dollars: float) -> str:
    kept = "kept" if dollars <= TARGET else "missed"
    return f"${dollars:.4f}; the target is ${TARGET:.2f} for a minute at default settings: {kept}"


def _run(named: str) -> Run:
    try:
        run: Run = json.loads(Path(named).read_text())
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"RUN is to be a run_stats.json: {error}") from error
    return run


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-cost", description=__doc__)
    parser.add_argument("run", nargs="?", type=_run, help="a finished job's run_stats.json")
    chosen: Run | None = parser.parse_args().run
    of_run = recorded(chosen) if chosen else ()
    sys.stdout.writelines(f"{line}\n" for line in (*table(), *of_run))


if __name__ == "__main__":
    main()
