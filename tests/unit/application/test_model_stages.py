"""The stages that a language model adds, on fakes."""

import json
from dataclasses import dataclass, field

import pytest

from studio.application.artifacts import (
    output_key,
    review_frame_key,
    store_take,
    stored_takes,
)
from studio.application.happenings import Stamp
from studio.application.stages.check_facts import CheckFacts
from studio.application.stages.check_scenes import CheckScenes
from studio.application.stages.repair_scene import RepairScene
from studio.application.stages.research import Research as ResearchStage
from studio.application.stages.review_video import ReviewVideo
from studio.application.stages.write_quiz import WriteQuiz
from studio.domain.errors import AnswerRefused, BudgetSpent, NoQuiz, ProviderBusy
from studio.domain.fact_check import FactCheck
from studio.domain.problem import Problem
from studio.domain.quiz import Question
from studio.domain.research import Research
from studio.domain.review import SPOTS, FrameSpot, Issue
from studio.domain.scene_take import MOST_REPAIRS, SceneTake
from studio.domain.script import Script
from studio.domain.timeline import Happening
from tests.builders import JOB, a_brief, a_job, a_scene, a_script, an_event, scene_code
from tests.fakes import (
    CountingRandomness,
    FakeMeter,
    InMemoryArtifacts,
    InMemoryJobs,
    SteppingClock,
)

CRASH = Problem(kind="crash", message="NameError: name 'x' is not defined", line=3)


@dataclass
class Answers:
    """Whoever is asked gives these in turn; an exception is raised."""

    given: list[object]
    asked: list[tuple[object, ...]] = field(default_factory=list)

    def _next(self, *asked):
        self.asked.append(asked)
        answer = self.given.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def research(self, brief, *, meter):
        return self._next(brief)

    def check(self, script, brief, *, meter):
        return self._next(script)

    def repair(self, scene, code, problems, brief, *, meter):
        return self._next(scene.number, tuple(problems))

    def review(self, frames, scenes, brief, *, meter):
        return self._next(len(frames), [scene.number for scene, _ in scenes])

    def write_quiz(self, script, brief, *, meter):
        return self._next(script)


class Studio:
    """A job with two scenes, and the stages around it."""

    def __init__(self, **brief):
        self.jobs, self.artifacts = InMemoryJobs(), InMemoryArtifacts()
        self.jobs.add(a_job(brief=a_brief(**brief)), an_event(0))
        self.stamp = Stamp(SteppingClock(), CountingRandomness())
        self.script = a_script(a_scene(1), a_scene(2))
        self.keep("script.json", self.script.model_dump_json().encode())
        for scene in self.script.scenes:
            store_take(self.artifacts, JOB, SceneTake(code=scene_code(scene)))

    def keep(self, name, body):
        self.artifacts.bodies[f"jobs/{JOB}/work/{name}"] = body

    def stage(self, kind, *answers):
        makers = Answers(list(answers))
        stage = kind(
            self.jobs, self.jobs, self.artifacts, makers, lambda _, **__: FakeMeter(), self.stamp
        )
        return stage, makers

    def blame(self, number, *problems, **changes):
        take = replace_take(self.takes[number - 1], problems=problems, **changes)
        store_take(self.artifacts, JOB, take)

    @property
    def takes(self):
        return stored_takes(self.artifacts, self.script, JOB)

    @property
    def warnings(self):
        return [
            e.detail["message"] for e in self.jobs.events(JOB) if e.happening is Happening.WARNED
        ]

    def told(self, happening):
        return [e.detail for e in self.jobs.events(JOB) if e.happening is happening]


def replace_take(take, **changes):
    return take.model_copy(update=changes)


def test_what_research_found_is_kept_for_the_writer():
    studio = Studio(effort="high")
    research, _ = studio.stage(ResearchStage, Research(summary="S", sources=("https://a.example",)))

    research(JOB)

    kept = studio.artifacts.bodies[f"jobs/{JOB}/work/research.json"]
    assert Research.model_validate_json(kept).summary == "S"
    assert studio.told(Happening.RESEARCHED) == [{"sources": ["https://a.example"], "chars": 1}]


