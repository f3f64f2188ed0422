"""Callers' scenes through the real task: every format, sound, captions, progress, and refusals."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import av
import numpy as np
import pytest
from PIL import Image

from studio.domain.render import Format, RenderProgress
from tests.render.workshop import (
    ROOT,
    Job,
    ObjectStore,
    a_callers_scene,
    a_scene_job,
    an_object_store,
)

SMALL = Format(width=320, height=180, fps=10)
BRIEFLY = "import sys; from render.task import main; sys.exit(main(lambda plan, format: 3.0))"
BEEPS = """
import wave
with wave.open("beep.wav", "wb") as w:
    w.setparams((1, 2, 8000, 0, "NONE", ""))
    w.writeframes((10000 * np.sin(np.arange(1600) * 0.6)).astype("<i2").tobytes())
self.wait(0.5)
self.add_sound("beep.wav")
self.add_subcaption("One & <b>two</b>", duration=0.4)
self.wait(0.5)
self.add_sound("beep", time_offset=0.5, gain=-12)
self.play(Create(Dot()), subcaption="Then a dot\\n\\nthat --> stays")
self.wait(0.5)
"""


def filmed(store: ObjectStore, body: str, **changes: object) -> Job:
    base, before = changes.pop("base", "Scene"), changes.pop("before", "")
    source = a_callers_scene(body, base, before)
    job = a_scene_job(store, source, **{"format": SMALL, **changes})
    assert job.run() == 0, job.log
    return job


def failure(store: ObjectStore, body: str, code: str | None = None, **changes: object) -> str:
    job = a_scene_job(store, a_callers_scene(body), **{"format": SMALL, **changes})
    assert job.run(code) == 1, job.log
    assert job.report.failure is not None
    return job.report.failure


def pictures(film: bytes) -> list[np.ndarray]:
    with av.open(io.BytesIO(film)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


@pytest.fixture(scope="module")
def told() -> Iterator[Job]:
    with an_object_store() as store:
        yield filmed(store, BEEPS)


def test_a_scene_is_as_long_as_it_plays(told: Job) -> None:
    film = told.store.objects["video.mp4"]

    assert len(pictures(film)) == 25
    assert told.report.duration == pytest.approx(2.5)
    assert set(told.store.objects) >= {"video.mp4", "thumb.jpg", "captions.vtt", "report.json"}


def test_the_facts_are_those_of_the_file(told: Job) -> None:
    facts = told.report.facts

    assert facts is not None
    assert (facts.width, facts.height, facts.fps, facts.frames) == (320, 180, 10.0, 25)
    assert (facts.codec, facts.size) == ("h264", len(told.store.objects["video.mp4"]))
    assert facts.duration == pytest.approx(2.5, abs=0.01)


def test_sounds_are_heard_when_and_as_loud_as_they_were_asked_for(told: Job) -> None:
    with av.open(io.BytesIO(told.store.objects["video.mp4"])) as film:
        audio = film.streams.audio[0]
        assert (audio.codec_context.name, audio.rate) == ("aac", 48_000)
        sound = np.concatenate([frame.to_ndarray()[0] for frame in film.decode(audio=0)])
    loud = np.abs(sound[: 48_000 * 2]).reshape(-1, 4800).max(axis=1)

    assert (loud > 0.05).nonzero()[0].tolist() == [5, 6, 15, 16]
    assert loud[5] == pytest.approx(10000 / 32768, abs=0.05)
    assert loud[15] == pytest.approx(loud[5] / 4, abs=0.03)


def test_subcaptions_are_a_web_vtt_file(told: Job) -> None:
    assert told.store.objects["captions.vtt"].decode() == (
        "WEBVTT\n\n"
        "00:00:00.500 --> 00:00:00.900\nOne &amp; &lt;b&gt;two&lt;/b&gt;\n\n"
        "00:00:01.000 --> 00:00:02.000\nThen a dot\nthat → stays\n\n"
    )


def test_progress_names_the_play_call_and_ends_at_a_hundred(told: Job) -> None:
    said = [
        RenderProgress.model_validate_json(content)
        for name, content in told.store.history
        if name == "progress.json"
    ]

    assert [each.percent for each in said] == sorted(each.percent for each in said)
    assert (said[-1].status, said[-1].percent, said[-1].frames_done) == ("done", 100, 25)
    assert (said[-1].segments, said[-1].play_call) == (1, 4)


def test_a_scene_that_plays_nothing_shows_what_it_added_in_one_picture(store: ObjectStore) -> None:
    job = filmed(store, "self.add(Square(fill_opacity=1, color=WHITE, side_length=4))")
    (picture,) = pictures(store.objects["video.mp4"])

    assert picture[90, 160].min() > 220
    assert picture[5, 5].max() < 40
    assert store.objects["captions.vtt"] == b"WEBVTT\n\n"
    assert job.report.facts is not None
    assert job.report.facts.frames == 1


@pytest.mark.parametrize(("width", "height"), [(180, 320), (240, 240), (854, 480), (480, 854)])
def test_the_frame_takes_the_shape_of_the_picture(
    store: ObjectStore, width: int, height: int
) -> None:
    body = (
        "self.add(Rectangle(width=config.frame_width, height=config.frame_height,"
        " fill_opacity=1, color=BLUE), Circle(radius=2, fill_opacity=1, color=WHITE))"
    )
    filmed(store, body, format=Format(width=width, height=height, fps=10))
    (picture,) = pictures(store.objects["video.mp4"])
    white = picture.min(axis=2) > 200
    rows, columns = (white.any(axis=axis).nonzero()[0] for axis in (1, 0))

    assert picture.shape == (height, width, 3)
    assert picture[1, 1].tolist() == pytest.approx(picture[-2, -2].tolist(), abs=4)
    assert picture[1, 1, 2] > 150
    assert np.ptp(rows) == pytest.approx(min(width, height) / 2, abs=2)
    assert np.ptp(rows) == pytest.approx(np.ptp(columns), abs=1)


def test_a_gif_goes_on_for_ever_at_the_scenes_speed(store: ObjectStore) -> None:
    job = filmed(
        store,
        "self.play(Square(color=RED).animate.shift(RIGHT))\nself.wait(0.5)",
        output_format="gif",
    )
    film = Image.open(io.BytesIO(store.objects["video.gif"]))
    seconds = 0.0
    for number in range(film.n_frames):
        film.seek(number)
        seconds += film.info["duration"] / 1000

    assert film.info["loop"] == 0
    assert film.size == (320, 180)
    assert seconds == pytest.approx(1.5, abs=0.02)
    assert job.report.duration == pytest.approx(1.5, abs=0.02)
    assert Image.open(io.BytesIO(store.objects["thumb.jpg"])).size == (640, 360)


def test_webm_is_transparent_where_nothing_is_drawn_and_has_sound(store: ObjectStore) -> None:
    filmed(
        store,
        f"self.add(Square(color=RED, fill_opacity=0.5, stroke_width=0))\n{BEEPS}",
        output_format="webm",
    )
    with av.open(io.BytesIO(store.objects["video.webm"])) as film:
        decoder = av.CodecContext.create("libvpx-vp9", "r")
        packets = [packet for packet in film.demux(video=0) if packet.size]
        frames = [frame for packet in packets for frame in decoder.decode(packet)]
        sounds = [stream.codec_context.name for stream in film.streams.audio]
    shown = frames[3].to_ndarray(format="rgba").astype(int)
    corner, middle = shown[5, 5], shown[90, 170]

    assert len(frames) == 25
    assert sounds in (["opus"], ["libopus"])
    assert corner[3] == 0
    assert middle[3] == pytest.approx(128, abs=6)
    assert middle[0] > 200  # not darkened by its transparency


def test_a_picture_is_the_scenes_last(store: ObjectStore) -> None:
    job = filmed(
        store,
        "s = Square(color=RED, fill_opacity=1)\nself.play(Create(s), run_time=500)\n"
        "self.play(s.animate.shift(3 * LEFT))\nself.wait(100)",
        output_format="png",
    )
    picture = np.array(Image.open(io.BytesIO(store.objects["frame.png"])).convert("RGB"))

    assert picture.shape == (180, 320, 3)
    assert picture[90, 160 - 68, 0] > 200
    assert picture[90, 160].max() == 0
    assert job.report.duration == 0
    assert "thumb.jpg" not in store.objects


def test_the_plans_format_wins_over_the_modules(store: ObjectStore) -> None:
    before = "config.pixel_width = 1000\nconfig.pixel_height = 1000\nconfig.frame_rate = 60\n"
    filmed(
        store,
        "self.add(Circle(radius=2, color=WHITE, fill_opacity=1))\nself.wait(1)",
        before=before + "config.frame_width = config.frame_height = 8",
    )
    shown = pictures(store.objects["video.mp4"])
    white = shown[0].min(axis=2) > 200

    assert (len(shown), shown[0].shape) == (10, (180, 320, 3))
    assert white.any(axis=1).sum() == pytest.approx(white.any(axis=0).sum(), abs=1)


def test_a_frame_of_the_right_shape_is_the_authors_to_choose(store: ObjectStore) -> None:
    before = "config.frame_width = 32\nconfig.frame_height = 18"
    filmed(store, "self.add(Square(side_length=9, color=WHITE, fill_opacity=1))", before=before)
    (picture,) = pictures(store.objects["video.mp4"])

    assert (picture.min(axis=2) > 200).any(axis=1).sum() == pytest.approx(90, abs=3)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (
            "self.camera.reset_pixel_shape(100, 100)\nself.wait()",
            "became 100x100 pixels",
        ),
        ("self.wait(1e9)", "longer than 20 minutes"),
        ("pass", "adds nothing"),
        ("import os\nos._exit(3)", "The scene ended its own process: it ended with status 3."),
        ("import os\nos.kill(os.getpid(), 11)", "The scene's process crashed (SIGSEGV)."),
    ],
)
def test_a_scene_that_cannot_be_filmed_says_why(store: ObjectStore, body: str, says: str) -> None:
    assert says in failure(store, body)


def test_a_scene_without_end_is_stopped(store: ObjectStore) -> None:
    assert failure(store, "while True: pass", BRIEFLY) == (
        "The scene took longer than 3 seconds to film and was stopped."
    )


def test_a_task_that_runs_again_leaves_what_is_stored(store: ObjectStore) -> None:
    store.strict = True
    filmed(store, "self.add(Dot())")
    first = dict(store.objects)
    filmed(store, "self.add(Dot())")

    assert {name for name in store.objects if store.objects[name] != first[name]} <= {
        "progress.json",
        "manifest.json",
    }


@pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("setpriv") is None, reason="only root can be given less"
)
@pytest.mark.parametrize("told", [None, "film-without-isolation"])
def test_without_a_uid_of_their_own_callers_scenes_are_refused(
    store: ObjectStore, told: str | None
) -> None:
    job = a_scene_job(store, a_callers_scene("self.add(Dot())"), format=SMALL)
    roots = (ROOT / "layers/studio/python", ROOT / "render_container")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ["HOME"],
        "PYTHONPATH": os.pathsep.join(map(str, roots)),
        "MANIFEST_URL": store.url("manifest.json"),
        **({"CALLERS_CODE": told} if told else {}),
    }
    command = ["setpriv", "--bounding-set", "-setuid", sys.executable, "-m", "render"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == (0 if told else 1), done.stderr
    assert (job.report.failure or "").startswith("" if told else "platform_unsafe: ")
    assert (job.report.failure is None) is bool(told)
