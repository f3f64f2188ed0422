"""Planning the takes of a film whose scenes a model wrote."""

import pytest

from studio.application import artifacts as keys
from studio.application.happenings import Stamp
from studio.application.stages.plan_render import PlanRender
from studio.domain.clips import report_of
from studio.domain.render import Join, RenderManifest, RenderReport, SegmentReport
from studio.domain.scene_take import MOST_REPAIRS, SceneTake
from tests.builders import (
    JOB,
    a_brief,
    a_job,
    a_report,
    a_scene,
    a_script,
    a_track,
    an_event,
    scene_code,
)
from tests.fakes import CountingRandomness, InMemoryArtifacts, InMemoryJobs, SteppingClock

SCENES = tuple(a_scene(n) for n in (1, 2, 3))
FILM = ("final.mp4", "thumb.jpg", "voiceover.wav")


class Planning:
    def __init__(self, **brief):
        self.jobs, self.artifacts = InMemoryJobs(), InMemoryArtifacts()
        self.jobs.add(a_job(brief=a_brief(**brief)), an_event(0))
        self.write(keys.script_key(JOB), a_script(*SCENES))
        for scene in SCENES:
            self.write(keys.track_key(JOB, scene.number), a_track())
            self.take(scene.number)

    def write(self, key, document):
        self.artifacts.bodies[key] = document.model_dump_json().encode()

    def take(self, number, **changes):
        take = SceneTake(code=scene_code(SCENES[number - 1])).model_copy(update=changes)
        keys.store_take(self.artifacts, JOB, take)

    def __call__(self, megapixels=37_500, **how):
        stamp = Stamp(SteppingClock(), CountingRandomness())
        planning = PlanRender(self.jobs, self.jobs, self.artifacts, _plain, stamp, megapixels)
        return planning(JOB, **{"modelled": True, **how})

    def manifest(self, **how):
        return self.read(self(**how).manifest)

    def read(self, url):
        key = url.removeprefix("https://artifacts.invalid/").removesuffix("?get")
        return RenderManifest.model_validate_json(self.artifacts.bodies[key])

    def keep(self, name, **changes):
        """The clip of this name was stored, and what is told of it."""
        number = int(name[5:8])
        report = SegmentReport(**{"number": number, "frames": 9, "seconds": 1, **changes})
        self.artifacts.bodies[keys.clip_key(JOB, name)] = b"CLIP1"
        self.write(keys.clip_key(JOB, report_of(name)), report)

    def names(self):
        return [segment.clip for segment in self.manifest().plan.segments]


def _plain(scene, theme):
    return f"# {theme} {scene.number}"


def test_the_offline_writers_manifest_is_as_it_always_was():
    planning = Planning()

    planned = planning(modelled=False)
    manifest = planning.read(planned.manifest)

    assert not planned.judged
    assert not manifest.judged
    assert set(manifest.outputs) == set(FILM)
    assert {(s.checks, s.clip) for s in manifest.plan.segments} == {("none", None)}
    assert keys.take_report_key(JOB) not in planning.artifacts.bodies


def test_scenes_are_examined_strictly_while_they_can_be_repaired():
    planning = Planning()
    planning.take(2, repairs=MOST_REPAIRS)
    planning.take(3, given_up="No budget.")

    assert [s.checks for s in planning.manifest().plan.segments] == ["strict", "lenient", "lenient"]
    assert {s.checks for s in planning.manifest(last=True).plan.segments} == {"lenient"}


def test_every_missing_clip_has_a_place_beside_the_film():
    manifest = Planning().manifest()
    clips = [segment.clip for segment in manifest.plan.segments]

    assert set(manifest.outputs) == {*FILM, *clips, *map(report_of, clips)} | {
        f"frame-{place:03d}.jpg" for place, _ in enumerate(manifest.looks, 1)
    }
    for name in (*FILM, *clips):
        assert manifest.outputs[name].endswith("?put-once")
    assert manifest.take_report == f"https://artifacts.invalid/{keys.take_report_key(JOB)}?put"
    assert manifest.outputs["frame-001.jpg"].endswith("/work/review/frame-001.jpg?put")


def test_what_is_there_is_kept_with_what_was_told_of_it():
    planning = Planning()
    first, second, third = planning.names()
    planning.keep(first, warning="A little short.")
    planning.keep(third)

    manifest = planning.manifest()

    assert set(manifest.kept) == {1, 3}
    assert manifest.kept[1].report.warning == "A little short."
    assert manifest.kept[1].url == f"https://artifacts.invalid/{keys.clip_key(JOB, first)}?get"
    assert {name for name in manifest.outputs if name.startswith("clip")} == {
        second,
        report_of(second),
    }


def test_a_clip_that_nothing_is_told_of_is_filmed_again():
    planning = Planning()
    first, *_ = planning.names()
    planning.keep(first)
    del planning.artifacts.bodies[keys.clip_key(JOB, report_of(first))]

    assert planning.manifest().kept == {}


def test_the_clip_of_older_code_stands_by():
    planning = Planning()
    planning.keep("clip-002-before.bin", warning="Older.")
    planning.take(2, clip="clip-002-before.bin")
    planning.take(3, clip="clip-003-forgotten.bin")

    manifest = planning.manifest(last=True)

    assert set(manifest.previous) == {2}
    assert manifest.previous[2].report.warning == "Older."
    assert manifest.kept == {}


def test_a_film_that_is_there_may_be_replaced_and_only_what_changed_is_looked_at():
    planning = Planning()
    clips = planning.names()
    segments = tuple(
        SegmentReport(number=n, frames=9, seconds=1, clip=clip) for n, clip in enumerate(clips, 1)
    )
    planning.write(keys.render_report_key(JOB), a_report(segments=segments))
    planning.write(keys.take_report_key(JOB), RenderReport(seconds=40, duration=9))
    code = scene_code(SCENES[1]).model_copy(update={"source": "# other"})
    planning.take(2, code=code)

    manifest = planning.manifest()

    assert manifest.redelivers
    assert manifest.report.endswith("/report.json?put")
    assert all(manifest.outputs[name].endswith("?put") for name in FILM)
    assert {spot.scene for spot in manifest.looks} == {2}
    assert manifest.spent == 40
    assert planning.manifest().spent == 40
    unmade = RenderReport.model_validate_json(planning.artifacts.get(keys.take_report_key(JOB)))
    assert unmade == RenderReport(seconds=40)


def test_nothing_is_looked_at_where_the_caller_does_not_want_it():
    assert Planning(qa_density="zero").manifest().looks == ()


def test_parts_film_what_is_missing_and_their_clips_are_kept_in_one_place():
    planning = Planning()
    first, second, third = planning.names()
    planning.keep(first)

    planned = planning(megapixels=60)
    parts, join = [planning.read(url) for url in planned.parts], planning.read(planned.manifest)

    assert planned.judged
    assert [part.share.segments for part in parts] == [(2,), (3,)]
    assert [set(part.outputs) for part in parts] == [
        {second, report_of(second)},
        {third, report_of(third)},
    ]
    assert [set(part.kept) for part in parts] == [{1}, set()]
    assert all(part.share.report.endswith("?put") for part in parts)
    assert isinstance(join.share, Join)
    assert {name for name in join.inputs if name.startswith("clip")} == {second, third}
    assert set(join.kept) == {1}
    assert planning(megapixels=300).parts == ()


@pytest.mark.parametrize("last", [True, False])
def test_a_plan_that_is_made_twice_is_the_same(last):
    planning = Planning()

    assert planning.manifest(last=last) == planning.manifest(last=last)
