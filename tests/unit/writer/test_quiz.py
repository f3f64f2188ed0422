"""The offline quiz: every lesson has good questions, and any other script honest ones or none."""

import re
from collections import Counter
from itertools import product
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.adapters.offline_writer import OfflineScriptWriter
from studio.adapters.offline_writer.lecture import deliver
from studio.adapters.offline_writer.lessons import LESSONS
from studio.adapters.offline_writer.quiz import OfflineQuizWriter
from studio.domain.brief import Audience, Effort, Template, Tone, TopicBrief
from studio.domain.errors import NoQuiz
from studio.domain.narration import read_marks
from studio.domain.prose import sentences
from studio.domain.quiz import QUIZ
from studio.domain.script import Draft, Script
from tests.builders import a_brief, a_scene, a_script

WAYS = list(
    product(get_args(Effort), get_args(Audience), get_args(Tone), [None, *get_args(Template)])
)
each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.title)
PROSE = b"""# Bridges of the City

The old bridge was opened in 1850 after ten years of work. Its stones came from a quarry upstream.
The mayor crossed it first. Nobody else was allowed on it that day.

# The Flood

The river rose in 1872 and took the middle arch away. Boats carried people over for 14 months.
Engineers measured the river for the first time.

# The New Bridge

A bridge of iron was opened in 1901 beside the ruins. It carried trams until 1963.
Today only people on foot may use it. Lamps from the old bridge light the way.
"""


def script_of(draft: Draft) -> Script:
    scenes = [
        a_scene(number, read_marks(scene.narration).text, title=scene.title)
        for number, scene in enumerate(draft.scenes, start=1)
    ]
    return a_script(*scenes, title=draft.title, writer=draft.writer)


def lecture(lesson, **dials) -> Script:
    brief = a_brief(**dials)
    return script_of(Draft(title=lesson.title, scenes=deliver(lesson, brief), writer="x"))


def quiz_of(script: Script):
    return OfflineQuizWriter().write_quiz(script, a_brief())


def right(question) -> str:
    return next(o for o in question.options if o.startswith(f"{question.answer}) "))[3:]


def assert_sound(quiz) -> None:
    assert QUIZ.validate_python(quiz) == quiz
    for question in quiz:
        assert [option[:3] for option in question.options] == ["A) ", "B) ", "C) ", "D) "]
        assert len({option[3:].casefold() for option in question.options}) == 4
        assert all(option[3:].strip() for option in question.options)
    assert max(Counter(question.answer for question in quiz).values()) <= 2


@each_lesson
def test_a_lesson_is_asked_about_in_its_own_questions_however_it_was_told(lesson):
    for effort, audience, tone, template in WAYS:
        script = lecture(lesson, effort=effort, audience=audience, tone=tone, template=template)
        quiz = quiz_of(script)

        assert_sound(quiz)
        assert {question.question for question in quiz} <= {each.question for each in lesson.quiz}


@each_lesson
def test_a_lesson_asks_only_what_the_video_answers(lesson):
    shown = {part.title for part in lesson.parts}
    for each in lesson.quiz:
        assert set(each.parts) <= shown, each.question

    script = lecture(lesson, effort="low")
    titles = {scene.title for scene in script.scenes}
    answered = {each.question for each in lesson.quiz if titles & set(each.parts)}
    assert {question.question for question in quiz_of(script)} <= answered


@each_lesson
def test_a_lessons_questions_are_questions_and_are_explained_in_a_sentence(lesson):
    for each in lesson.quiz:
        assert each.question.endswith("?")
        assert len(list(sentences(each.because.split()))) == 1
        assert each.because.endswith(".")
        longest = max(map(len, each.wrong))
        assert len(each.right) <= 2.2 * longest, "the answer is not told by its length"


def test_a_script_of_the_same_title_by_another_writer_is_asked_what_it_said():
    lesson = LESSONS[0]
    told = script_of(OfflineScriptWriter().write(TopicBrief(topic="x"), {"a.md": PROSE}))

    quiz = quiz_of(told.model_copy(update={"title": lesson.title}))

    assert not {question.question for question in quiz} & {each.question for each in lesson.quiz}


