"""Claude is asked through its own SDK, over HTTP; what comes back has our names."""

import time
from collections.abc import Iterator

import pytest

from studio.adapters.claude.answers import FactAnswer
from studio.adapters.claude.clients import BEDROCK_NAMES, at_anthropic
from studio.adapters.claude.conversation import Claude
from studio.adapters.claude.fact_checker import ClaudeFactChecker
from studio.adapters.claude.material import said
from studio.adapters.claude.question import Question
from studio.adapters.claude.quiz_writer import ClaudeQuizWriter
from studio.adapters.claude.researcher import ClaudeResearcher
from studio.adapters.claude.scene_composer import ClaudeSceneComposer
from studio.adapters.claude.scene_repairer import ClaudeSceneRepairer
from studio.adapters.claude.script_writer import ClaudeScriptWriter
from studio.adapters.claude.video_reviewer import ClaudeVideoReviewer
from studio.domain.errors import (
    AnswerCutShort,
    AnswerRefused,
    AnswerUnreadable,
    BudgetSpent,
    ProviderBusy,
    ProviderMisconfigured,
    ProviderUnavailable,
    ProviderUnpaid,
)
from studio.domain.models import PRICES
from studio.domain.problem import Problem
from studio.domain.review import FrameSpot
from studio.domain.script import SceneCode
from studio.domain.visual import Sketch
from studio.ports import Allowance, Frame
from tests.builders import a_brief, a_scene, a_script
from tests.fakes import FakeMeter
from tests.fakes.anthropic import (
    BAD_KEY,
    BROKEN,
    OVERLOADED,
    UNPAID,
    BreaksOff,
    CutShort,
    Declines,
    FakeAnthropic,
    Garbles,
    HangsUp,
    Mishap,
    Pauses,
    Refused,
    Says,
    Scenario,
    Slow,
    a_fake_anthropic,
    an_issue,
)
from tests.unit.claude.test_material import image

BUSY = Refused(429, "Too many.", retry_after=0.01)
NOT_JSON = Says("I would rather talk.")
BEGUN = 'event: message_start\ndata: {"type": "message_start", "message": %s}\n\n'
UNCOUNTED = Garbles(BEGUN % '{"content": []}')
MISCOUNTED = Garbles(BEGUN % '{"content": [], "usage": {"input_tokens": -1, "output_tokens": 1}}')
OUT_OF_ORDER = Garbles('event: message_stop\ndata: {"type": "message_stop"}\n\n')


@pytest.fixture(scope="module")
def server() -> Iterator[FakeAnthropic]:
    with a_fake_anthropic() as server:
        yield server


@pytest.fixture
def claude(server: FakeAnthropic) -> Iterator[Claude]:
    server.play(Scenario())
    asks = at_anthropic(api_key=FakeAnthropic.key, url=server.url)
    yield asks
    asks._client.close()


def befalls(server, *faults, task="fact_check"):
    """These befall a task's calls one after the other; the last befalls all that follow."""
    *first, last = faults
    mishaps = [Mishap(task, fault, nth) for nth, fault in enumerate(first, start=1) if fault]
    server.play(Scenario(mishaps=[*mishaps, *([Mishap(task, last, None)] if last else [])]))


def check(claude, meter=None, **brief):
    return ClaudeFactChecker(claude).check(a_script(), a_brief(**brief), meter=meter or FakeMeter())


def scenes(count):
    return [
        a_scene(n, cues=(0, 2), visual=Sketch(picture="A row of cells."))
        for n in range(1, count + 1)
    ]


class Thrifty(FakeMeter):
    """Allows so many tokens at most."""

    def __init__(self, most):
        super().__init__()
        self.most = most

    def allow(self, task, model, *, input_tokens, output_tokens):
        super().allow(task, model, input_tokens=input_tokens, output_tokens=output_tokens)
        return Allowance(min(output_tokens, self.most), 0)


@pytest.mark.parametrize("model", PRICES)
@pytest.mark.parametrize("effort", ["low", "medium", "high"])
def test_every_role_is_understood_by_every_model_at_every_effort(server, claude, model, effort):
    brief, meter = a_brief(model=model, effort=effort, template="compare"), FakeMeter()
    server.play(Scenario(reviews=[[an_issue(1)]]))
    script = a_script(*scenes(2))
    code = SceneCode(number=1, class_name="Segment01", source="x = 1")
    frame = Frame(FrameSpot(seconds=1, scene=1), image("JPEG", 64, 36))
    context = {"a.png": image("PNG", 64, 36), "b.md": b"# B"}

    assert ClaudeResearcher(claude).research(brief, meter=meter).sources
    draft = ClaudeScriptWriter(claude).write(brief, context, meter=meter, notes="Wrong.")
    assert len(draft.scenes) == 3
    assert ClaudeFactChecker(claude).check(script, brief, meter=meter).approved
    composed = list(ClaudeSceneComposer(claude).compose(script, [1, 2], brief, meter=meter))
    assert all(each.code and "class Segment0" in each.code.source for each in composed)
    problem = Problem(kind="crash", message="x")
    repaired = ClaudeSceneRepairer(claude).repair(
        script.scene(1), code, [problem], brief, meter=meter
    )
    assert "class Segment01" in repaired.source
    reviewer = ClaudeVideoReviewer(claude)
    assert reviewer.review([frame], [(script.scene(1), code)], brief, meter=meter)
    assert len(ClaudeQuizWriter(claude).write_quiz(script, brief, meter=meter)) == 4

    assert server.refused == []
    assert {call.task for call in meter.calls} == {
        *("research", "script", "fact_check", "scene", "repair", "visual_qa", "quiz")
    }
    assert {call.model for call in meter.calls} == {model}
    assert meter.under_way == 0


