"""Outputs are taken as they lie on disk, without following anything that was planted."""

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jail import MP4, Ending, Refusal, Refused, Remains, collect
from tests.security.attacks.processes import leave_behind
from tests.security.stage import SECRET, Stage, attack

FILM = b"\x00\x00\x00\x20ftypisom" + bytes(100)
MOST = 10_000


def plant_a_symlink(scratch: Path) -> None:
    (scratch / "out").mkdir()
    (scratch / "out/clip.mp4").symlink_to("/etc/shadow")


def plant_a_linked_folder(scratch: Path) -> None:
    (scratch / "elsewhere").mkdir()
    (scratch / "elsewhere/clip.mp4").write_bytes(FILM)
    (scratch / "out").symlink_to("elsewhere")


def plant_a_fifo(scratch: Path) -> None:
    (scratch / "out").mkdir()
    os.mkfifo(scratch / "out/clip.mp4")


def plant_a_socket(scratch: Path) -> None:
    (scratch / "out").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(scratch / "out/clip.mp4"))


def plant_a_folder(scratch: Path) -> None:
    (scratch / "out/clip.mp4").mkdir(parents=True)


def plant_a_hard_link(scratch: Path) -> None:
    (scratch / "out").mkdir()
    (scratch / "input").write_bytes(FILM)
    os.link(scratch / "input", scratch / "out/clip.mp4")


def plant_a_sparse_file(scratch: Path) -> None:
    plant_a_film(scratch)
    os.truncate(scratch / "out/clip.mp4", 1 << 40)


def plant_an_empty_file(scratch: Path) -> None:
    (scratch / "out").mkdir()
    (scratch / "out/clip.mp4").touch()


def plant_a_text(scratch: Path) -> None:
    (scratch / "out").mkdir()
    (scratch / "out/clip.mp4").write_text("<html>" * 10)


def plant_nothing(scratch: Path) -> None:
    (scratch / "out").mkdir()


def plant_a_film(scratch: Path) -> None:
    (scratch / "out").mkdir()
    (scratch / "out/clip.mp4").write_bytes(FILM)


def taken(remains: Remains, name: str = "out/clip.mp4") -> bytes:
    into = remains.scratch.parent / "taken.mp4"
    return collect(remains, name, into=into, max_bytes=MOST, magic=MP4).read_bytes()


@pytest.mark.parametrize(
    ("plant", "reason"),
    [
        pytest.param(plant_a_symlink, Refusal.SYMLINK, id="s51_a_link_to_the_shadow_file"),
        pytest.param(plant_a_linked_folder, Refusal.NOT_A_PLAIN_FOLDER, id="s52_a_linked_folder"),
        pytest.param(plant_a_fifo, Refusal.NOT_REGULAR, id="s53_a_fifo"),
        pytest.param(plant_a_socket, Refusal.UNREADABLE, id="a_socket"),
        pytest.param(plant_a_folder, Refusal.NOT_REGULAR, id="a_folder"),
        pytest.param(plant_a_hard_link, Refusal.HARD_LINKED, id="s54_a_hard_link"),
        pytest.param(plant_a_sparse_file, Refusal.TOO_BIG, id="s55_a_sparse_terabyte"),
        pytest.param(plant_an_empty_file, Refusal.EMPTY, id="an_empty_file"),
        pytest.param(plant_a_text, Refusal.WRONG_KIND, id="s56_a_text_called_mp4"),
        pytest.param(plant_nothing, Refusal.NO_OUTPUT, id="nothing_at_all"),
    ],
)
def test_what_is_no_plain_film_is_refused(
    plant: Callable[[Path], None], reason: Refusal, scratch: Path
) -> None:
    plant(scratch)

    with pytest.raises(Refused) as refused:
        taken(Remains(scratch, os.getuid()))
    assert refused.value.reason is reason
    assert not (scratch.parent / "taken.mp4").exists()


@pytest.mark.parametrize("name", ["/etc/passwd", "../taken", "out/../../x", "", "out//clip.mp4"])
def test_a_name_cannot_lead_out_of_the_folder(name: str, scratch: Path) -> None:
    plant_a_film(scratch)

    with pytest.raises(Refused, match="bad_path"):
        taken(Remains(scratch, os.getuid()), name)


def test_a_film_of_somebody_else_is_refused(scratch: Path) -> None:
    plant_a_film(scratch)

    with pytest.raises(Refused, match="wrong_owner"):
        taken(Remains(scratch, os.getuid() + 1))


def test_an_honest_film_is_taken(stage: Stage, scratch: Path) -> None:
    outcome = stage.jail.call(lambda: plant_a_film(Path.cwd()), scratch=scratch)

    assert taken(outcome.remains) == FILM


def test_s50_a_forged_success_is_no_film(stage: Stage, scratch: Path) -> None:
    def forge() -> None:
        Path("result.json").write_text('{"ok": true, "duration": 3}')
        print('{"outcome": "ok", "bytes": 1000000}')

    outcome = stage.jail.call(forge, scratch=scratch)

    assert outcome.ending is Ending.OK
    with pytest.raises(Refused, match="no_output"):
        taken(outcome.remains)


@attack()
def swap_the_film_for_ever(stage: Stage) -> object:
    def swap() -> None:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            Path("out/new").write_bytes(FILM)
            Path("out/new").rename("out/clip.mp4")
            Path("out/link").symlink_to(stage.secret)
            Path("out/link").rename("out/clip.mp4")

    Path("out").mkdir()
    leave_behind(swap)
    time.sleep(0.05)
    return None


def test_s57_a_film_swapped_by_a_survivor_never_becomes_another_file(
    stage: Stage, scratch: Path
) -> None:
    outcome = stage.inside(swap_the_film_for_ever, scratch)
    seen = {_taken_or_refused(outcome.remains, turn) for turn in range(50)}

    assert len(seen) == 1
    assert not any(SECRET.encode() in content for content in seen)


def _taken_or_refused(remains: Remains, turn: int) -> bytes:
    into = remains.scratch.parent / f"taken-{turn}.mp4"
    try:
        return collect(remains, "out/clip.mp4", into=into, max_bytes=MOST).read_bytes()
    except Refused as refused:
        return refused.reason.encode()
