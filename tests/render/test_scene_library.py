"""The library of scenes is what it says: good ones are good, and each broken one is told of."""

import json
from collections.abc import Mapping, Sequence

import pytest

from studio.domain.render import Checks, RenderManifest, RenderPlan, RenderReport, SegmentReport
from studio.domain.scene_repair import repair
from tests.fakes.scenes import BROKEN, GOOD, broken, numbered
from tests.render.workshop import Job, Part, a_job, an_object_store

FRAMES, CUES = 60, [1.0, 2.5]
SECONDS = 4.0
BATCH = 15
IMPATIENT = "import sys; from render.task import main; sys.exit(main(lambda *_: 20.0))"
"""The task, which gives no scene more than twenty seconds."""


def filmed(sources: Sequence[str], checks: Checks) -> list[SegmentReport]:
    """How each of them fared; the plain scene takes the place of one that does not film."""
    reports: list[SegmentReport] = []
    for first in range(0, len(sources), BATCH):
        batch = sources[first : first + BATCH]
        reports += film(batch, checks).segments
    return reports


def film(sources: Sequence[str], checks: Checks) -> RenderReport:
    with an_object_store() as store:
        parts = [Part(numbered(each, n), frames=FRAMES) for n, each in enumerate(sources, 1)]
        job = a_job(store, parts)
        assert isinstance(job.manifest, RenderManifest)
        entry = {"frames": FRAMES, "fps": 15, "actual_duration_sec": SECONDS, "cues": CUES}
        assert isinstance(job.manifest.plan, RenderPlan)
        segments = [s.model_copy(update={"checks": checks}) for s in job.manifest.plan.segments]
        plan = job.manifest.plan.model_copy(update={"segments": tuple(segments)})
        told = json.dumps([entry] * len(parts))
        update = {"plan": plan, "segments_json": told, "take_report": store.url("take.json")}
        manifest = job.manifest.model_copy(update=update)
        store.objects["manifest.json"] = manifest.model_dump_json().encode()
        assert Job(store, manifest).run(IMPATIENT) == 0
        return RenderReport.model_validate_json(store.objects["take.json"])


NAMES = [each.name for each in BROKEN]
MODELS = [each for each in BROKEN if each.mender == "model" and each.kind != "forbidden"]


def by_name(sources: Mapping[str, str], checks: Checks) -> dict[str, SegmentReport]:
    return dict(zip(sources, filmed(list(sources.values()), checks), strict=True))


@pytest.fixture(scope="module")
def as_written() -> dict[str, SegmentReport]:
    return by_name({each.name: each.broken for each in BROKEN}, "none")


@pytest.fixture(scope="module")
def repaired() -> dict[str, SegmentReport]:
    """As they are filmed in a job: what needs no model to be mended is mended."""
    return by_name({e.name: repair(e.broken, "Segment01").source for e in BROKEN}, "strict")


def test_good_scenes_and_mended_ones_are_good() -> None:
    good = {each.name: each.source for each in GOOD}
    mended = {f"mended {each.name}": each.mended for each in BROKEN}
    fates = by_name(good | mended, "strict")

    assert {n: f.problems for n, f in fates.items() if f.problems or f.warning} == {}


@pytest.mark.parametrize("name", NAMES)
def test_what_cannot_be_filmed_is_not_filmed(
    as_written: dict[str, SegmentReport], name: str
) -> None:
    plain = "plain scene was filmed instead" in (as_written[name].warning or "")

    assert plain == broken(name).fails


@pytest.mark.parametrize("name", [each.name for each in BROKEN if each.mender != "model"])
def test_what_needs_no_model_is_repaired_without_one(
    repaired: dict[str, SegmentReport], name: str
) -> None:
    assert repaired[name].problems == ()


@pytest.mark.parametrize("name", [each.name for each in MODELS])
def test_what_a_model_has_to_repair_is_told(repaired: dict[str, SegmentReport], name: str) -> None:
    kinds = {problem.kind for problem in repaired[name].problems}

    assert broken(name).kind in kinds


@pytest.mark.parametrize("source", [each.source for each in GOOD], ids=[e.name for e in GOOD])
def test_what_is_good_is_left_alone(source: str) -> None:
    assert repair(source, "Segment01").changes == ()


def test_there_is_a_scene_for_each_of_twenty_mistakes() -> None:
    assert len(set(NAMES)) == len(NAMES) >= 20
