"""Every dial of an order changes something in the script that a viewer can see or hear."""

from typing import get_args

import pytest

from studio.adapters.offline_writer import OfflineScriptWriter
from studio.adapters.offline_writer.lecture import deliver
from studio.adapters.offline_writer.lessons import LESSONS
from studio.domain.brief import Audience, Effort, Template, Tone
from tests.builders import a_brief

LIKED = {
    "algorithm": {"array", "code"},
    "code": {"code"},
    "compare": {"comparison"},
    "derivation": {"equation"},
    "howto": {"steps"},
    "timeline": {"timeline"},
}
DERIVED = [each for each in LESSONS if any(p.visual.kind == "equation" for p in each.parts)]


def kinds(lesson, **dials):
    return [scene.visual.kind for scene in deliver(lesson, a_brief(**dials))]


def test_every_template_likes_something():
    assert set(LIKED) == set(get_args(Template))


@pytest.mark.parametrize("template", get_args(Template))
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.title)
def test_a_template_shows_its_kind_of_picture_wherever_the_lesson_has_one(lesson, template):
    likes = LIKED[template]
    if not any(part.visual.kind in likes for part in lesson.parts):
        assert kinds(lesson, template=template) == kinds(lesson)
        return
    for effort in get_args(Effort):
        assert likes & set(kinds(lesson, effort=effort, template=template)), effort


@pytest.mark.parametrize("template", get_args(Template))
def test_a_template_changes_what_is_shown(template):
    changed = [
        lesson.title
        for lesson in LESSONS
        if deliver(lesson, a_brief(template=template)) != deliver(lesson, a_brief())
    ]

    assert len(changed) >= 4, changed


def test_most_lessons_can_be_derived():
    assert len(DERIVED) >= 10


@pytest.mark.parametrize(
    ("dial", "choices"), [("audience", Audience), ("tone", Tone), ("effort", Effort)]
)
@pytest.mark.parametrize("topic", ["hash tables", "the history of cheese"])
def test_audience_tone_and_effort_each_change_the_words(dial, choices, topic):
    said = {
        choice: [
            s.narration
            for s in OfflineScriptWriter().write(a_brief(topic=topic, **{dial: choice}), {}).scenes
        ]
        for choice in get_args(choices)
    }

    assert len({tuple(narrations) for narrations in said.values()}) == len(get_args(choices))
