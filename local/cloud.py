"""`python -m local.cloud`: the embedded AWS, on loopback, with credentials that open nothing."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from local.ground import LOOPBACK, PYTHON, ROOT, ROOT_KEY, Ground, leashed

READY_SECONDS = 30.0
SAVE_SECONDS = 15.0


class CloudDidNotStart(Exception):
    """The embedded AWS ended, or stayed silent, before it was ready."""


@contextmanager
def running(ground: Ground) -> Iterator["subprocess.Popen[bytes]"]:
    """The embedded AWS as a child, saved and gone at the end."""
    ground.prepare()
    command = leashed(PYTHON, "-m", "local.cloud", ground.to_json(), grace=SAVE_SECONDS)
    with (ground.logs / "cloud.log").open("ab") as log:
        child = subprocess.Popen(  # noqa: S603
            command,
            env=environment(ground),
            cwd=ground.root,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _await_ready(ground, child)
        yield child
    finally:
        child.terminate()
        child.wait()


def environment(ground: Ground) -> dict[str, str]:
    return ground.environment() | {
        "PYTHONPATH": str(ROOT),
        "AUTH": "true",
        "AWS_ACCESS_KEY_ID": ROOT_KEY,
        "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
        "BIND_HOST": LOOPBACK,
        "GATEWAY_PORT": str(ground.cloud_port),
        "PERSIST_STATE": "1" if ground.persistent else "0",
        "STATE_DIR": str(ground.home / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(ground.home / "state" / "s3"),
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "DOCKER_HOST": "unix:///nonexistent",
    }


def _await_ready(ground: Ground, child: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and child.poll() is None:
        try:
            urllib.request.urlopen(f"{ground.endpoint}/_ministack/health", timeout=2)  # noqa: S310
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise CloudDidNotStart(f"The local cloud did not start; see {ground.logs / 'cloud.log'}.")


def main(ground: Ground) -> None:
    os.environ.pop("PYTHONPATH", None)  # ours alone: functions and tasks bring their own
    from ministack import app  # noqa: PLC0415  (reads the environment when imported)

    from local import access, memory, shims  # noqa: PLC0415

    sys.argv[1:] = []
    access.install()
    shims.install(ground)
    if ground.persistent:
        memory.install(ground.snapshot_seconds)
    app.main()


if __name__ == "__main__":
    main(Ground.from_json(sys.argv[1]))
