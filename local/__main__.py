"""`python -m local up` serves the local cloud; `python -m local demo` makes one video."""

import argparse
import signal
import sys
import threading
from contextlib import AbstractContextManager
from pathlib import Path

from local import demo
from local.cloud import CloudDidNotStart
from local.image import UnreadableDockerfile
from local.keys import FunctionRaised
from local.local_cloud import LocalCloud, PortTaken, at_home
from local.stack import DeploymentFailed

TOPIC = "How a hash table finds a key"
EXPECTED = (CloudDidNotStart, DeploymentFailed, FunctionRaised, PortTaken, UnreadableDockerfile)


def main(arguments: argparse.Namespace) -> int:
    try:
        return up() if arguments.command == "up" else run_demo(arguments)
    except EXPECTED as error:
        print(error, file=sys.stderr)
        return 1


def up() -> int:
    stop = stop_signals()
    with LocalCloud.running(at_home()) as cloud:
        print(f"Chalkboard Studio is at {cloud.base_url}", flush=True)
        print(f"  live key  {cloud.keys.live}\n  test key  {cloud.keys.test}")
        print(f"  keys in   {cloud.ground.home / 'credentials.json'}")
        print(f"  logs in   {cloud.ground.logs}\nCtrl-C stops it.", flush=True)
        stop.wait()
    return 0


def run_demo(arguments: argparse.Namespace) -> int:
    order = demo.Order(topic=arguments.topic, file=arguments.file, out=arguments.out)
    if credentials := demo.running_cloud(at_home()):
        return demo.run(order, credentials)
    with started() as cloud:
        return demo.run(order, cloud.keys)


def started() -> AbstractContextManager[LocalCloud]:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    print("Starting the local cloud…", flush=True)
    return LocalCloud.running(at_home())


def stop_signals() -> threading.Event:
    """Set by Ctrl-C, by SIGTERM, and by a closed terminal."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    return stop


def parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("up", help="serve until Ctrl-C")
    video = commands.add_parser("demo", help="make one video and download it")
    video.add_argument("--topic", default=None)
    video.add_argument("--file", type=Path, default=None)
    video.add_argument("--out", type=Path, default=Path("out"))
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(parse(sys.argv[1:])))
