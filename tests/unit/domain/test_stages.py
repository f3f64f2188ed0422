from studio.domain.stages import Stages, stages_of
from tests.builders import a_brief, a_job, a_scene_brief


def test_the_offline_writer_needs_nobody_to_check_it():
    job = a_job(brief=a_brief(effort="high", qa_density="high"))

    assert stages_of(job, modelled=False) == Stages()


def test_a_model_is_checked_and_looked_at():
    assert stages_of(a_job(brief=a_brief()), modelled=True) == Stages(modelled=True, reviews=True)


def test_only_high_effort_is_researched():
    job = a_job(brief=a_brief(effort="high", qa_density="zero", quiz=True))

    assert stages_of(job, modelled=True) == Stages(modelled=True, researches=True, quizzes=True)


def test_a_video_made_again_keeps_its_script_and_its_quiz_is_not_written_again():
    job = a_job(brief=a_brief(effort="high", quiz=True, urls=("https://a.example/",)))
    again = job.model_copy(update={"rerender": True})

    assert stages_of(again, modelled=True) == Stages(modelled=True, reviews=True)


def test_a_callers_scene_goes_straight_to_the_render():
    assert stages_of(a_job(brief=a_scene_brief()), modelled=True) == Stages()
