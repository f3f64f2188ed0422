"""The benchmark finds the scenes of a finished job, and measures both ways alike."""

import json
from pathlib import Path

import pytest

from render.benchmark import Measured, Unequal, _row, measure, subjects
from tests.render.workshop import a_scene


def a_finished_job(folder: Path, body: str = "self.play(Create(Circle()), run_time=0.5)") -> Path:
    (folder / "scene_01.py").write_text(a_scene(1, "#101010", body))
    (folder / "scene_02.py").write_text("def unrelated(): ...\n" + a_scene(2, "#101010", body))
    segments = [{"class_name": f"Segment{number:02d}", "frames": 15} for number in (1, 2)]
    (folder / "segments.json").write_text(json.dumps(segments))
    return folder


def test_every_segment_is_found_with_its_module_and_length(tmp_path: Path) -> None:
    first, second = subjects(a_finished_job(tmp_path))

    assert (first.class_name, first.module.name, first.frames) == ("Segment01", "scene_01.py", 15)
    assert second.class_name == "Segment02"


def test_unequal_numbers_of_frames_are_no_comparison() -> None:
    with pytest.raises(Unequal):
        _row("Segment01", 15, Measured(1.0, 15, 10), Measured(1.0, 14, 10))


def test_both_ways_film_the_same_scenes(tmp_path: Path) -> None:
    (tmp_path / "job").mkdir()
    (tmp_path / "scratch").mkdir()
    (tmp_path / "job/scene_01.py").write_text(
        a_scene(1, "#101010", "self.play(Create(Circle()), run_time=0.5)")
    )
    segments = [{"class_name": "Segment01", "frames": 15}]
    (tmp_path / "job/segments.json").write_text(json.dumps(segments))

    head, scene, total = measure(tmp_path / "job", tmp_path / "scratch")

    assert head.split()[:2] == ["scene", "frames"]
    assert scene.split()[:2] == ["Segment01", "15"]
    assert total.startswith("all, from a cold start")
