"""A clip's name changes with all that the clip is made of, and with nothing else."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain import clips
from studio.domain.clips import caption_frames, clip_name, report_of, with_clips
from studio.domain.render import Caption, Format
from tests.builders import a_render_plan, a_segment_plan

SECOND = 30
CAPTION = Caption(start=2.5, end=3.0, lines=("Burned", "in"))
ENTRY = {"actual_duration_sec": 2.0, "cues": [0.5]}
texts = st.text(min_size=1, max_size=20)


def name(plan=None, *, first_frame=SECOND, entry=ENTRY, **changes):
    segment = a_segment_plan(2, **changes)
    return clip_name(plan or a_plan(), segment, first_frame, entry)


def a_plan(**changes):
    return a_render_plan(**{"burn_captions": True, "captions": (CAPTION,), **changes})


NAME = name()


def test_it_is_a_file_name_that_tells_whose_clip_it_is():
    assert re.fullmatch(r"clip-002-[0-9a-f]{32}\.bin", NAME)
    assert report_of(NAME) == NAME.replace(".bin", ".json")
    assert name() == NAME


@given(
    st.sampled_from(["class_name", "source", "fallback_source", "title"]), texts, st.integers(1, 99)
)
def test_each_text_of_the_scene_and_its_length_are_in_it(field, text, frames):
    assert (name(**{field: text}) == NAME) == (getattr(a_segment_plan(2), field) == text)
    assert (name(frames=frames) == name(frames=30)) == (frames == 30)


@given(texts, texts)
def test_two_texts_are_never_taken_for_one(one, other):
    assert name(source=one, title=other) != name(source=one + other, title="")


@given(
    st.dictionaries(texts, st.one_of(st.floats(allow_nan=False), texts, st.lists(st.integers())))
)
def test_what_the_scene_reads_is_in_it(entry):
    assert (name(entry=entry) == NAME) == (entry == ENTRY)


@pytest.mark.parametrize(
    "changes",
    [
        {"theme": "light"},
        {"burn_captions": False},
        {"format": Format(width=854, height=480, fps=30)},
        {"format": Format(width=640, height=480, fps=15)},
        {"captions": (CAPTION.model_copy(update={"lines": ("Burned", "out")}),)},
        {"captions": (CAPTION.model_copy(update={"end": 3.2}),)},
    ],
)
def test_how_the_film_looks_is_in_it(changes):
    assert name(a_plan(**changes)) != NAME


@pytest.mark.parametrize(
    "changes",
    [
        {"job_id": "another"},
        {"title": "Another Video"},
        {"captions": (CAPTION, Caption(start=0.1, end=0.9, lines=("Before it",)))},
        {"captions": (CAPTION, Caption(start=4.0, end=4.5, lines=("After it",)))},
    ],
)
def test_what_is_not_seen_in_it_is_not(changes):
    assert name(a_plan(**changes)) == NAME


@pytest.mark.parametrize("changes", [{"checks": "strict"}, {"voice": "x"}, {"narration": "Other"}])
def test_neither_is_how_it_was_examined(changes):
    assert name(**changes) == NAME


def test_another_engine_makes_other_clips(monkeypatch):
    monkeypatch.setattr(clips, "ENGINE", clips.ENGINE + 1)
    newer = name()
    monkeypatch.undo()
    monkeypatch.setattr(clips, "__version__", "99.0")

    assert len({NAME, newer, name()}) == 3


def test_the_same_caption_elsewhere_in_the_scene_is_another_clip():
    assert name(first_frame=SECOND + 1) != NAME
    assert caption_frames(CAPTION, a_plan(), a_segment_plan(2), SECOND) == (8, 15)
    assert caption_frames(CAPTION, a_plan(), a_segment_plan(2), 45) is None


def test_a_plans_clips_are_named_by_where_its_segments_begin():
    plan = a_plan(segments=(a_segment_plan(1), a_segment_plan(2), a_segment_plan(3)))
    entries = json.loads(json.dumps([ENTRY] * 3))

    named = with_clips(plan, entries)

    assert named.segments[1].clip == NAME
    assert len({segment.clip for segment in named.segments}) == 3