def test_a_call_is_booked_as_the_vendor_counted_it(claude):
    meter = FakeMeter()

    assert check(claude, meter).approved

    (call,) = meter.calls
    assert call.task == "fact_check"
    assert call.model == "claude-haiku-5-5"
    assert call.stop_reason == "end_turn"
    assert call.input_tokens > 0
    assert call.output_tokens > 0
    assert call.max_tokens == 3000


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (OVERLOADED, ProviderBusy),
        (BUSY, ProviderBusy),
        (BreaksOff(), ProviderBusy),
        (BROKEN, ProviderUnavailable),
        (BreaksOff("api_error"), ProviderUnavailable),
        (HangsUp(), ProviderUnavailable),
        (HangsUp(4), ProviderUnavailable),
        (Garbles(""), ProviderUnavailable),
        (Garbles("<html>Bad gateway</html>"), ProviderUnavailable),
        (Garbles("event: message_start\ndata: {oh\n\n"), ProviderUnavailable),
        (Garbles("event: message_start\ndata: null\n\n"), ProviderUnavailable),
        (OUT_OF_ORDER, ProviderUnavailable),
        (UNCOUNTED, ProviderUnavailable),
        (MISCOUNTED, ProviderUnavailable),
        (BAD_KEY, ProviderMisconfigured),
        (Refused(403, "no"), ProviderMisconfigured),
        (Refused(404, "model: claude-x"), ProviderMisconfigured),
        (Refused(400, "max_tokens: too many"), ProviderMisconfigured),
        (UNPAID, ProviderUnpaid),
        (Refused(402, "pay", "billing_error"), ProviderUnpaid),
        (Declines(), AnswerRefused),
        (Declines("No."), AnswerRefused),
        (CutShort(5), AnswerCutShort),
        (NOT_JSON, AnswerUnreadable),
        (Says("{}"), AnswerUnreadable),
        (Says(""), AnswerUnreadable),
    ],
)
def test_what_goes_wrong_has_a_name_and_leaves_nothing_set_aside(server, claude, fault, error):
    meter = FakeMeter()
    befalls(server, fault)

    with pytest.raises(error) as caught:
        check(claude, meter)

    assert type(caught.value) is error
    assert meter.under_way == 0
    assert "req_" not in str(caught.value)
    assert FakeAnthropic.key not in str(caught.value)


def test_what_cannot_be_helped_by_trying_again_is_not_tried_again(server, claude):
    for fault, error in ((UNPAID, ProviderUnpaid), (BAD_KEY, ProviderMisconfigured)):
        befalls(server, fault)
        with pytest.raises(error):
            check(claude)
        assert server.tally() == {"fact_check": 1}


@pytest.mark.parametrize("fault", [BUSY, OVERLOADED, BROKEN, HangsUp()])
def test_a_moments_failure_is_nobodys_business(server, claude, fault):
    meter = FakeMeter()
    befalls(server, fault, None)

    assert check(claude, meter).approved
    assert server.tally() == {"fact_check": 2}
    assert len(meter.calls) == 1


@pytest.mark.parametrize("useless", [NOT_JSON, Says('{"approved": "maybe"}')])
def test_an_unreadable_answer_is_asked_for_once_more_saying_why(server, claude, useless):
    meter = FakeMeter()
    befalls(server, useless, None)

    assert check(claude, meter).approved

    _, again = server.calls("fact_check")
    assert "could not be used" in str(again.body["messages"])
    assert any(why in str(again.body["messages"]) for why in ("Invalid JSON", "approved: "))
    assert len(meter.calls) == 2


def test_how_an_answer_was_unreadable_is_for_claude_and_nobody_else(server, claude):
    befalls(server, Says('{"approved": "maybe"}'))

    with pytest.raises(AnswerUnreadable) as caught:
        check(claude)

    assert str(caught.value) == "Claude's answer is not of the form that was asked for."


def test_an_answer_that_was_too_long_is_given_twice_the_room(server, claude):
    meter = FakeMeter()
    befalls(server, CutShort(5), None)

    assert check(claude, meter).approved

    assert [call.body["max_tokens"] for call in server.calls("fact_check")] == [3000, 6000]
    assert [call.stop_reason for call in meter.calls] == ["max_tokens", "end_turn"]


