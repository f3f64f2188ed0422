"""Callers' scenes that attack the task, each through the whole of it: what a film claims is checked."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from studio.domain.brief import SceneBrief
from studio.domain.render import Format
from tests.render.workshop import (
    ROOT,
    Job,
    ObjectStore,
    a_callers_scene,
    a_scene_job,
    an_object_store,
)

SMALL = Format(width=320, height=180, fps=10)
BRIEFLY = "import sys; from render.task import main; sys.exit(main(lambda plan, format: 4.0))"
LEFT = """
import json, os
from pathlib import Path
from render.clip import Clip, Frame
def leave(clip, **result):
    if hasattr(clip, "write"):
        clip.write(Path("clip.bin"))
    else:
        open("clip.bin", "wb").write(clip)
    open("result.json", "w").write(json.dumps({"failure": None, "warnings": [], **result}))
    os._exit(0)
def a_clip(scene):
    scene.wait(0.5)
    return scene.renderer.footage.finish()
"""
CONTROL = "leave(a_clip(self))"
LATEX = pytest.mark.skipif(not shutil.which("latex"), reason="LaTeX is not installed")


@pytest.fixture
def store() -> Iterator[ObjectStore]:
    with an_object_store() as store:
        yield store


def run(store: ObjectStore, body: str, code: str | None = None, **plan: object) -> Job:
    job = a_scene_job(store, a_callers_scene(body, before=LEFT), **{"format": SMALL, **plan})
    status = job.run(code)

    assert status in (0, 1), job.log
    assert (status == 1) == (job.report.failure is not None)
    assert status == 0 or not {"video.mp4", "thumb.jpg"} & set(store.objects)
    return job


def failure(store: ObjectStore, body: str, code: str | None = None, **plan: object) -> str:
    return run(store, body, code, **plan).report.failure or ""


def test_a_forged_result_is_a_film_when_its_clip_is_one(store: ObjectStore) -> None:
    """The control run: without a lie the very same way leads to a film."""
    job = run(store, CONTROL)

    assert job.report.failure is None
    assert job.report.duration == 0.5


def test_s50_a_forged_result_without_a_film_is_no_film(store: ObjectStore) -> None:
    assert "invalid output" in failure(store, "leave(b'')")
    assert "invalid output" in failure(store, "leave(b'CLIP1 and then something else')")


def test_s51_a_link_in_place_of_the_film_is_not_followed(store: ObjectStore) -> None:
    body = (
        "os.symlink('/etc/hostname', 'clip.bin')\nopen('result.json', 'w').write('{}')\nos._exit(0)"
    )

    assert "invalid output" in failure(store, body)


@pytest.mark.parametrize("result", ["", "[]", '{"failure": 1}', '{"sounds": [{"file": "../x"}]}'])
def test_s50_a_result_that_is_none_is_no_film(store: ObjectStore, result: str) -> None:
    body = f"a_clip(self).write(Path('clip.bin'))\nopen('result.json', 'w').write({result!r})\nos._exit(0)"

    assert "invalid output" in failure(store, body)


def test_s58_a_failure_holds_text_and_nothing_else(store: ObjectStore) -> None:
    told = failure(store, r"raise ValueError('\x1b[31mred\x1b]0;t\x07 \0 \u202e \u2066 end')")
    forged = r"'\x1b[2Jgone\u202e ' + '/'.join(('', 'srv', 'hidden', 'x')) + ' y' * 5000"
    lied = failure(store, f"leave(a_clip(self), failure={forged})")

    assert told.startswith("ValueError: red")
    assert lied.startswith("gone …")
    assert len(lied) <= 1500
    for text in (told, lied):
        assert not set(text) & {"\x1b", "\0", "\x07", "\u202e", "\u2066"}


def test_s58_captions_and_warnings_hold_text_and_nothing_else(store: ObjectStore) -> None:
    captions = [{"start": 0, "end": 9999, "text": "a\x1b[31m\u202e\n\n00:00 --> 99:99\n<b>"}]
    job = run(store, f"leave(a_clip(self), subcaptions={captions}, warnings=['\\x1b[1mw\\0'])")

    assert store.objects["captions.vtt"].decode() == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:00.500\na\n00:00 → 99:99\n&lt;b&gt;\n\n"
    )
    assert job.report.warnings == ("w",)


def test_s59_nothing_that_is_delivered_names_a_path_a_url_or_a_secret(store: ObjectStore) -> None:
    body = (
        "import sys, manim, tempfile\n"
        "raise OSError(f'{os.getcwd()} {manim.__file__} {sys.path} {sys.argv} {dict(os.environ)}')"
    )
    job = a_scene_job(store, a_callers_scene(body, before=LEFT), format=SMALL)
    job.environment = {"AWS_SECRET_ACCESS_KEY": "a-canary"}
    assert job.run() == 1
    delivered = b"".join(body for name, body in store.history).decode()

    for hidden in ("a-canary", "signature=abc", "site-packages", str(ROOT), "render-", "127.0.0.1"):
        assert hidden not in delivered


def test_s60_three_hours_are_no_film(store: ObjectStore) -> None:
    body = (
        "clip = a_clip(self)\nleave(Clip(clip.headers, clip.frames + clip.frames[-1:] * 108_000))"
    )
    told = failure(store, body)

    assert "invalid output" in told
    assert "it lasts" in told


def test_s61_a_second_run_that_dies_is_an_invalid_output_and_no_more(
    store: ObjectStore,
) -> None:
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    (place / "sitecustomize.py").write_text(
        "import sys\n"
        "if 'render.warm' in sys.orig_argv:\n"
        "    import os, render.probe\n"
        "    render.probe.probe = lambda path: os.kill(os.getpid(), 11)\n"
    )
    roots = (place, ROOT / "layers/studio/python", ROOT / "render_container")
    job = a_scene_job(store, a_callers_scene("self.wait()"), format=SMALL)
    job.environment = {"PYTHONPATH": os.pathsep.join(map(str, roots))}
    status = job.run()
    shutil.rmtree(place)

    assert status == 1, job.log
    assert "invalid output" in (job.report.failure or "")
    assert "SIGSEGV" in (job.report.failure or "")
    assert "video.mp4" not in store.objects


@pytest.mark.parametrize(
    "content",
    [
        "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        "ffconcat version 1.0\nfile /etc/passwd\n",
        "RIFF and nothing that follows",
    ],
)
def test_s62_a_playlist_is_no_sound(store: ObjectStore, content: str) -> None:
    sounds = [{"file": "sound-00", "start": 0}]
    body = f"open('sound-00', 'w').write({content!r})\nleave(a_clip(self), sounds={sounds})"

    assert "invalid output" in failure(store, body)


def test_s63_a_film_of_another_size_is_refused(store: ObjectStore) -> None:
    body = (
        "from render.encoder import ClipEncoder\nfrom render.geometry import Rect\n"
        "from studio.domain.render import Format\n"
        "encoder = ClipEncoder(Format(width=640, height=360, fps=10))\n"
        "encoder.encode(np.zeros((360, 640, 4), np.uint8), [Rect(0, 0, 640, 360)])\n"
        "other = encoder.finish()\n"
    )

    assert "it has 640x360 pixels" in failure(store, f"{body}leave(other)")
    hidden = (
        f"{body}clip = a_clip(self)\n"
        "first = Frame(other.headers + other.frames[0].packet, True)\n"
        "leave(Clip(clip.headers, clip.frames + (first,)))"
    )
    assert "invalid output" in failure(store, hidden)


def test_s63_another_frame_rate_makes_no_other_film(store: ObjectStore) -> None:
    body = "config.frame_rate = 10_000\nconfig.pixel_width = 16_000\nself.play(Create(Dot()), run_time=0.05)"
    job = run(store, body)

    assert job.report.facts is not None
    assert (job.report.facts.fps, job.report.facts.width) == (10, 320)


@pytest.mark.anybody
@pytest.mark.parametrize("name", ["--config_file=/x", "-h", "a;b", "x" * 300, "Széne", "", "a b"])
def test_s65_what_is_no_class_name_is_refused_at_the_door(name: str) -> None:
    with pytest.raises(ValidationError):
        SceneBrief(class_name=name)


@pytest.mark.parametrize("name", ["--config_file=/x", "-h", "a;b", "__class__"])
def test_s65_and_names_nothing_further_in(store: ObjectStore, name: str) -> None:
    told = failure(store, "self.wait()", class_name=name)

    assert "It has: Shown." in told


@LATEX
@pytest.mark.parametrize(
    "tex",
    [
        r"\input{/etc/passwd}",
        r"\input{../../../../etc/passwd}",
        r"\newwrite\f\immediate\openout\f=/tmp/planted-by-tex\immediate\write\f{x}",
        r"\newwrite\f\immediate\openout\f=../planted-by-tex\immediate\write\f{x}",
    ],
)
def test_s66_latex_reads_and_writes_nothing_elsewhere(store: ObjectStore, tex: str) -> None:
    told = failure(store, f"self.add(Tex(r'{tex}'))")

    assert "LaTeX says" in told
    assert "root:" not in told
    assert not list(Path("/tmp").glob("planted-by-tex*"))


@LATEX
def test_s66_latex_runs_nothing(store: ObjectStore) -> None:
    body = (
        r"self.add(Tex(r'\immediate\write18{id > ran}ok'))" + "\n"
        "assert not os.path.exists('ran') and not os.path.exists('media/Tex/ran')"
    )

    assert failure(store, body) == ""


def test_s67_a_drawing_brings_nothing_in_from_elsewhere(store: ObjectStore) -> None:
    xxe = (
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text><rect width="9" height="9"/></svg>'
    )
    told = failure(store, f"open('x.svg', 'w').write({xxe!r})\nself.add(SVGMobject('x.svg'))")

    assert "root:" not in told


def test_s67_a_million_shapes_meet_a_limit(store: ObjectStore) -> None:
    body = (
        "with open('x.svg', 'w') as f:\n"
        "    f.write('<svg xmlns=\"http://www.w3.org/2000/svg\">')\n"
        "    f.write('<circle r=\"1\"/>' * 1_000_000 + '</svg>')\n"
        "self.add(SVGMobject('x.svg'))"
    )

    assert "was stopped" in failure(store, body, BRIEFLY)


@pytest.mark.parametrize("streams", ["(1, 2)", "(1,)"])
def test_s68_a_flood_on_both_streams_ends_the_scene(store: ObjectStore, streams: str) -> None:
    body = f"import itertools\nfor n in itertools.cycle({streams}):\n    os.write(n, b'x' * 4096)"
    job = run(store, body)

    assert job.report.failure == "The scene printed too much and was stopped."
    assert len(job.log) < 400_000


def test_what_a_scene_says_of_its_film_is_not_asked(store: ObjectStore) -> None:
    facts = json.dumps({"width": 1, "height": 1, "fps": 1, "frames": 1, "duration": 1e9})
    body = (
        f"open('facts.json', 'w').write({facts!r})\n"
        "open('film.mp4', 'wb').write(b'0000ftyp')\nopen('thumb.jpg', 'wb').write(b'\\xff\\xd8\\xff')\n"
        "self.wait(0.5)"
    )
    job = run(store, body)

    assert job.report.duration == 0.5
    assert len(store.objects["thumb.jpg"]) > 100


def test_the_second_run_finds_nothing_of_the_first_but_the_film(store: ObjectStore) -> None:
    """Files that a scene names as sounds are the only ones that follow it."""
    body = (
        "open('narration.mp4', 'w').write('x')\nopen('order.json', 'w').write('{}')\nself.wait(0.5)"
    )

    assert run(store, body).report.failure is None
