from dataclasses import dataclass, field

import pytest

from studio.application.artifacts import stored_takes
from studio.application.happenings import Stamp
from studio.application.job_meter import meters
from studio.application.stages.compose_scenes import ComposeScenes
from studio.application.stages.synthesize_voice import SynthesizeVoice, check
from studio.application.stages.write_script import MAX_SCENES, WriteScript, check_length, edit
from studio.domain.errors import AnswerRefused, ProviderUnavailable, UnusableScript, UnusableVoice
from studio.domain.timeline import Happening, Stage
from studio.domain.voice import Speech
from studio.ports import Composed
from tests.builders import (
    JOB,
    a_brief,
    a_draft,
    a_job,
    a_scene,
    a_script,
    a_track,
    an_event,
    scene_code,
)
from tests.fakes import (
    CannedWriter,
    CountingRandomness,
    EvenVoice,
    InMemoryArtifacts,
    InMemoryJobs,
    SteppingClock,
)


def stored(**brief):
    jobs = InMemoryJobs()
    jobs.add(a_job(brief=a_brief(**brief)), an_event(0))
    return jobs, InMemoryArtifacts(), Stamp(SteppingClock(), CountingRandomness())


def test_speaking_twice_as_fast_halves_the_length():
    draft = a_draft("five words are said here")

    assert edit(draft, speed=1.0).expected_seconds == 2.0
    assert edit(draft, speed=2.0).expected_seconds == 1.0


def test_marks_become_cues_and_scenes_are_numbered():
    script = edit(a_draft("one [[1]] two", "  three  "), speed=1.0)

    assert [(s.number, s.narration, s.cues) for s in script.scenes] == [
        (1, "one two", (1,)),
        (2, "three", ()),
    ]


def test_a_silent_scene_is_left_out():
    assert len(edit(a_draft("[[1]]", "spoken"), speed=1.0).scenes) == 1


@pytest.mark.parametrize("narrations", [("   ",), ("word",) * (MAX_SCENES + 1)])
def test_a_draft_no_one_could_film_is_refused(narrations):
    with pytest.raises(UnusableScript):
        edit(a_draft(*narrations), speed=1.0)


@pytest.mark.parametrize("narration", ["word " * 700, "早" * 5000])
def test_nobody_gets_a_book_filmed_for_the_price_of_a_page(narration):
    script = edit(a_draft(narration), speed=2.0)

    with pytest.raises(UnusableScript, match="minutes to say"):
        check_length(script, a_brief(effort="low", speed=2.0))
    check_length(script, a_brief(effort="high"))


def test_a_script_that_is_somewhat_long_is_filmed():
    check_length(edit(a_draft("word " * 500), speed=1.0), a_brief(effort="low"))


def test_the_writer_gets_the_callers_files_and_its_warnings_are_told():
    jobs, artifacts, stamp = stored(context=({"name": "a.py", "size": 1},))
    artifacts.bodies[f"jobs/{JOB}/context/a.py"] = b"x"
    writer = CannedWriter(a_draft(warnings=("Honest.",)))

    script = WriteScript(jobs, jobs, artifacts, writer, meters(jobs, stamp), stamp)(JOB)

    assert writer.asked[0][1] == {"a.py": b"x"}
    warned = [e.detail["message"] for e in jobs.events(JOB) if e.happening is Happening.WARNED]
    assert warned == list(script.warnings) == ["Honest."]


@pytest.mark.parametrize(
    ("modelled", "stage"), [(False, Stage.SYNTHESIZING_VOICE), (True, Stage.CHECKING_FACTS)]
)
def test_what_a_model_wrote_is_checked_before_it_is_spoken(modelled, stage):
    jobs, artifacts, stamp = stored()
    writer = CannedWriter(a_draft())

    WriteScript(jobs, jobs, artifacts, writer, meters(jobs, stamp), stamp, modelled)(JOB)

    assert jobs.events(JOB)[-1].progress.stage is stage


def test_a_voiced_scene_keeps_its_audio_and_its_words():
    jobs, artifacts, stamp = stored()
    artifacts.bodies[f"jobs/{JOB}/work/script.json"] = a_script().model_dump_json().encode()

    SynthesizeVoice(jobs, jobs, artifacts, EvenVoice(), stamp)(JOB, 1)

    assert artifacts.bodies[f"jobs/{JOB}/work/voice/01.wav"] == b"audio"
    assert f"jobs/{JOB}/work/voice/01.json" in artifacts.bodies


def test_a_voice_that_swallows_a_word_is_refused():
    with pytest.raises(UnusableVoice, match="3 words were timed; 4 were spoken"):
        check(Speech(audio=b"a", track=a_track("one two three")), "one two three four")


def test_a_voice_without_sound_is_refused():
    with pytest.raises(UnusableVoice, match="without audio"):
        check(Speech(audio=b"", track=a_track("one")), "one")


def test_a_scene_is_kept_as_soon_as_it_is_composed_and_never_composed_twice():
    jobs, artifacts, stamp = stored()
    artifacts.bodies[f"jobs/{JOB}/work/script.json"] = (
        a_script(a_scene(1), a_scene(2)).model_dump_json().encode()
    )
    composer = ComposerThatFails(after=1)
    compose = ComposeScenes(
        jobs, jobs, artifacts, composer, lambda *_: "plain", meters(jobs, stamp), stamp
    )

    with pytest.raises(ProviderUnavailable):
        compose(JOB)
    composer.after = 2

    assert compose(JOB) == 2
    assert composer.asked == [(1, 2), (2,)]


def test_a_scene_that_cannot_be_had_becomes_a_plain_one_and_the_viewer_is_told():
    jobs, artifacts, stamp = stored()
    artifacts.bodies[f"jobs/{JOB}/work/script.json"] = a_script().model_dump_json().encode()
    refusing = ComposerThatFails(after=9, refused={1})

    ComposeScenes(
        jobs, jobs, artifacts, refusing, lambda *_: "# plain", meters(jobs, stamp), stamp
    )(JOB)

    (take,) = stored_takes(artifacts, a_script(), JOB)
    assert (take.code.source, take.repairable) == ("# plain", False)
    warned = [e.detail["message"] for e in jobs.events(JOB) if e.happening is Happening.WARNED]
    assert warned == ["Scene 1 is shown plainly: Not this."]


@dataclass
class ComposerThatFails:
    after: int
    refused: set[int] = field(default_factory=set)
    asked: list[tuple[int, ...]] = field(default_factory=list)

    def compose(self, script, numbers, brief, *, meter):
        self.asked.append(tuple(numbers))
        for number in numbers:
            if number > self.after:
                raise ProviderUnavailable("Later.")
            if number in self.refused:
                yield Composed(number, None, AnswerRefused("Not this."))
            else:
                yield Composed(number, scene_code(script.scenes[number - 1]))
