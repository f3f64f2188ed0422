"""ECS tasks without Docker: what MiniStack asks of docker-py, answered with child processes."""

import json
import shutil
import subprocess
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from local.ground import LOOPBACK, Ground, leashed

TAIL_SECONDS = 0.1


class NotFound(Exception):
    """No image, or no container, of that name."""


class Container:
    """One running image, with the part of docker-py's Container that ECS uses."""

    def __init__(self, ground: Ground, image: dict[str, Any], options: dict[str, Any]) -> None:
        self.id = uuid.uuid4().hex * 2
        self.name = str(options["name"])
        self.labels = options.get("labels") or {}
        self.attrs = {"NetworkSettings": {"Networks": {}, "IPAddress": LOOPBACK}}
        self.log = ground.logs / f"{self.name}.log"
        self._room = ground.tasks / self.name
        self._child = _start(ground, image, options, self._room, self.log)

    @property
    def status(self) -> str:
        return "running" if self._child.poll() is None else "exited"

    def reload(self) -> None:
        """Nothing is cached."""

    def wait(self, **_: Any) -> dict[str, int]:
        code = self._child.wait()
        shutil.rmtree(self._room, ignore_errors=True)
        return {"StatusCode": code}

    def stop(self, timeout: float = 5, **_: Any) -> None:
        self._child.terminate()
        self._child.wait(timeout=timeout + 10)

    def remove(self, **_: Any) -> None:
        self.stop()

    def logs(self, *, stream: bool = False, tail: int | None = None, **_: Any) -> Any:
        if stream:
            return self._follow()
        return b"".join(self.log.read_bytes().splitlines(keepends=True)[-(tail or 0) :])

    def _follow(self) -> Iterator[bytes]:
        with self.log.open("rb") as log:
            while True:
                finished = self.status == "exited"
                yield from log
                if finished:
                    return
                time.sleep(TAIL_SECONDS)


class Containers:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[str, Container] = {}

    def run(self, image: str, **options: Any) -> Container:
        images = json.loads(self._ground.images.read_text())
        if image not in images:
            raise NotFound(f"No image {image}; the template has {', '.join(images) or 'none'}.")
        container = Container(self._ground, images[image], options)
        self._known[container.id] = container
        return container

    def get(self, container_id: str) -> Container:
        if container_id not in self._known:
            raise NotFound(container_id)
        return self._known[container_id]

    def list(self, **_: Any) -> list[Container]:
        return list(self._known.values())


class Images:
    def get(self, _name: str) -> None:
        """Every image is here already."""

    def pull(self, _name: str, **_: Any) -> None:
        """Nothing to fetch."""


class Docker:
    """The two collections of a docker-py client that ECS uses."""

    def __init__(self, ground: Ground) -> None:
        self.containers = Containers(ground)
        self.images = Images()


def _start(
    ground: Ground, image: dict[str, Any], options: dict[str, Any], room: Path, log: Path
) -> "subprocess.Popen[bytes]":
    room.mkdir()
    argv = [*image["argv"], *(options.get("command") or [])]
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603
            leashed(*argv, pid_file=room.with_suffix(".pid")),
            env=ground.environment() | image["environment"] | _local(options["environment"]),
            cwd=room,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def _local(environment: dict[str, str]) -> dict[str, str]:
    """The metadata endpoint is on this machine, not on Docker's bridge."""
    return {
        name: value.replace("host.docker.internal", LOOPBACK) for name, value in environment.items()
    }
