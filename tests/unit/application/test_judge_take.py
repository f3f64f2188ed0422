"""What is made of a take: every scene's fate is stored, and the next step is chosen."""

import pytest

from studio.application import artifacts as keys
from studio.application.happenings import Stamp
from studio.application.stages.judge_take import JudgeTake, Verdict
from studio.domain.errors import RenderIncomplete
from studio.domain.problem import Problem
from studio.domain.render import Join, KeptClip, RenderManifest, RenderReport, SegmentReport
from studio.domain.scene_take import SceneTake
from studio.domain.timeline import Happening
from tests.builders import JOB, a_job, a_render_plan, a_scene, a_script, an_event, scene_code
from tests.fakes import CountingRandomness, InMemoryArtifacts, InMemoryJobs, SteppingClock

WRONG = Problem(kind="crash", message="NameError: x" + "!" * 400, line=7, hint="Define x.")
BEFORE = "clip-002-before.bin"


class Judging:
    def __init__(self, *told, duration=None, kept=(), parts=()):
        self.jobs, self.artifacts = InMemoryJobs(), InMemoryArtifacts()
        self.jobs.add(a_job(), an_event(0))
        script = a_script(a_scene(1), a_scene(2))
        self.write(keys.script_key(JOB), script)
        for scene in script.scenes:
            take = SceneTake(code=scene_code(scene), clip=BEFORE if scene.number == 2 else None)
            keys.store_take(self.artifacts, JOB, take)
        share = Join(reports=("https://r",) * len(parts)) if parts else None
        manifest = RenderManifest(
            plan=a_render_plan(),
            inputs={},
            outputs={},
            share=share,
            kept={each.number: KeptClip(url="https://c", report=each) for each in kept},
            progress="https://p",
            report="https://r",
        )
        self.write(keys.render_manifest_key(JOB), manifest)
        report = RenderReport(seconds=5, duration=duration, segments=told)
        self.write(keys.take_report_key(JOB), report)
        for part, each in enumerate(parts, 1):
            report = RenderReport(seconds=part, segments=each)
            self.write(keys.part_report_key(JOB, part), report)

    def write(self, key, document):
        self.artifacts.bodies[key] = document.model_dump_json().encode()

    def __call__(self):
        stamp = Stamp(SteppingClock(), CountingRandomness())
        return JudgeTake(self.jobs, self.artifacts, stamp)(JOB)

    def take(self, number):
        stored = self.artifacts.bodies[keys.scene_take_key(JOB, number)]
        return SceneTake.model_validate_json(stored)

    @property
    def told(self):
        events = self.jobs.events(JOB)
        return [each.detail for each in events if each.happening is Happening.TAKE_JUDGED]


def filmed(number, **changes):
    fields = {"frames": 30, "seconds": 1.0, "clip": f"clip-{number:03d}-now.bin"}
    return SegmentReport(**{"number": number, **fields, **changes})


def bad(number):
    return filmed(number, clip=None, problems=(WRONG,))


def test_scenes_with_problems_go_to_repair_with_all_that_is_known_of_them():
    judging = Judging(filmed(1), bad(2))

    assert judging() == Verdict("repair", (2,))
    assert judging.take(1).clip == "clip-001-now.bin"
    assert judging.take(2).problems == (WRONG,)
    assert judging.take(2).clip == BEFORE
    problem = {"kind": "crash", "message": WRONG.message[:300], "line": 7}
    assert judging.told == [
        {
            "filmed": 1,
            "kept": 0,
            "scenes": [{"scene": 2, "problems": [problem]}],
            "next": "repair",
        }
    ]


def test_a_film_is_looked_at_whatever_is_known_of_its_scenes():
    judging = Judging(
        filmed(1), filmed(2, problems=(WRONG,), warning="Plain."), duration=2.0, kept=[filmed(1)]
    )

    assert judging() == Verdict("review")
    assert (judging.take(2).clip, judging.take(2).warning) == ("clip-002-now.bin", "Plain.")
    assert judging.take(2).problems == (WRONG,)
    assert (judging.told[0]["filmed"], judging.told[0]["kept"]) == (1, 1)


def test_what_parts_filmed_completely_is_joined():
    judging = Judging(kept=[filmed(2)], parts=[(filmed(1),)])

    assert judging() == Verdict("join")
    assert judging() == Verdict("join")
    assert judging.take(2).clip == "clip-002-now.bin"


def test_parts_with_a_bad_scene_are_one_take_whose_time_counts_once():
    judging = Judging(parts=[(filmed(1),), (bad(2),)])

    assert judging() == Verdict("repair", (2,))
    assert judging() == Verdict("repair", (2,))
    report = RenderReport.model_validate_json(judging.artifacts.get(keys.take_report_key(JOB)))
    assert (report.seconds, report.duration) == (5 + 2, None)
    assert [segment.number for segment in report.segments] == [1, 2]


@pytest.mark.parametrize(
    "judging",
    [
        Judging(filmed(1)),
        Judging(),
        Judging(parts=[(filmed(1),), ()]),
        Judging(filmed(1), filmed(2)),
    ],
    ids=["half", "nothing", "half by parts", "no film of whole scenes"],
)
def test_a_take_that_tells_too_little_is_not_judged(judging):
    with pytest.raises(RenderIncomplete):
        judging()
    assert judging.told == []
    assert judging.take(1).clip is None
