"""The scenes of a real render task are in the jail: what they may not do fails, and the film ships."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from render.crew import Crew, CrewLost
from tests.render.workshop import ROOT, Job, ObjectStore, Part, a_job, a_scene

GREEN = "#00A000"
REFUSED = """
try:
    {attempt}
except OSError:
    self.wait(2)
else:
    raise RuntimeError("it could")
"""


def filmed(store: ObjectStore, body: str) -> str | None:
    """The warning on a scene that does this; None when it was filmed as it is."""
    job = a_job(store, [Part(a_scene(1, GREEN, body))])

    assert job.run() == 0, job.log
    return job.report.segments[0].warning


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket(socket.AF_UNIX)",
        "open('/tmp/planted-by-a-scene', 'w').close()",
        "open('../order.json', 'w').close()",
        "open('/proc/1/environ', 'rb').read(1)",
        "import os; os.listdir(os.path.expanduser('~') + '/..')",
        "import os; os.link('order.json', 'hard')",
    ],
)
def test_a_scene_cannot_reach_beyond_its_folder(store: ObjectStore, attempt: str) -> None:
    assert filmed(store, REFUSED.format(attempt=attempt)) is None


def test_a_scene_that_breaks_out_by_force_is_killed_and_replaced(store: ObjectStore) -> None:
    body = "import ctypes\nctypes.CDLL(None).unshare(0x10000000)\nself.wait(2)"

    assert "sandbox_violation" in (filmed(store, body) or "")


def test_a_link_in_place_of_the_clip_is_not_followed(store: ObjectStore) -> None:
    body = "import atexit, os\nself.wait(2)\nos.symlink('/etc/hostname', 'clip.bin')"
    warning = filmed(store, body)

    assert warning is not None
    assert "Its plain scene was filmed instead" in warning


@pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("setpriv") is None, reason="only root can be given less"
)
def test_where_isolation_is_required_and_missing_nothing_is_filmed(store: ObjectStore) -> None:
    job: Job = a_job(store, [Part(a_scene(1, GREEN))])
    roots = (ROOT / "layers/studio/python", ROOT / "render_container")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ["HOME"],
        "PYTHONPATH": os.pathsep.join(map(str, roots)),
        "MANIFEST_URL": store.url("manifest.json"),
        "RENDER_ISOLATION": "required",
    }
    command = ["setpriv", "--bounding-set", "-setuid", sys.executable, "-m", "render"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 1, done.stderr
    assert job.report.failure == "This platform cannot confine scenes (platform_unsafe)."


def test_a_crew_that_is_gone_says_so_and_is_left_without_another_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o711)
    with Crew(tmp_path) as crew:
        crew._parent.kill()
        crew._parent.wait()
        with pytest.raises(CrewLost, match="could not be started"):
            crew.film(tmp_path / "scene_01", 5.0)


def test_a_scene_that_iterates_over_a_set_is_filmed_the_same_every_time(store: ObjectStore) -> None:
    body = "colours = list({'#FF0000', '#00FF00', '#0000FF', '#FFFF00', '#FF00FF', '#00FFFF'})\n"
    body += "for i, colour in enumerate(colours):\n    self.add(Square(color=colour).shift((i - 3) * RIGHT))\nself.wait(2)"
    films = []
    for _ in range(2):
        job = a_job(store, [Part(a_scene(1, GREEN, body))])
        assert job.run() == 0, job.log
        assert job.report.segments[0].warning is None
        films.append(store.objects["final.mp4"])

    assert films[0] == films[1]
