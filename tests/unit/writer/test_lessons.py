"""Every lesson, said in every way, keeps its promises."""

import re
from itertools import product
from typing import get_args

import pytest

from studio.adapters.offline_writer.lecture import SCENES, deliver, seconds
from studio.adapters.offline_writer.lesson import Lesson
from studio.adapters.offline_writer.lessons import LESSONS
from studio.adapters.offline_writer.manner import MAX_WORDS, words
from studio.adapters.offline_writer.outline import outline
from studio.domain.brief import Audience, Effort, Template, Tone, TopicBrief
from studio.domain.narration import read_marks
from studio.domain.script import DraftScene
from studio.domain.visual import ArrayStep
from tests.unit.writer.beats import beats_after_entry

TAUGHT = [*LESSONS, outline("the history of cheese")]
WAYS = list(
    product(get_args(Effort), get_args(Audience), get_args(Tone), [None, *get_args(Template)])
)


def every_delivery(lesson: Lesson) -> list[tuple[str, tuple[DraftScene, ...]]]:
    return [
        (
            effort,
            deliver(lesson, TopicBrief(topic="x", effort=effort, audience=a, tone=t, template=m)),
        )
        for effort, a, t, m in WAYS
    ]


@pytest.mark.parametrize("lesson", TAUGHT, ids=lambda lesson: lesson.title)
def test_every_beat_has_exactly_one_cue_mark(lesson):
    for _, scenes in every_delivery(lesson):
        for scene in scenes:
            assert len(read_marks(scene.narration).cues) == beats_after_entry(scene.visual), scene


@pytest.mark.parametrize("lesson", TAUGHT, ids=lambda lesson: lesson.title)
def test_no_scene_says_more_than_the_limit(lesson):
    said = [words(scene.narration) for _, scenes in every_delivery(lesson) for scene in scenes]

    assert max(said) <= MAX_WORDS


@pytest.mark.parametrize("lesson", TAUGHT, ids=lambda lesson: lesson.title)
def test_effort_chooses_how_many_scenes(lesson):
    for effort, scenes in every_delivery(lesson):
        fewest, most = SCENES[effort]

        assert fewest <= len(scenes) <= most


@pytest.mark.parametrize("lesson", TAUGHT, ids=lambda lesson: lesson.title)
def test_a_medium_video_lasts_between_half_a_minute_and_two(lesson):
    lengths = [sum(map(seconds, s)) for effort, s in every_delivery(lesson) if effort == "medium"]

    assert 30 <= min(lengths) <= max(lengths) <= 120


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.title)
def test_titles_are_four_to_eight_words_in_title_case(lesson):
    named = lesson.title.split()

    assert 4 <= len(named) <= 8
    assert all(word[0].isupper() or len(word) <= 4 for word in named)
    assert lesson.title[-1] not in ".!?"


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.title)
def test_narration_has_no_symbol_that_a_voice_stumbles_over(lesson):
    for part in lesson.parts:
        for text in (part.say, part.beginner, part.expert, part.ask, part.casual, part.formal):
            assert not re.search(r"[^\w\s.,;:!?'\[\]-]", text), text


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.title)
def test_an_array_is_never_pointed_at_beyond_its_end(lesson):
    for part in lesson.parts:
        if part.visual.kind == "array":
            cells = len(part.visual.cells)
            for step in part.visual.steps:
                assert all(0 <= index < cells for index in _indices(step))


def _indices(step: ArrayStep) -> list[int]:
    return [*step.pointers.values(), *step.highlight, *step.dim, *(step.swap or ()), *step.write]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.title)
def test_listings_are_focused_on_lines_they_have(lesson):
    for part in lesson.parts:
        if part.visual.kind == "code":
            lines = part.visual.code.count("\n") + 1
            for step in part.visual.steps:
                assert 1 <= step.first <= step.last <= lines


@pytest.mark.parametrize("lesson", TAUGHT, ids=lambda lesson: lesson.title)
def test_each_tone_says_it_differently(lesson):
    said = {
        tone: [s.narration for s in deliver(lesson, TopicBrief(topic="x", tone=tone))]
        for tone in get_args(Tone)
    }

    assert said["casual"] != said["formal"] != said["socratic"]
    assert any("n't" in text or "'s " in text for text in said["casual"])
    assert not any(re.search(r"n't|\bit's|'re\b", text) for text in said["formal"])
    assert sum(text.split("?")[0].count(".") == 0 and "?" in text for text in said["socratic"]) >= 4


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.title)
def test_each_audience_hears_something_of_its_own(lesson):
    def said(audience):
        scenes = deliver(lesson, TopicBrief(topic="x", audience=audience, effort="high"))
        return [scene.narration for scene in scenes]

    assert said("beginner") != said("intermediate") or said("expert") != said("intermediate")


@pytest.mark.parametrize(
    ("template", "kind"), [("compare", "comparison"), ("howto", "steps"), ("timeline", "timeline")]
)
@pytest.mark.parametrize("lesson", TAUGHT, ids=lambda lesson: lesson.title)
def test_a_template_brings_its_kind_of_picture_forward(lesson, template, kind):
    scenes = deliver(lesson, TopicBrief(topic="x", effort="low", template=template))

    assert kind in [scene.visual.kind for scene in scenes[1:3]]


def test_the_library_is_not_small():
    assert len(LESSONS) >= 10


def test_a_lesson_shows_many_kinds_of_pictures():
    for lesson in LESSONS:
        assert len({part.visual.kind for part in lesson.parts}) >= 6, lesson.title
