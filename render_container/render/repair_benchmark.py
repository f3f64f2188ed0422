"""Runs every Manim scene of a folder before and after the repair that needs no model.

    python -m render.repair_benchmark FOLDER [--json PATH] [--seconds N]

The code runs in the jail and draws nothing. A scene that crashes or never ends is one that fails.
"""

import argparse
import ast
import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from render.crew import Crew, Ending
from render.order import ORDER, RESULT, FilmOrder, FilmResult
from studio.domain.render import Format
from studio.domain.scene_repair import repair

RAN: Final = "ran"
_FORMAT: Final = Format(width=160, height=90, fps=5)
_KINDS: Final = ("Scene", "Segment")
_PATIENCE: Final = 20.0
_LONGEST_ERROR: Final = 60
_QUOTED: Final = re.compile(r"'[^']*'|\d+")


@dataclass(frozen=True)
class Attempt:
    """A scene class in a file: how it ended before and after the repair, and what was mended."""

    file: str
    scene: str
    before: str
    after: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class _Subject:
    file: str
    scene: str
    source: str
    mended: str
    changes: tuple[str, ...]


def attempts(folder: Path, seconds: float = _PATIENCE) -> list[Attempt]:
    """Every scene of the Python files in the folder, however deep, run twice."""
    subjects = [subject for file in sorted(folder.rglob("*.py")) for subject in _of(file, folder)]
    with tempfile.TemporaryDirectory(prefix="repair-") as scratch:
        endings = _run(subjects, Path(scratch), seconds)
    return [
        Attempt(each.file, each.scene, before, after, each.changes)
        for each, (before, after) in zip(subjects, endings, strict=True)
    ]


def _of(file: Path, folder: Path) -> Iterator[_Subject]:
    source = file.read_text(errors="replace")
    mended = repair(source)
    name = str(file.relative_to(folder))
    for scene in _scenes(mended.source) or _scenes(source) or ["(no scene)"]:
        yield _Subject(name, scene, source, mended.source, mended.changes)


def _scenes(source: str) -> list[str]:
    """Classes that show something, by what they extend; nothing is run to find them."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return []
    showing: dict[str, bool] = {}
    for node in body:
        if isinstance(node, ast.ClassDef):
            bases = [ast.unparse(base).rpartition(".")[2] for base in node.bases]
            if any(base in showing or base.endswith(_KINDS) for base in bases):
                inherited = any(showing.get(base, False) for base in bases)
                showing[node.name] = inherited or any(
                    isinstance(each, ast.FunctionDef) and each.name == "construct"
                    for each in node.body
                )
    return [name for name, shows in showing.items() if shows and not _made_by_us(name, source)]


def _made_by_us(name: str, source: str) -> bool:
    return name == "GraphScene" and "What Manim once had under this name" in source


def _run(subjects: Sequence[_Subject], scratch: Path, seconds: float) -> list[tuple[str, str]]:
    folders: list[tuple[Path, Path]] = []
    ended: dict[Path, str] = {}
    with _quiet(scratch) as terminal, Crew(scratch) as crew:
        for place, each in enumerate(subjects):
            before = _ordered(scratch / f"{place:05d}_before", each.scene, each.source)
            after = before
            if each.mended != each.source:
                after = _ordered(scratch / f"{place:05d}_after", each.scene, each.mended)
            for folder in dict.fromkeys((before, after)):
                crew.film(folder, seconds)
            folders.append((before, after))
        count = len({folder for pair in folders for folder in pair})
        while len(ended) < count:
            for ending in crew.endings(1.0):
                ended[ending.folder] = _told(ending)
            if os.isatty(terminal):
                os.write(terminal, f"\r{len(ended)} of {count} runs".encode())
    return [(ended[before], ended[after]) for before, after in folders]


@contextmanager
def _quiet(scratch: Path) -> Iterator[int]:
    """What failing scenes say goes into a file; gives where the terminal is meanwhile."""
    terminal = os.dup(2)
    with (scratch / "log").open("wb") as log:
        os.dup2(log.fileno(), 2)
    try:
        yield terminal
    finally:
        os.dup2(terminal, 2)
        os.close(terminal)


def _ordered(folder: Path, scene: str, source: str) -> Path:
    folder.mkdir()
    (folder / "scene.py").write_text(source)
    order = FilmOrder(
        number=1,
        title=scene,
        class_name=scene,
        module="scene.py",
        theme="chalkboard",
        format=_FORMAT,
        frames=None,
        rehearse=True,
    )
    (folder / ORDER).write_text(order.model_dump_json())
    return folder


def _told(ending: Ending) -> str:
    if ending.trouble is not None:
        return ending.trouble
    try:
        result = FilmResult.model_validate_json((ending.kept / RESULT).read_bytes())
    except (OSError, ValueError):
        return "it left no result"
    return result.failure or RAN


def told(found: Sequence[Attempt]) -> str:
    """A table, and what it comes to."""
    lines = [f"{'file':<40} {'class':<28} {'before':<{_LONGEST_ERROR}} after", ""]
    lines += [
        f"{each.file[-40:]:<40} {each.scene[:28]:<28} {_short(each.before):<{_LONGEST_ERROR}} "
        f"{_short(each.after)} ({len(each.changes)} changes)"
        for each in found
    ]
    before = sum(each.before == RAN for each in found)
    after = sum(each.after == RAN for each in found)
    lost = sum(each.before == RAN != each.after for each in found)
    lines += ["", f"{len(found)} scenes: {before} ran before, {after} run after, {lost} were lost."]
    failing = Counter(_QUOTED.sub("…", _short(each.after)) for each in found if each.after != RAN)
    lines += [f"{count:5d}  {error}" for error, count in failing.most_common(25)]
    return "\n".join(lines)


def _short(ending: str) -> str:
    return ending.partition("\n")[0][:_LONGEST_ERROR]


def _folder(named: str) -> Path:
    """Nothing named is not the folder that we are in: what is found there is run."""
    if not named or not Path(named).is_dir():
        raise argparse.ArgumentTypeError(f"FOLDER is to be a folder of Manim scenes: {named!r}")
    return Path(named)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=_folder)
    parser.add_argument("--json", type=Path, help="write everything here as well")
    parser.add_argument("--seconds", type=float, default=_PATIENCE, help="that a scene may take")
    asked = parser.parse_args()
    found = attempts(asked.folder, asked.seconds)
    print(told(found))  # noqa: T201 - a command's output
    if asked.json:
        asked.json.write_text(json.dumps([asdict(each) for each in found], indent=1))


if __name__ == "__main__":
    main()
