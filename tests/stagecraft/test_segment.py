"""A segment is exactly as long as told and moves on its cues."""

import json
import subprocess
import sys
from pathlib import Path

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manim import RIGHT, Arrow, Circle, Create, Dot, FadeIn, Line, Square, Text, Wait

from stagecraft.arrays import Array
from stagecraft.clock import Clock
from stagecraft.segment import Segment
from stagecraft.themes import THEMES
from tests.stagecraft.filming import entry, film

CONTAINER = Path(__file__).parents[2] / "render_container"


class Talk(Segment):
    def construct(self):
        self.heading("Finding the slot")
        cells = self.show(Array(["7", "2", "9"]))
        self.cue(1)
        self.play(cells.point(low=0, high=2))
        self.cue(2)
        self.play(cells.highlight(1))
        self.wait(0.37)
        self.play(cells.note("Nothing overruns"), run_time=0.3)


@pytest.mark.parametrize("fps", [1, 7, 15, 24, 30, 60])
@pytest.mark.parametrize("duration", [0.05, 2.34, 5.37])
def test_a_segment_has_exactly_the_frames_of_its_narration(fps, duration):
    cues = [duration * 0.3, duration * 0.61]

    _, renderer = film(Talk, [entry(duration, cues)], fps)

    assert renderer.frames == round(duration * fps)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 120), st.integers(1, 90), st.lists(st.floats(0, 5), max_size=3))
def test_no_duration_rate_or_cue_makes_it_a_frame_longer_or_shorter(fps, frames, cues):
    _, renderer = film(Talk, [entry(frames / fps, sorted(cues))], fps)

    assert renderer.frames == frames


def test_an_animation_begins_on_the_frame_of_its_cue():
    _, renderer = film(Talk, [entry(9.0, [2.5, 5.2])], 30)

    assert renderer.moving_starts[1:3] == [75, 156]


def test_an_animation_stops_where_the_next_cue_begins():
    class Hurried(Segment):
        def construct(self):
            square = Square()
            self.cue(1)
            self.play(Create(square), run_time=5)
            self.cue(2)
            self.play(square.animate.shift(RIGHT), run_time=5)

    _, renderer = film(Hurried, [entry(3.0, [1.0, 1.5])], 30)

    assert renderer.plays == [(0, 30, True), (30, 15, False), (45, 45, False)]


def test_with_no_frame_left_the_animation_jumps_to_its_end():
    class Late(Segment):
        def construct(self):
            self.square = Square()
            self.add(self.square)
            self.wait(10)
            self.play(self.square.animate.shift(3 * RIGHT))
            self.cells = Array(["1"])
            self.show(self.cells)
            self.play(self.cells.note("end"))

    scene, renderer = film(Late, [entry(1.0)], 30)

    assert renderer.frames == 30
    assert scene.square.get_x() == pytest.approx(3)
    assert scene.cells.caption in scene.get_mobject_family_members()


def test_a_scene_that_ignores_its_cues_is_not_cut_at_them():
    class Deaf(Segment):
        def construct(self):
            self.play(Create(Square()), run_time=2)

    _, renderer = film(Deaf, [entry(4.0, [0.5, 1.0])], 30)

    assert renderer.plays[0] == (0, 60, False)


def test_an_unknown_or_late_cue_does_not_wait():
    class Eager(Segment):
        def construct(self):
            self.wait(1)
            self.cue(1)
            self.cue(9)
            self.play(FadeIn(Circle()))

    class Patient(Eager):
        def construct(self):
            self.cue(9)
            self.play(FadeIn(Circle()))

    _, renderer = film(Eager, [entry(4.0, [0.5])], 30)
    _, other = film(Patient, [entry(4.0, [0.5])], 30)

    assert renderer.moving_starts == [15]
    assert other.moving_starts == [0]


def test_waits_are_frozen_frames():
    _, renderer = film(Talk, [entry(20.0, [5.0, 10.0])], 30)

    held = sum(frames for _, frames, still in renderer.plays if still)
    assert held > 450


def test_updaters_keep_running_through_waits():
    class Alive(Segment):
        def construct(self):
            dot = Circle()
            dot.add_updater(lambda m, dt: m.shift(dt * RIGHT))
            self.add(dot)
            self.cue(1)
            self.play(Create(Square()))
            self.play(Wait(0.5))

    _, renderer = film(Alive, [entry(3.1, [1.0])], 24)

    assert renderer.frames == round(3.1 * 24)
    assert not any(still for *_, still in renderer.plays)


def test_waiting_for_a_condition_is_counted_too():
    class Conditional(Segment):
        def construct(self):
            asked = []
            self.wait_until(lambda: asked.append(1) or len(asked) == 7)

    _, renderer = film(Conditional, [entry(2.0)], 30)

    assert renderer.plays[0][1] == 7
    assert renderer.frames == 60


def test_without_segments_json_cues_are_two_seconds_apart():
    _, renderer = film(Talk, None, 30)

    assert renderer.moving_starts[1:3] == [60, 120]


def test_a_segment_that_has_no_entry_says_so():
    class Ninth(Segment):
        number = 9

    with pytest.raises(ValueError, match="none of them number 9"):
        film(Ninth, [entry(1.0)])


def test_a_misspelled_theme_is_refused():
    with pytest.raises(ValueError, match="chalkbord"):
        film(Talk, None, 30, theme="chalkbord")


def test_plain_manim_is_visible_on_a_light_board():
    class Plain(Segment):
        def construct(self):
            self.marks = [Text("a"), Square(), Line(), Dot(), Arrow()]
            self.play(*[Create(mark) for mark in self.marks])

    scene, _ = film(Plain, None, 4, theme="light")

    assert {str(mark.get_color()) for mark in scene.marks} == {THEMES["light"].primary}


def test_the_clock_lets_nothing_pass_the_cue_that_is_awaited():
    clock = Clock(30, 300, (90, 120), strict=True, frame=80)

    assert clock.clip(1.0) == 10
    clock.frame = 90
    assert clock.clip(1.0) == 0
    clock.reach(1)
    assert clock.clip(5.0) == 30


def test_the_plain_command_line_writes_the_same_number_of_frames(tmp_path):
    (tmp_path / "scene.py").write_text(
        "from stagecraft import *\n\n\n"
        "class Segment02(Segment):\n"
        "    number = 2\n"
        "    theme = 'light'\n\n"
        "    def construct(self):\n"
        "        self.heading('Two')\n"
        "        self.show(TitleCard('Two', 'of two'))\n"
        "        self.cue(1)\n"
        "        self.play(Create(Circle()))\n"
    )
    (tmp_path / "segments.json").write_text(json.dumps([entry(1.0), entry(2.29, [1.13], 24)]))
    command = [sys.executable, "-m", "manim", "render", "-r", "128,72", "--fps", "24"]
    quiet = ["--disable_caching", "--progress_bar", "none", "-v", "ERROR"]
    subprocess.run(
        [*command, *quiet, "scene.py", "Segment02"],
        cwd=tmp_path, env={"PYTHONPATH": str(CONTAINER), "PATH": "/usr/bin:/bin"}, check=True,
    )  # fmt: skip
    (video,) = tmp_path.glob("media/videos/**/Segment02.mp4")
    with av.open(str(video)) as file:
        frames = sum(1 for _ in file.decode(video=0))

    assert frames == 55
