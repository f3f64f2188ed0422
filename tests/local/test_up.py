"""`python -m local up`, from the outside: its keys, its end, its complaints."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from local.ground import ROOT
from local.web_adapter import free_port
from tests.local.conftest import eventually

Ports = tuple[int, int]


@pytest.fixture
def ports() -> Ports:
    """Chosen when they are needed: what is free at the start of a long run is not at its end."""
    return free_port(), free_port()


@contextmanager
def up(home: Path, ports: Ports) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "local", "--home", str(home)]
    command += ["--port", str(ports[0]), "--cloud-port", str(ports[1]), "up"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as child:
        try:
            yield child
        finally:
            child.terminate()


def served(child: "subprocess.Popen[str]", home: Path) -> dict[str, str]:
    """The keys, once it serves."""
    assert child.stdout is not None
    said = []
    for line in child.stdout:
        said.append(line)
        if line == "Ctrl-C stops it.\n":
            break
    else:
        raise AssertionError(f"It ended instead: {''.join(said)}")
    keys: dict[str, str] = json.loads((home / "credentials.json").read_text())
    assert keys["live"] in "".join(said)
    return keys


def opens(keys: dict[str, str]) -> bool:
    headers = {"Authorization": f"Bearer {keys['live']}"}
    reply = httpx.get(f"{keys['base_url']}/jobs", headers=headers, trust_env=False, timeout=30)
    return reply.status_code == httpx.codes.OK


def left_behind(home: Path) -> list[str]:
    """The processes that know of this home, from their arguments or their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            known = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:
            continue
        if str(home).encode() in known and int(folder.name) != os.getpid():
            found.append(known.decode(errors="replace")[:200])
    return found


def test_it_stops_whole_and_starts_again_with_the_same_keys(tmp_path: Path, ports: Ports) -> None:
    with up(tmp_path, ports) as child:
        first = served(child, tmp_path)
        assert opens(first)
        child.send_signal(signal.SIGINT)
        assert child.wait(timeout=30) == 0
        eventually(lambda: not left_behind(tmp_path))
    with up(tmp_path, ports) as child:
        assert served(child, tmp_path) == first
        assert opens(first)
        child.kill()
        child.wait()
        eventually(lambda: not left_behind(tmp_path))


def test_keys_that_the_stack_does_not_know_are_replaced(tmp_path: Path, ports: Ports) -> None:
    stale = {"base_url": "http://127.0.0.1:1/api/v1", "live": "chk_live_x", "test": "chk_test_x"}
    (tmp_path / "credentials.json").write_text(json.dumps(stale))
    with up(tmp_path, ports) as child:
        keys = served(child, tmp_path)

        assert keys["live"] != stale["live"]
        assert opens(keys)


@pytest.mark.parametrize("which", [0, 1])
def test_a_port_in_use_is_one_clear_sentence(tmp_path: Path, ports: Ports, which: int) -> None:
    port = ports[which]
    with socket.create_server(("127.0.0.1", port)), up(tmp_path, ports) as child:
        assert child.wait(timeout=30) == 1
        assert child.stdout is not None
        said = child.stdout.read()

    assert said == f"Port {port} is in use; is another local cloud running?\n"