@pytest.mark.parametrize("error", [AnswerRefused("No."), BudgetSpent("Too dear.")])
def test_fruitless_research_is_a_warning(error):
    studio = Studio(effort="high")
    research, _ = studio.stage(ResearchStage, error)

    assert research(JOB).summary is None
    assert studio.warnings == [f"The topic was not researched: {error}"]


def test_a_busy_model_is_asked_again_by_the_state_machine():
    research, _ = Studio().stage(ResearchStage, ProviderBusy("Later."))

    with pytest.raises(ProviderBusy):
        research(JOB)


def test_a_script_is_rewritten_until_it_is_approved():
    studio = Studio()
    check, _ = studio.stage(
        CheckFacts, FactCheck(approved=False, notes="Wrong year."), FactCheck(approved=True)
    )

    assert [check(JOB), check(JOB)] == [True, False]
    assert studio.warnings == []


def test_the_third_draft_is_filmed_with_the_doubts_as_a_warning():
    studio = Studio()
    doubts = [FactCheck(approved=False, notes=f"Doubt {n}.") for n in (1, 2, 3)]
    check, _ = studio.stage(CheckFacts, *doubts)

    assert [check(JOB), check(JOB), check(JOB)] == [True, True, False]
    (warning,) = studio.warnings
    assert warning == "The script was filmed though its check had doubts: Doubt 3."
    kept = Script.model_validate_json(studio.artifacts.bodies[f"jobs/{JOB}/work/script.json"])
    assert kept.warnings[-1] == warning


def test_a_check_that_cannot_be_made_is_a_warning():
    studio = Studio()
    check, _ = studio.stage(CheckFacts, AnswerRefused("No."))

    assert check(JOB) is False
    assert studio.warnings == ["The script's facts were not checked: No."]


def test_only_scenes_with_problems_go_back_to_the_model():
    studio = Studio()
    studio.blame(2, CRASH)

    broken = CheckScenes(studio.jobs, studio.artifacts, studio.stamp)(JOB)

    assert broken == (2,)
    assert studio.told(Happening.SCENES_CHECKED)[0]["problems"] == {"2": [str(CRASH)]}


def test_a_timeline_keeps_no_more_than_a_sentence_of_each_problem():
    studio = Studio()
    endless = Problem(kind="crash", message="x" * 4_000)
    studio.blame(2, *[endless] * 20, given_up="Refused.")

    CheckScenes(studio.jobs, studio.artifacts, studio.stamp)(JOB)

    (told,) = studio.told(Happening.SCENES_CHECKED)
    assert len(str(told["problems"])) < 8_000


@pytest.mark.parametrize("hopeless", [{"repairs": MOST_REPAIRS}, {"given_up": "Refused."}])
def test_a_scene_that_nobody_repairs_any_more_does_not(hopeless):
    studio = Studio()
    studio.blame(1, CRASH, **hopeless)

    assert CheckScenes(studio.jobs, studio.artifacts, studio.stamp)(JOB) == ()


def test_a_repair_replaces_the_code_and_forgets_the_problems():
    studio = Studio()
    studio.blame(1, CRASH, clip="clip-001-old.bin")
    repaired = scene_code(a_scene(1)).model_copy(update={"source": "# better"})
    repair, model = studio.stage(RepairScene, repaired)

    repair(JOB, 1)

    take = studio.takes[0]
    assert (take.code.source, take.problems, take.repairs) == ("# better", (), 1)
    assert take.clip == "clip-001-old.bin"
    assert model.asked == [(1, (CRASH,))]


def test_a_repair_that_was_done_is_not_paid_for_again():
    studio = Studio()
    repair, model = studio.stage(RepairScene)

    repair(JOB, 1)

    assert model.asked == []
    assert studio.takes[0].repairs == 0


