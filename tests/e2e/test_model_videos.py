"""Videos that a model writes, in the whole product, whatever goes wrong with the model's answers."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from local.local_cloud import LocalCloud
from tests.e2e.conftest import Customer, calling
from tests.fakes.anthropic import (
    BAD_KEY,
    BUSY,
    OVERLOADED,
    REJECTED,
    SEGMENTS,
    UNPAID,
    CutShort,
    Declines,
    FakeAnthropic,
    HangsUp,
    Mishap,
    Pauses,
    Says,
    Scenario,
    Slow,
    a_fake_anthropic,
    an_issue,
)
from tests.fakes.scenes import BROKEN, GOOD, BrokenScene, broken

SECRET = "anthropic-key"  # noqa: S105 - its name
ARN = f"arn:aws:secretsmanager:us-east-1:000000000000:secret:{SECRET}"
THRIFTY = {"effort": "low", "quality": "low", "qa_density": "zero", "pace": "brisk"}
SCENES_A_JOB = 6
ENDLESS = [each for each in BROKEN if each.kind == "timeout"]
OTHERS = [each for each in BROKEN if each.kind != "timeout"]
GROUPS = [
    *(OTHERS[at : at + SCENES_A_JOB] for at in range(0, len(OTHERS), SCENES_A_JOB)),
    ENDLESS,
]
REWRITTEN = [each.source for each in GOOD]
"""Good every time, and another scene every time."""
ONCE = {"script": 1, "fact_check": 1, "scene": 3}


@pytest.fixture(scope="module")
def vendor() -> Iterator[FakeAnthropic]:
    with a_fake_anthropic() as server:
        yield server


@pytest.fixture(scope="module")
def writing(vendor: FakeAnthropic) -> Iterator[Customer]:
    """A paying customer of a cloud that asks the vendor."""
    chosen = {"ScriptWriter": "claude", "AnthropicKeyArn": ARN, "AnthropicUrl": vendor.url}
    with LocalCloud.temporary(**chosen) as cloud:
        cloud.client("secretsmanager").create_secret(Name=SECRET, SecretString=vendor.key)
        with calling(cloud.base_url, cloud.keys.live) as http:
            yield Customer(cloud, http)


def made(
    writing: Customer, vendor: FakeAnthropic, scenario: Scenario, **fields: Any
) -> dict[str, Any]:
    vendor.play(scenario)
    order = writing.order("Why is halving so fast?", **THRIFTY | fields)
    job = writing.outcome(order, seconds=400)
    assert vendor.refused == [], "every request was well-formed"
    return job


def told(job: dict[str, Any], node: str) -> list[dict[str, Any]]:
    return [event["updates"] for event in job["events"] if event["node"] == node]


def filmed(job: dict[str, Any]) -> int:
    """Scenes, in all takes."""
    return sum(update.get("filmed", 0) for update in told(job, "layout_checker"))


def mishaps(*these: Mishap) -> Scenario:
    return Scenario(mishaps=these)


def with_broken(kinds: Sequence[BrokenScene]) -> Scenario:
    """One scene for each of them, broken at first."""
    segments = [
        SEGMENTS[at % len(SEGMENTS)] | {"title": f"Part {at + 1}"} for at in range(len(kinds))
    ]
    scenes = {number: (each.broken, each.mended) for number, each in enumerate(kinds, 1)}
    return Scenario(segments=segments, scenes=scenes)


def test_a_video_takes_one_call_of_a_model_for_each_thing(writing, vendor):
    job = made(writing, vendor, Scenario(), effort="high", qa_density="normal", quiz=True)

    assert job["status"] == "completed", job["error"]
    others = {"research": 1, "visual_qa": 1, "quiz": 1}
    assert vendor.tally() == ONCE | others
    assert (filmed(job), job["warnings"]) == (3, [])
    assert {"quiz.json", "qa_report.json", "run_stats.json"} <= set(job["output_files"])
    assert job["totals"]["claude_calls"] == sum(vendor.tally().values())


def test_scenes_share_a_prompt_that_is_written_once(writing, vendor):
    job = made(writing, vendor, Scenario())
    scenes = [each for each in told(job, "usage") if each["agent"] == "manim_agent"]

    assert sorted(each["cache_write_tokens"] > 0 for each in scenes) == [False, False, True]
    assert sorted(each["cache_read_tokens"] > 0 for each in scenes) == [False, True, True]


@pytest.mark.parametrize("kinds", GROUPS, ids=lambda kinds: "-".join(each.name for each in kinds))
def test_broken_scenes_end_in_a_video_with_no_call_too_many(writing, vendor, kinds):
    job = made(writing, vendor, with_broken(kinds))
    by_models = {n for n, each in enumerate(kinds, 1) if each.mender == "model"}

    assert job["status"] == "completed", job["error"]
    assert {call.scene for call in vendor.calls("repair")} == by_models
    repairs = {"repair": len(by_models)} if by_models else {}
    assert vendor.tally() == ONCE | {"scene": len(kinds)} | repairs
    assert (filmed(job), job["warnings"]) == (len(kinds), [])


@pytest.mark.parametrize("code", [broken("misspelt_name").broken, "def (:", "x = 1\0"])
def test_a_scene_that_stays_broken_is_shown_plainly_with_a_warning(writing, vendor, code):
    job = made(writing, vendor, Scenario(scenes={2: [code]}))

    assert job["status"] == "completed", job["error"]
    assert vendor.tally() == ONCE | {"repair": 3}
    assert len(job["warnings"]) == 1
    assert "plain scene" in job["warnings"][0]


@pytest.mark.parametrize(
    "fault",
    [
        Says("Here is your scene!"),
        Says('{"module": 1}'),
        CutShort(20),
        BUSY,
        OVERLOADED,
        HangsUp(4),
    ],
    ids=["no JSON", "other JSON", "cut short", "429", "529", "hung up"],
)
def test_what_goes_wrong_once_is_asked_for_again(writing, vendor, fault):
    job = made(writing, vendor, mishaps(Mishap("scene", fault, scene=2), Mishap("script", fault)))

    assert job["status"] == "completed", job["error"]
    assert vendor.tally()["script"] == 2
    assert [len(vendor.calls("scene", n)) for n in (1, 2, 3)] == [1, 2, 1]
    assert (filmed(job), job["warnings"]) == (3, [])


def test_slow_answers_are_waited_for(writing, vendor):
    slow = [Mishap(task, Slow(before=3, between=0.02)) for task in ("script", "scene")]
    job = made(writing, vendor, mishaps(*slow))

    assert job["status"] == "completed", job["error"]
    assert vendor.tally() == ONCE


def test_a_scene_that_is_declined_is_shown_plainly_with_a_warning(writing, vendor):
    job = made(writing, vendor, mishaps(Mishap("scene", Declines(), nth=None, scene=2)))

    assert job["status"] == "completed", job["error"]
    assert vendor.tally() == ONCE, "nobody asks again"
    assert len(job["warnings"]) == 1


def test_a_search_that_pauses_goes_on(writing, vendor):
    job = made(writing, vendor, mishaps(Mishap("research", Pauses())), effort="high")

    assert job["status"] == "completed", job["error"]
    assert vendor.tally() == ONCE | {"research": 2}


def test_a_search_that_fails_is_done_without(writing, vendor):
    job = made(writing, vendor, mishaps(Mishap("research", Declines(), nth=None)), effort="high")

    assert job["status"] == "completed", job["error"]
    assert vendor.tally()["script"] == 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Declines(), "declined"),
        (BAD_KEY, "credentials"),
        (UNPAID, "credit"),
    ],
    ids=["declined", "bad key", "unpaid"],
)
def test_what_cannot_be_helped_fails_at_once_and_costs_nothing(writing, vendor, fault, said):
    before = writing.balance()
    job = made(writing, vendor, mishaps(Mishap("script", fault, nth=None)))

    assert (job["status"], vendor.tally()) == ("failed", {"script": 1})
    assert said in job["error"]
    assert (job["credits"]["charged"], writing.balance()) == (0, before)


def test_after_three_drafts_doubts_become_a_warning(writing, vendor):
    job = made(writing, vendor, Scenario(checks=[REJECTED]))

    assert job["status"] == "completed", job["error"]
    assert vendor.tally() == {"script": 3, "fact_check": 3, "scene": 3}
    assert REJECTED["notes"] in " ".join(job["warnings"])


def test_a_draft_that_is_rejected_is_written_again(writing, vendor):
    job = made(writing, vendor, Scenario(checks=[REJECTED, {"approved": True, "notes": ""}]))

    assert (job["status"], job["warnings"]) == ("completed", [])
    assert vendor.tally() == {"script": 2, "fact_check": 2, "scene": 3}


def test_whoever_looks_at_the_video_has_single_scenes_repaired(writing, vendor):
    reviews = [[an_issue(2)], [an_issue(3, "warning")]]
    scenario = Scenario(scenes={2: REWRITTEN}, reviews=reviews)
    job = made(writing, vendor, scenario, qa_density="normal")

    assert job["status"] == "completed", job["error"]
    assert vendor.tally() == ONCE | {"visual_qa": 2, "repair": 1}
    assert [call.scene for call in vendor.calls("repair")] == [2]


def test_nobody_looks_more_than_three_times(writing, vendor):
    scenario = Scenario(scenes={1: REWRITTEN}, reviews=[[an_issue(1)]])
    job = made(writing, vendor, scenario, qa_density="normal")

    assert job["status"] == "completed", job["error"]
    assert (vendor.tally()["visual_qa"], vendor.tally()["repair"]) == (3, 2)
