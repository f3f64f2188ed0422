"""Takes of a film: what is filmed stays filmed, and what is wrong is told to who repairs it."""

import io
import os
import shutil
import subprocess
import sys
import time

import av
import numpy as np
import pytest
from PIL import Image
from pydantic import TypeAdapter

from studio.application import artifacts as keys
from studio.application.stages.judge_take import Verdict
from studio.domain.review import FrameSpot
from studio.domain.timeline import Happening
from tests.builders import JOB
from tests.render.takes import Taking
from tests.render.workshop import ROOT, Job, ObjectStore, a_scene

RED, BLUE, GREEN, GREY = (200, 0, 0), (0, 0, 200), (0, 200, 0), (128, 128, 128)
SHOWN = "self.add(Square(color=WHITE))\nself.wait(0.1)"
GOOD = {
    number: a_scene(number, colour, SHOWN)
    for number, colour in ((1, "#C80000"), (2, "#0000C8"), (3, "#00C800"))
}
BROKEN = a_scene(2, "#0000C8", f"{SHOWN}\nraise ValueError('no such curve')")
ENDLESS = a_scene(2, "#0000C8", f"{SHOWN}\nimport time\ntime.sleep(60)")
OFF_FRAME = a_scene(2, "#808080", "self.add(Text('Too far').shift(7 * RIGHT))\nself.wait(0.2)")
OTHER = a_scene(2, "#808080", SHOWN)


def colours(film: bytes) -> list[tuple[int, ...]]:
    """Those of the pictures' corners, each as often as it comes up anew."""
    found: list[tuple[int, ...]] = []
    with av.open(io.BytesIO(film)) as container:
        for frame in container.decode(video=0):
            corner = nearest(frame.to_ndarray(format="rgb24")[4:20, 4:20].mean(axis=(0, 1)))
            if not found or found[-1] != corner:
                found.append(corner)
    return found


def nearest(colour: np.ndarray) -> tuple[int, ...]:
    known = np.array([RED, BLUE, GREEN, GREY])
    return tuple(int(c) for c in known[np.abs(known - colour).sum(axis=1).argmin()])


def shown(taking: Taking) -> list[tuple[int, ...]]:
    return colours(taking.store.objects[keys.output_key(JOB, "final.mp4")])


def test_a_bad_scene_is_told_of_while_the_others_are_filmed_and_kept(store: ObjectStore) -> None:
    taking = Taking(store, GOOD | {2: BROKEN})

    assert taking.shoot() == Verdict("repair", (2,))
    assert not taking.delivered
    assert sorted(name[:8] for name in taking.clips) == ["clip-001", "clip-003"]
    (problem,) = taking.take(2).problems
    assert problem.kind == "crash"
    assert "no such curve" in problem.message
    assert (
        problem.line == BROKEN.splitlines().index("        raise ValueError('no such curve')") + 1
    )
    assert [taking.take(n).problems for n in (1, 3)] == [(), ()]
    event = [e for e in taking.jobs.events(JOB) if e.happening is Happening.TAKE_JUDGED][-1]
    assert (event.detail["filmed"], event.detail["kept"]) == (2, 0)
    assert event.detail["scenes"][0]["problems"][0]["line"] == problem.line


def test_the_take_after_a_repair_films_the_repaired_scene_and_no_other(store: ObjectStore) -> None:
    taking = Taking(store, GOOD | {2: BROKEN})
    taking.shoot()
    first = taking.clips

    taking.recode(2, GOOD[2])

    assert taking.shoot() == Verdict("review")
    assert [name[:8] for name in taking.clips[len(first) :]] == ["clip-002"]
    assert shown(taking) == [RED, BLUE, GREEN]
    report = taking.report()
    assert [segment.number for segment in report.segments] == [1, 2, 3]
    assert report.duration == pytest.approx(taking.manifest().plan.frames / 15)
    assert report.seconds > taking.manifest().spent > 0
    assert [taking.take(n).clip for n in (1, 2, 3)] == [s.clip for s in report.segments]


def test_progress_counts_what_is_kept_and_is_never_whole_without_a_film(store: ObjectStore) -> None:
    taking = Taking(store, GOOD | {2: BROKEN})
    taking.shoot()
    ended = taking.progress
    taking.recode(2, GOOD[2])
    taking.shoot()

    assert (ended.status, ended.segments_done) == ("done", 2)
    assert ended.percent < 95
    assert (taking.progress.percent, taking.progress.segments_done) == (100, 3)


@pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("setpriv") is None, reason="only root can be given less"
)
def test_without_a_uid_of_their_own_a_models_scenes_are_refused_and_nobody_repairs_them(
    store: ObjectStore,
) -> None:
    taking = Taking(store, GOOD)
    roots = (ROOT / "layers/studio/python", ROOT / "render_container")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ["HOME"],
        "PYTHONPATH": os.pathsep.join(map(str, roots)),
        "MANIFEST_URL": taking.plan().manifest,
    }
    command = ["setpriv", "--bounding-set", "-setuid", sys.executable, "-m", "render"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 1, done.stderr
    assert "platform_unsafe" in (taking.report().failure or "")


def test_without_repairs_left_a_bad_scene_is_shown_plainly_and_told_of(store: ObjectStore) -> None:
    taking = Taking(store, GOOD)
    taking.recode(2, BROKEN, given_up="Nobody could repair it.")

    assert taking.shoot() == Verdict("review")
    assert shown(taking) == [RED, GREY, GREEN]
    assert "Its plain scene was filmed instead" in (taking.report().segments[1].warning or "")
    assert "no such curve" in taking.take(2).problems[0].message
    again = taking.plan()
    assert taking.manifest().kept[2].report.warning == taking.report().segments[1].warning
    assert again.parts == ()


def test_what_a_killed_task_had_filmed_is_not_filmed_again(store: ObjectStore) -> None:
    taking = Taking(store, GOOD | {2: ENDLESS})
    task = Job(store, None, {"MANIFEST_URL": taking.plan().manifest}).start()
    try:
        deadline = time.monotonic() + 60
        while len(taking.clips) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
    finally:
        task.terminate()
        task.communicate(timeout=20)
    first = taking.clips
    assert sorted(name[:8] for name in first) == ["clip-001", "clip-003"]

    taking.recode(2, GOOD[2])

    assert taking.shoot() == Verdict("review")
    assert [name[:8] for name in taking.clips[len(first) :]] == ["clip-002"]


@pytest.mark.parametrize("last", [True, False])
def test_where_new_code_fails_for_good_the_clip_before_it_stays(
    store: ObjectStore, last: bool
) -> None:
    taking = Taking(store, GOOD)
    taking.shoot()
    film = taking.store.objects[keys.output_key(JOB, "final.mp4")]
    taking.recode(2, BROKEN)
    if not last:
        assert taking.shoot() == Verdict("repair", (2,))
        assert taking.store.objects[keys.output_key(JOB, "final.mp4")] == film
        assert "no such curve" not in (taking.report().segments[1].warning or "")
        taking.recode(2, BROKEN + "# again\n", given_up="Nobody could repair it.")

    assert taking.shoot(last=last) == Verdict("review")
    assert shown(taking) == [RED, BLUE, GREEN]
    warning = taking.report().segments[1].warning or ""
    assert warning.startswith("An earlier version of it is shown: ValueError: no such curve")


def test_a_clip_that_was_good_is_not_replaced_by_one_with_problems(store: ObjectStore) -> None:
    taking = Taking(store, GOOD)
    taking.shoot()
    taking.recode(2, OFF_FRAME)

    assert taking.shoot(last=True) == Verdict("review")
    assert shown(taking) == [RED, BLUE, GREEN]
    assert [problem.kind for problem in taking.take(2).problems] == ["off_frame"]
    warning = taking.report().segments[1].warning or ""
    assert warning.startswith("An earlier version of it is shown")


def test_a_better_film_replaces_the_one_that_was_delivered(store: ObjectStore) -> None:
    taking = Taking(store, GOOD)
    taking.shoot()
    taking.recode(2, OTHER)

    assert taking.shoot() == Verdict("review")
    assert shown(taking) == [RED, GREY, GREEN]
    assert [s.clip for s in taking.report().segments] == [
        s.clip for s in taking.manifest().plan.segments
    ]


def test_a_kept_clip_that_is_damaged_is_filmed_again(store: ObjectStore) -> None:
    taking = Taking(store, GOOD | {2: BROKEN})
    taking.shoot()
    key = keys.clip_key(JOB, taking.take(1).clip or "")
    store.objects[key] = store.objects[key][:-7]
    taking.recode(2, GOOD[2])

    assert taking.shoot() == Verdict("review")
    assert shown(taking) == [RED, BLUE, GREEN]


def test_nobody_is_told_of_a_clip_that_was_kept_without_its_report(store: ObjectStore) -> None:
    taking = Taking(store, GOOD)
    taking.shoot()
    for name in [name for name in store.objects if name.startswith(keys.clips_prefix(JOB))]:
        if name.endswith(".json"):
            del store.objects[name]

    taking.plan()

    assert taking.manifest().kept == {}


def test_pictures_show_the_film_at_the_times_that_were_asked_for(store: ObjectStore) -> None:
    taking = Taking(store, GOOD, qa_density="normal")
    taking.shoot()
    stored = store.objects[keys.review_spots_key(JOB)]
    spots = TypeAdapter(list[FrameSpot]).validate_json(stored)

    assert [spot.scene for spot in spots] == [1, 1, 2, 3]
    for place, spot in enumerate(spots, 1):
        jpeg = store.objects[keys.review_frame_key(JOB, f"frame-{place:03d}.jpg")]
        with Image.open(io.BytesIO(jpeg)) as picture:
            assert (picture.format, picture.width) == ("JPEG", 854)
            corner = np.asarray(picture)[4:20, 4:20].mean(axis=(0, 1))
        assert nearest(corner) == (RED, BLUE, GREEN)[spot.scene - 1]

    taking.recode(2, OTHER)
    taking.plan()

    assert {spot.scene for spot in taking.manifest().looks} == {2}


def test_several_tasks_film_what_is_missing_and_one_joins_it_with_what_is_kept(
    store: ObjectStore,
) -> None:
    taking = Taking(store, GOOD | {2: BROKEN})
    planned = taking.plan(megapixels=10)
    assert len(planned.parts) > 1
    for part in planned.parts:
        taking.film(part)

    assert taking.judge() == Verdict("repair", (2,))
    assert taking.judge() == Verdict("repair", (2,))
    first = taking.clips

    taking.recode(2, GOOD[2])
    again = taking.plan(megapixels=3)
    assert again.parts == ()
    taking.film(again.manifest)
    assert taking.judge() == Verdict("review")
    assert [name[:8] for name in taking.clips[len(first) :]] == ["clip-002"]
    assert shown(taking) == [RED, BLUE, GREEN]


def test_parts_that_filmed_everything_are_joined(store: ObjectStore) -> None:
    taking = Taking(store, GOOD)
    planned = taking.plan(megapixels=10)
    for part in planned.parts:
        taking.film(part)

    assert taking.judge() == Verdict("join")
    taking.film(planned.manifest)
    assert shown(taking) == [RED, BLUE, GREEN]
    assert [segment.number for segment in taking.report().segments] == [1, 2, 3]
    assert taking.judge() == Verdict("review")
