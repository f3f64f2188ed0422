"""The library of scenes is what it says: the good and the mended film, the broken do not."""

import json
from collections.abc import Sequence

import pytest

from studio.domain.render import RenderManifest, RenderReport, SegmentReport
from tests.fakes.scenes import BROKEN, GOOD, numbered
from tests.render.workshop import Job, Part, a_job, an_object_store

FRAMES, CUES = 60, [1.0, 2.5]
SECONDS = 4.0
BATCH = 15
IMPATIENT = "import sys; from render.task import main; sys.exit(main(lambda *_: 12.0))"
"""The task, which gives no scene more than twelve seconds."""


def filmed(sources: Sequence[str]) -> list[SegmentReport]:
    """How each of them fared; the plain scene takes the place of one that does not film."""
    reports: list[SegmentReport] = []
    for first in range(0, len(sources), BATCH):
        batch = sources[first : first + BATCH]
        reports += film(batch).segments
    return reports


def film(sources: Sequence[str]) -> RenderReport:
    with an_object_store() as store:
        parts = [Part(numbered(each, n), frames=FRAMES) for n, each in enumerate(sources, 1)]
        job = a_job(store, parts)
        assert isinstance(job.manifest, RenderManifest)
        entry = {"frames": FRAMES, "fps": 15, "actual_duration_sec": SECONDS, "cues": CUES}
        manifest = job.manifest.model_copy(
            update={"segments_json": json.dumps([entry] * len(parts))}
        )
        store.objects["manifest.json"] = manifest.model_dump_json().encode()
        assert Job(store, manifest).run(IMPATIENT) == 0
        return job.report


@pytest.fixture(scope="module")
def fates() -> dict[str, SegmentReport]:
    failing = [each for each in BROKEN if each.fails]
    reports = filmed([each.broken for each in failing])
    return {each.name: report for each, report in zip(failing, reports, strict=True)}


def test_good_scenes_film() -> None:
    reports = filmed([each.source for each in GOOD])

    assert [(r.number, r.warning) for r in reports if r.warning] == []


def test_mended_scenes_film() -> None:
    reports = filmed([each.mended for each in BROKEN])

    assert [(e.name, r.warning) for e, r in zip(BROKEN, reports, strict=True) if r.warning] == []


def test_scenes_that_only_look_wrong_film() -> None:
    scenes = [each for each in BROKEN if not each.fails]
    reports = filmed([each.broken for each in scenes])

    assert [(e.name, r.warning) for e, r in zip(scenes, reports, strict=True) if r.warning] == []


@pytest.mark.parametrize("name", [each.name for each in BROKEN if each.fails])
def test_a_broken_scene_does_not_film(fates: dict[str, SegmentReport], name: str) -> None:
    assert "plain scene was filmed instead" in (fates[name].warning or "")


def test_every_kind_has_a_name_of_its_own() -> None:
    names = [each.name for each in BROKEN]

    assert len(set(names)) == len(names) >= 20
