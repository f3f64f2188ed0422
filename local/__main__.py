"""`python -m local up` serves the local cloud; `python -m local demo` makes one video."""

import argparse
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from rich.console import Console

from local import demo, local_cloud, stack, vendor, webhooks
from local.cloud import CloudDidNotStart
from local.demo import JobRefused
from local.ground import PYTHON, ROOT, Ground
from local.image import UnreadableDockerfile
from local.keys import FunctionRaised
from local.local_cloud import LocalCloud, PortTaken
from local.quickstart import quickstart
from local.stack import DeploymentFailed
from local.vendor import Vendor
from local.webhooks import NothingRuns


class CloudEnded(Exception):
    """The embedded AWS died under us."""


EXPECTED = (
    CloudEnded,
    CloudDidNotStart,
    DeploymentFailed,
    FunctionRaised,
    JobRefused,
    NothingRuns,
    PortTaken,
    UnreadableDockerfile,
    httpx.HTTPError,
)


def main(arguments: argparse.Namespace) -> int:
    try:
        return arguments.run(arguments, ground(arguments))  # type: ignore[no-any-return]
    except EXPECTED as error:
        Console(stderr=True, soft_wrap=True).print(error, markup=False, highlight=False)
        return 1
    except KeyboardInterrupt:
        return 130


def ground(arguments: argparse.Namespace) -> Ground:
    return Ground(ROOT, arguments.home.resolve(), arguments.port, arguments.cloud_port)


def up(arguments: argparse.Namespace, ground: Ground) -> int:
    stop = stop_signals()
    with running(ground) as cloud:
        say(f"Chalkboard Studio is at {cloud.base_url}")
        say(f"  live key  {cloud.keys.live}")
        say(f"  test key  {cloud.keys.test}")
        say(f"  Kodisc    {cloud.keys.kodisc}")
        say(f"  keys in   {cloud.ground.home / 'credentials.json'}")
        say(f"  logs in   {cloud.ground.logs}")
        say(vendor.told(ground, cloud.stack))
        say("Film a scene of your own (docs/kodisc.md):")
        say(quickstart(cloud.keys))
        say("Ctrl-C stops it.")
        while not stop.wait(1):
            if not cloud.is_alive():
                raise CloudEnded(f"The local cloud ended; see {cloud.ground.logs / 'cloud.log'}.")
    return 0


def make_video(arguments: argparse.Namespace, ground: Ground) -> int:
    return 0 if _video(arguments, ground) else 1


def measure(arguments: argparse.Namespace, ground: Ground) -> int:
    """Make the video, then film its scenes again, the usual way and ours."""
    folder = _video(arguments, ground)
    if folder is None:
        return 1
    container = local_cloud.image_of_the_render(ground)
    command = [str(PYTHON), "-m", "render.benchmark", str(folder)]
    environment = ground.environment() | container.environment
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603


def look_at_webhooks(arguments: argparse.Namespace, ground: Ground) -> int:
    for line in arguments.look(ground, arguments.job):
        say(line)
    return 0


def _video(arguments: argparse.Namespace, ground: Ground) -> Path | None:
    order = demo.Order(topic=arguments.topic, file=arguments.file, out=arguments.out)
    if credentials := demo.running_cloud(ground):
        say(vendor.told(ground, stack.deployed(ground)))
        return demo.make(order, credentials)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    say("Starting the local cloud…")
    with running(ground) as cloud:
        say(vendor.told(ground, cloud.stack))
        return demo.make(order, cloud.keys)


@contextmanager
def running(ground: Ground) -> Iterator[LocalCloud]:
    """The local cloud, with the writer that the environment has a key for."""
    claude = Vendor.of(os.environ)
    with LocalCloud.running(ground, **(claude.parameters if claude else {})) as cloud:
        if claude:
            claude.entrust(ground)
        yield cloud


def say(line: str) -> None:
    Console(soft_wrap=True).print(line, markup=False, highlight=False)


def stop_signals() -> threading.Event:
    """Set by Ctrl-C, by SIGTERM, and by a closed terminal."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    return stop


def parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    parser.add_argument("--home", type=Path, default=ROOT / ".local", help="where its state is")
    parser.add_argument("--port", type=int, default=8000, help="where the API listens")
    parser.add_argument("--cloud-port", type=int, default=4566, help="where its AWS listens")
    commands = parser.add_subparsers(required=True)
    commands.add_parser("up", help="serve until Ctrl-C").set_defaults(run=up)
    video = commands.add_parser("demo", help="make one video and download it")
    video.set_defaults(run=make_video)
    bench = commands.add_parser("bench", help="the demo, and its render against plain Manim's")
    bench.set_defaults(run=measure)
    for name, look in (("deliveries", webhooks.deliveries), ("redeliver", webhooks.redeliver)):
        command = commands.add_parser(name, help=look.__doc__)
        command.add_argument("job")
        command.set_defaults(run=look_at_webhooks, look=look)
    for command in (video, bench):
        command.add_argument("--topic")
        command.add_argument("--file", type=Path)
        command.add_argument("--out", type=Path, default=Path("out"))
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(parse(sys.argv[1:])))