def test_the_letters_of_the_answers_are_spread_within_a_quiz_and_over_quizzes():
    quizzes = [quiz_of(lecture(lesson)) for lesson in LESSONS]

    assert all(len({question.answer for question in quiz}) == 4 for quiz in quizzes)
    firsts = Counter(quiz[0].answer for quiz in quizzes)
    assert len(firsts) >= 3


def test_the_same_script_has_the_same_quiz():
    script = script_of(OfflineScriptWriter().write(TopicBrief(topic="bridges"), {"a.md": PROSE}))

    assert quiz_of(script) == quiz_of(script)


@pytest.mark.parametrize(
    ("topic", "context"),
    [
        ("the history of cheese", {}),
        ("bridges", {"bridges.md": PROSE}),
        ("this module", {"heap.py": b"import heapq"}),
    ],
)
def test_other_scripts_are_asked_about_in_their_own_words(topic, context):
    if "heap.py" in context:
        context = {
            "heapq.py": __import__("pathlib").Path(__import__("heapq").__file__).read_bytes()
        }
    script = script_of(OfflineScriptWriter().write(TopicBrief(topic=topic), context))
    said = " ".join(scene.narration for scene in script.scenes)

    quiz = quiz_of(script)

    assert_sound(quiz)
    for question in quiz:
        for option in question.options:
            assert option[3:] in said


def test_what_a_part_said_was_said_by_no_other():
    script = script_of(OfflineScriptWriter().write(TopicBrief(topic="bridges"), {"a.md": PROSE}))
    asked = [q for q in quiz_of(script) if q.question.startswith("What does the part")]

    assert asked
    for question in asked:
        title = re.search("“(.*)”", question.question)[1]
        (scene,) = [scene for scene in script.scenes if scene.title == title]
        in_scene = [option[3:] in scene.narration for option in question.options]
        assert in_scene.count(True) == 1
        assert right(question) in scene.narration


def test_a_number_is_left_out_among_other_numbers_of_the_video():
    years = ["1850", "1872", "1901", "1963"]
    scenes = [
        a_scene(n, f"Bridge number so and so was opened in {year}.")
        for n, year in enumerate(years, 1)
    ]

    quiz = quiz_of(a_script(*scenes))
    (asked,) = [q for q in quiz if "____" in q.question][:1]

    assert sorted(option[3:] for option in asked.options) == years
    assert asked.question.replace("____", right(asked)).endswith(asked.explanation[16:])


@pytest.mark.parametrize(
    "narrations",
    [
        ["Too short."],
        ["The same sentence is said again."] * 5,
        ["What is it that we are asking? Who knows the answer? Why should we care?"] * 3,
    ],
)
def test_a_script_with_too_little_in_it_has_no_quiz(narrations):
    scenes = [a_scene(number, text) for number, text in enumerate(narrations, start=1)]

    with pytest.raises(NoQuiz, match="a quiz has 4"):
        quiz_of(a_script(*scenes))


words = st.sampled_from(
    ["In", "1950", "1960", "1972", "2001", "12", "the", "cat", "sat.", "Dr. Who", "x²", "A", "2.5",
     "ended.", "“Yes”", "?", "!", "\u2028", "(see", "it)", "12:30", "Москва.", "B)", "__", "—", "%"]
)  # fmt: skip
narrations = st.lists(words | st.text(min_size=1, max_size=8), min_size=1, max_size=60).map(
    " ".join
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(narrations.filter(lambda text: text.split()), min_size=1, max_size=8),
    st.text(max_size=20),
)
def test_any_script_has_a_sound_quiz_or_none(said, title):
    script = a_script(
        *(a_scene(number, text) for number, text in enumerate(said, start=1)), title=title
    )
    try:
        quiz = quiz_of(script)
    except NoQuiz:
        return
    assert_sound(quiz)
    for question in quiz:
        assert right(question) in " ".join(" ".join(text.split()) for text in said)
