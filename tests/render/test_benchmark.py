"""The benchmark finds ordinary scenes, lets both ways film them, and adds up honestly."""

from pathlib import Path

import numpy as np
import pytest

from render import benchmark_table as table
from render.benchmark import Bench, Unequal, agreed, measure
from render.benchmark_likeness import ssim
from render.benchmark_scale import longest_queue
from render.benchmark_subjects import subjects
from render.benchmark_usage import Usage
from studio.domain.render import Format

SCENES = """
import random
from manim import *

class Drawn(Scene):
    def construct(self):
        self.camera.background_color = ORANGE
        self.play(Create(Circle(color=BLUE)), run_time=random.choice([0.3, 0.4, 0.5]))
        self.wait(0.2)

class Broken(Drawn):
    def construct(self):
        raise LookupError("no such shape")
"""


def a_comparison(name: str, plain_seconds: float, our_seconds: float) -> table.Comparison:
    return table.Comparison(
        name=name,
        frames=30,
        plain=Usage(plain_seconds, plain_seconds, 10**8),
        ours=Usage(our_seconds, our_seconds / 2, 10**8),
        warm_seconds=our_seconds / 2,
        plain_size=1000,
        our_size=1500,
        likeness=0.99,
        least_likeness=0.98,
    )


def test_scenes_are_found_without_running_their_modules(tmp_path: Path) -> None:
    (tmp_path / "b.py").write_text(f"{SCENES}\nraise SystemExit\n")
    (tmp_path / "a.py").write_text(
        "class Base(m.ThreeDScene): ...\n"
        "class Shown(Base):\n    def construct(self): ...\n"
        "class Unrelated:\n    def construct(self): ...\n"
    )

    found = [(subject.module.name, subject.class_name) for subject in subjects(tmp_path)]

    assert found == [("a.py", "Shown"), ("b.py", "Drawn"), ("b.py", "Broken")]


def test_unequal_numbers_of_frames_are_no_comparison() -> None:
    assert agreed(15, 15) == 15

    with pytest.raises(Unequal):
        agreed(15, 14)


def test_both_ways_film_a_scene_whose_length_nobody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scratch").mkdir()
    (tmp_path / "scenes/some.py").write_text(SCENES)
    low = ("-ql", Format(width=854, height=480, fps=15))
    monkeypatch.setattr("render.benchmark.QUALITIES", {"low": low})
    lines: list[str] = []

    failed = measure(
        subjects(tmp_path / "scenes"), Bench("low", tmp_path / "scratch"), lines.append
    )

    _, drawn, broken, together, *_ = lines
    cells = [cell.strip() for cell in drawn.strip("|").split("|")]
    assert cells[0] == "Drawn"
    assert int(cells[1]) in {8, 9, 10, 11}
    assert float(cells[-1]) > 0.98
    assert broken.startswith("Broken: not compared")
    assert "LookupError" in broken
    assert "all at once" in together
    assert failed == 1


def test_ratios_are_summed_up_by_their_geometric_mean() -> None:
    said = "\n".join(table.summary([a_comparison("A", 2, 1), a_comparison("B", 8, 1)]))

    assert "4.0 times as fast, 8.0 times with a warm interpreter" in said
    assert "least: 2.0 times (A)" in said
    assert "processor seconds: 8.0 times fewer" in said
    assert "1.50 times the size" in said


def test_every_row_is_as_wide_as_the_head() -> None:
    lines = table.head().split("\n")
    scenes = [a_comparison("A", 2, 1)]
    lines += [table.row(scenes[0]), table.together(scenes, scenes[0].ours)]

    assert len({len(line) for line in lines}) == 1


def test_a_picture_is_like_itself_and_less_like_a_noisy_one() -> None:
    chance = np.random.default_rng(1)
    picture = chance.uniform(0, 255, (48, 64)).astype(np.float32)
    slightly, badly = (
        picture + chance.normal(0, spread, picture.shape).astype(np.float32) for spread in (5, 50)
    )

    assert ssim(picture, picture) == pytest.approx(1)
    assert 1 > ssim(picture, slightly) > 0.95
    assert ssim(picture, badly) < 0.9


def test_ssim_of_two_flat_pictures_is_its_luminance_term() -> None:
    dark, bright = (np.full((16, 16), level, np.float32) for level in (50, 100))
    expected = (2 * 50 * 100 + 2.55**2) / (50**2 + 100**2 + 2.55**2)

    assert ssim(dark, bright) == pytest.approx(expected, rel=1e-4)


def test_the_longest_segments_are_spread_first() -> None:
    assert longest_queue([1, 5, 2, 4], 2) == 6
    assert longest_queue([1, 5, 2, 4], 1) == 12
