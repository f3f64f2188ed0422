"""The whole local cloud as one context manager: started, deployed, seeded, served, stopped."""

import json
import os
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local import cloud, image, keys, sender, stack
from local.front_door import open_door
from local.ground import LOOPBACK, ROOT, Ground
from local.image import Image
from local.keys import Credentials
from local.stack import Stack
from local.web_adapter import free_port

DOCKERFILE = Path("render_container/Dockerfile")


class PortTaken(Exception):
    """Somebody else listens where we want to."""


@dataclass(frozen=True)
class LocalCloud:
    """A running local cloud."""

    ground: Ground
    stack: Stack
    keys: Credentials
    is_alive: Callable[[], bool]

    @property
    def base_url(self) -> str:
        return self.keys.base_url

    def client(self, name: str) -> Any:
        return self.ground.client(name)

    def invoke(self, function: str, event: object) -> Any:
        """What a function answers; raises `FunctionRaised`."""
        return keys.invoke(self.ground, self.stack, function, event)

    def task_pids(self) -> list[int]:
        """The running ECS tasks' own processes (their image's entry points)."""
        return [int(file.read_text()) for file in sorted(self.ground.tasks.glob("*.pid"))]

    def kill_tasks(self) -> None:
        for pid in self.task_pids():
            os.kill(pid, signal.SIGKILL)

    @classmethod
    @contextmanager
    def temporary(cls, **parameters: str) -> Iterator["LocalCloud"]:
        """One of its own, on free ports, gone without a trace: for tests."""
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o711)  # scenes run as other uids, and must reach their own folders
            ground = Ground(ROOT, Path(folder), free_port(), free_port(), persistent=False)
            with cls.running(ground, **parameters) as running:
                yield running

    @classmethod
    @contextmanager
    def running(cls, ground: Ground, **parameters: str) -> Iterator["LocalCloud"]:
        """`parameters` are the template's, where they are not those of samconfig.toml."""
        _claim(ground.gateway_port, ground.cloud_port)
        name, template = stack.read(ground.root)
        template = template.given(OutboundTrust=str(ground.webhook_trust), **parameters)
        with ExitStack() as stopping:
            child = stopping.enter_context(cloud.running(ground))
            render = image_of_the_render(ground).to_json()
            ground.images.write_text(json.dumps(dict.fromkeys(template.images(), render)))
            deployed = stack.deploy(ground, name, template)
            sender.verify(ground, deployed)
            stopping.enter_context(open_door(ground, deployed))
            stopping.enter_context(_announced(ground, deployed))
            credentials = keys.ensure(ground, deployed)
            running = cls(ground, deployed, credentials, lambda: child.poll() is None)
            running.invoke("SweepJobsFunction", {})
            yield running


def image_of_the_render(ground: Ground) -> Image:
    return image.read(ground.root / DOCKERFILE, context=ground.root)


@contextmanager
def _announced(ground: Ground, deployed: Stack) -> Iterator[None]:
    """While it runs, operators find it by a file."""
    file = ground.home / "cloud.json"
    file.write_text(json.dumps({"stack": deployed.name, **ground.access()}))
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def _claim(*ports: int) -> None:
    for port in ports:
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, port)) == 0:
                raise PortTaken(f"Port {port} is in use; is another local cloud running?")
