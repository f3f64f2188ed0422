"""How much of what is wrong with scenes is found, and how much is told of good ones."""

from collections import Counter

import pytest

from render.layout.watch import Watch
from tests.render.defects.good import Good, good
from tests.render.defects.seeded import Defect, seeded
from tests.render.rehearsal import result_of

LEAST_FOUND = 0.95
MOST_FALSE = 0.05
KINDS = 5


def found(defect: Defect) -> set[str]:
    return {each.kind for each in result_of(defect.source, rehearse=True, checks="strict").problems}


def false_alarms(scene: Good) -> list[str]:
    result = result_of(
        scene.source,
        scene.class_name,
        scene.segments,
        frames=scene.frames,
        rehearse=True,
        checks="strict",
    )
    return [str(each) for each in result.problems]


def test_nearly_every_defect_is_found_and_called_by_its_name() -> None:
    defects = seeded()
    missed = [each.name for each in defects if each.kind not in found(each)]
    share = 1 - len(missed) / len(defects)

    assert len(defects) >= 60
    assert len(Counter(each.kind for each in defects)) == KINDS
    assert share >= LEAST_FOUND, f"{share:.1%} of {len(defects)} found; missed: {missed}"


def test_the_suite_fails_where_nothing_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Watch, "_look", lambda *_: None)

    assert not any(each.kind in found(each) for each in seeded()[::20])


def test_the_suite_fails_where_every_text_alarms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("render.layout.reading_rules._FLOOR", 1000.0)

    assert all(map(false_alarms, good()[:3]))


def test_hardly_anything_is_told_of_good_scenes() -> None:
    scenes = good()
    told = {each.name: alarms for each in scenes if (alarms := false_alarms(each))}
    share = len(told) / len(scenes)

    assert share <= MOST_FALSE, f"{share:.1%} of {len(scenes)} good scenes: {told}"