def test_a_repair_that_dies_has_counted():
    studio = Studio()
    studio.blame(1, CRASH)
    repair, _ = studio.stage(RepairScene, ProviderBusy("Later."))

    with pytest.raises(ProviderBusy):
        repair(JOB, 1)

    assert studio.takes[0].repairs == 1
    assert studio.takes[0].problems == (CRASH,)


def test_a_scene_that_is_refused_is_given_up():
    studio = Studio()
    studio.blame(1, CRASH)
    repair, _ = studio.stage(RepairScene, AnswerRefused("No."))

    repair(JOB, 1)

    assert studio.takes[0].repairable is False


def look(studio, *spots):
    spots = tuple(FrameSpot(seconds=s, scene=n) for s, n in spots)
    studio.artifacts.bodies[review_frame_key(JOB, "frames.json")] = SPOTS.dump_json(spots)
    for place in range(1, len(spots) + 1):
        studio.artifacts.bodies[review_frame_key(JOB, f"frame-{place:03d}.jpg")] = b"jpeg"


def test_a_review_blames_scenes_with_errors_and_leaves_warnings_alone():
    studio = Studio()
    look(studio, (0.5, 1), (4.0, 2))
    issues = (
        Issue(severity="error", scene=2, description="Text is cut off."),
        Issue(severity="warning", scene=1, description="A bit full."),
    )
    review, model = studio.stage(ReviewVideo, issues)

    assert review(JOB) == (2,)
    assert [p.message for p in studio.takes[1].problems] == ["Text is cut off."]
    assert studio.takes[0].problems == ()
    assert model.asked == [(2, [1, 2])]
    report = json.loads(studio.artifacts.bodies[output_key(JOB, "qa_report.json")])
    assert report["passed"] is False
    assert report["rounds"][0]["issues"][0]["description"] == "Text is cut off."


def test_the_third_look_only_reports():
    studio = Studio()
    look(studio, (0.5, 1))
    wrong = (Issue(severity="error", scene=1, description="Bad."),)
    review, _ = studio.stage(ReviewVideo, wrong, wrong, wrong)

    assert [review(JOB), review(JOB), review(JOB)] == [(1,), (1,), ()]


def test_nobody_looks_again_at_what_looks_the_same():
    studio = Studio()
    look(studio, (0.5, 1))
    wrong = (Issue(severity="error", scene=1, description="Bad."),)
    review, model = studio.stage(ReviewVideo, wrong)
    review(JOB)
    look(studio)

    assert review(JOB) == ()
    assert len(model.asked) == 1


def test_an_issue_with_a_scene_nobody_looked_at_counts_for_nothing():
    studio = Studio()
    look(studio, (0.5, 1))
    review, _ = studio.stage(
        ReviewVideo, (Issue(severity="error", scene=2, description="Imagined."),)
    )

    assert review(JOB) == ()


def test_a_video_nobody_could_look_at_ships_with_a_warning():
    studio = Studio()
    look(studio, (0.5, 1))
    review, _ = studio.stage(ReviewVideo, AnswerRefused("No."))

    assert review(JOB) == ()
    assert studio.warnings == ["Nobody looked at the video: No."]
    assert output_key(JOB, "qa_report.json") not in studio.artifacts.bodies


QUESTION = Question(
    question="What is it?",
    options=("A) One", "B) Two", "C) Three", "D) Four"),
    answer="B",
    explanation="It is two.",
)


def test_a_quiz_is_a_bare_array():
    studio = Studio(quiz=True)
    write, _ = studio.stage(WriteQuiz, (QUESTION,) * 4)

    assert write(JOB) == 4
    quiz = json.loads(studio.artifacts.bodies[output_key(JOB, "quiz.json")])
    assert quiz[0]["answer"] == "B"
    assert len(quiz) == 4


def test_no_quiz_is_a_warning():
    studio = Studio(quiz=True)
    write, _ = studio.stage(WriteQuiz, NoQuiz("It says too little."))

    assert write(JOB) == 0
    assert studio.warnings == ["There is no quiz: It says too little."]
