"""A Dockerfile, read as far as needed to run its image's entry point without Docker."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from local.ground import PYTHON

INSTRUCTION = re.compile(r"^\s*(ENTRYPOINT|ENV|COPY|WORKDIR)\s+(.+)$")
NOT_OURS = {"PATH", "HOME"}


class UnreadableDockerfile(Exception):
    """It has no ENTRYPOINT in the JSON form."""


@dataclass(frozen=True)
class Image:
    argv: list[str]
    environment: dict[str, str]

    def to_json(self) -> dict[str, Any]:
        return {"argv": self.argv, "environment": self.environment}


def read(dockerfile: Path, context: Path) -> Image:
    """The entry point under this Python, its import paths where the COPY lines took them from."""
    lines = dockerfile.read_text().replace("\\\n", " ").splitlines()
    instructions = [match.groups() for line in lines if (match := INSTRUCTION.match(line))]
    entrypoints = [json.loads(rest) for name, rest in instructions if name == "ENTRYPOINT"]
    if not entrypoints:
        raise UnreadableDockerfile(f"{dockerfile.name} has no ENTRYPOINT.")
    environment = _environment([rest for name, rest in instructions if name == "ENV"])
    paths = environment.pop("PYTHONPATH", "").split(":")
    sources = _sources(instructions, context)
    found = [str(sources[path]) for path in map(PurePosixPath, paths) if path in sources]
    return Image(_here(entrypoints[-1]), environment | {"PYTHONPATH": ":".join(found)})


def _here(entrypoint: list[str]) -> list[str]:
    program, *rest = entrypoint
    is_python = PurePosixPath(program).name.startswith("python")
    return [str(PYTHON) if is_python else program, *rest]


def _environment(lines: list[str]) -> dict[str, str]:
    pairs = [pair.split("=", 1) for line in lines for pair in shlex.split(line) if "=" in pair]
    return {name: value for name, value in pairs if name not in NOT_OURS}


def _sources(instructions: list[tuple[str, ...]], context: Path) -> dict[PurePosixPath, Path]:
    """Where each path inside the image comes from, folders inside a copied folder included."""
    workdir, sources = PurePosixPath("/"), {}
    for name, rest in instructions:
        if name == "WORKDIR":
            workdir = workdir / rest.strip()
        if name != "COPY" or "--from" in rest:
            continue
        *origins, target = [part for part in rest.split() if not part.startswith("--")]
        for origin in origins:
            source = (context / origin).resolve()
            is_one_of_many = len(origins) > 1 or (target.endswith("/") and not source.is_dir())
            there = workdir / target
            sources[there / source.name if is_one_of_many else there] = source
    return _with_folders(sources)


def _with_folders(sources: dict[PurePosixPath, Path]) -> dict[PurePosixPath, Path]:
    """A copied package makes the folder it lies in importable."""
    parents = {there.parent: source.parent for there, source in sources.items()}
    return parents | sources