def test_an_answer_is_not_asked_for_again_with_no_more_room(server, claude):
    meter = Thrifty(3000)
    befalls(server, CutShort(5))

    with pytest.raises(AnswerCutShort):
        check(claude, meter)

    assert server.tally() == {"fact_check": 1}
    assert meter.under_way == 0


def test_nothing_is_asked_that_is_not_paid_for(server, claude):
    with pytest.raises(BudgetSpent):
        check(claude, FakeMeter(pays=False))

    assert server.requests == []


@pytest.mark.parametrize(
    "fault", [BAD_KEY, UNPAID, Refused(404, "model: claude-x"), Refused(400, "x.0: bad")]
)
def test_whose_fault_it_is_is_said_and_the_vendors_words_are_for_the_log(
    server, claude, caplog, fault
):
    befalls(server, fault)

    with pytest.raises((ProviderMisconfigured, ProviderUnpaid)) as caught:
        check(claude)

    assert str(caught.value).endswith("That is ours to put right; please try again later.")
    assert fault.message not in str(caught.value)
    assert ("x.0: bad" in caplog.text) == (fault.status == 400 and fault is not UNPAID)


def test_what_was_used_before_a_stream_broke_is_booked(server, claude):
    meter = FakeMeter()
    befalls(server, HangsUp(4))

    with pytest.raises(ProviderUnavailable):
        check(claude, meter)

    assert meter.calls
    assert {call.stop_reason for call in meter.calls} == {"interrupted"}


def test_research_goes_on_where_it_paused(server, claude):
    meter = FakeMeter()
    befalls(server, Pauses(), None, task="research")

    found = ClaudeResearcher(claude).research(a_brief(), meter=meter)

    first, second = server.calls("research")
    assert found.summary
    assert [m["role"] for m in second.body["messages"]] == ["user", "assistant"]
    assert first.body["tools"][0]["max_uses"] == 5
    assert [call.web_searches for call in meter.calls] == [1, 1]


def test_research_that_never_ends_is_given_up(server, claude):
    befalls(server, Pauses(), task="research")

    with pytest.raises(AnswerUnreadable, match="searched on and on"):
        ClaudeResearcher(claude).research(a_brief(), meter=FakeMeter())


def test_the_first_scene_fills_the_cache_that_the_others_read(server, claude):
    meter = FakeMeter()
    befalls(server, Slow(before=0.3), None, task="scene")
    script = a_script(*scenes(5))

    composed = list(
        ClaudeSceneComposer(claude).compose(script, range(1, 6), a_brief(), meter=meter)
    )

    calls = {call.scene: call for call in meter.calls}
    assert sorted(each.number for each in composed) == [1, 2, 3, 4, 5]
    assert calls[1].cache_write_tokens > 1000
    assert calls[1].cache_read_tokens == 0
    for number in range(2, 6):
        assert calls[number].cache_read_tokens == calls[1].cache_write_tokens
        assert calls[number].cache_write_tokens == 0


def test_a_repair_reads_the_composers_cache(claude):
    meter = FakeMeter()
    script, code = a_script(*scenes(1)), SceneCode(number=1, class_name="Segment01", source="x")
    list(ClaudeSceneComposer(claude).compose(script, [1], a_brief(), meter=meter))

    problem = Problem(kind="crash", message="x")
    ClaudeSceneRepairer(claude).repair(script.scene(1), code, [problem], a_brief(), meter=meter)

    composed, repaired = meter.calls
    assert repaired.cache_read_tokens == composed.cache_write_tokens > 1000


def test_whoever_takes_too_long_is_not_waited_for(server, claude):
    now = [0.0]
    impatient = Claude(claude._client, clock=lambda: now[0])
    befalls(server, Slow(between=0.01))

    def hurry():
        now[0] += 1000

    question = Question(
        task="fact_check",
        model="claude-haiku-5-5",
        system="Check.",
        content=[said("x")],
        answer=FactAnswer,
        max_tokens=1000,
    )
    meter, began = FakeMeter(), time.monotonic()
    with pytest.raises(ProviderUnavailable, match="took too long"):
        impatient.ask(question, meter, begun=hurry)

    assert time.monotonic() - began < 30
    assert meter.under_way == 0


def test_where_schemas_are_not_enforced_they_are_asked_for_in_words(server, claude):
    fenced = Says('```json\n{"approved": true, "notes": ""}\n```')
    server.play(Scenario(mishaps=[Mishap("other", fenced, None)]))
    elsewhere = Claude(claude._client, in_words=True)

    assert check(elsewhere).approved

    (call,) = server.requests
    assert "format" not in call.body["output_config"]
    assert '"approved"' in str(call.body["messages"])


def test_every_model_has_a_name_at_bedrock():
    assert BEDROCK_NAMES.keys() == PRICES.keys()
