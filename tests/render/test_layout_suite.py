"""How much of what is wrong with scenes is found, and how much is told of good ones."""

from collections import Counter

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


def test_hardly_anything_is_told_of_good_scenes() -> None:
    scenes = good()
    told = {each.name: alarms for each in scenes if (alarms := false_alarms(each))}
    share = len(told) / len(scenes)

    assert share <= MOST_FALSE, f"{share:.1%} of {len(scenes)} good scenes: {told}"
