import json
from datetime import timedelta

from studio.domain.job import JobStatus
from studio.domain.run_stats import run_stats
from studio.domain.timeline import Happening, Progress, Stage
from tests.builders import JOB, NOON, a_brief, a_call_event, a_job, a_script, an_event

LATER = NOON + timedelta(seconds=100)
JOB_MADE = a_job(
    status=JobStatus.RUNNING, started_at=NOON, brief=a_brief(effort="high", pace="brisk")
)


def at(seconds, number, happening=Happening.STARTED, *, stage=None, **detail):
    progress = Progress(stage=stage) if stage else None
    when = NOON + timedelta(seconds=seconds)
    return an_event(number, at=when, happening=happening, progress=progress, detail=detail)


def stats(*events, job=JOB_MADE):
    return run_stats(job, events, a_script(), at=LATER)


def test_a_run_says_what_it_was_and_how_long_it_took():
    told = stats(at(0, 1, stage=Stage.WRITING_SCRIPT))

    assert told["run_id"] == JOB
    assert told["started_at"] == "2026-11-21T12:00:00+00:00"
    assert (told["total_seconds"], told["result"], told["pace"]) == (100, "done", "brisk")
    assert json.loads(json.dumps(told)) == told


def test_what_nobody_counted_is_null_and_not_nought():
    told = stats()

    assert (told["cost_usd"], told["tts_chars"], told["narrator"]) == (None, None, None)
    assert (told["calls"], told["by_agent"], told["stage_seconds"]) == ([], {}, {})
    assert told["tokens"] == {"input": 0, "output": 0, "cache_read": 0, "cache_write": 0}
    assert stats(job=a_job())["total_seconds"] is None


def test_each_moment_belongs_to_the_stage_that_was_last_told_of():
    told = stats(
        at(0, 1, stage=Stage.WRITING_SCRIPT),
        at(10, 2, Happening.WARNED, message="x"),
        at(30, 3, stage=Stage.RENDERING),
        at(50, 4, stage=Stage.REPAIRING_SCENES),
        at(60, 5, stage=Stage.RENDERING),
    )

    assert told["stage_seconds"] == {"writing_script": 30, "rendering": 60, "repairing_scenes": 10}
    assert sum(told["stage_seconds"].values()) == told["total_seconds"]


def test_the_video_is_as_long_as_it_was_last_planned():
    planned = [
        an_event(n, happening=Happening.RENDER_PLANNED, detail={"seconds": n * 10.5})
        for n in (1, 2)
    ]

    assert stats(*planned)["video_seconds"] == 21
    assert stats()["video_seconds"] is None


def test_calls_are_told_one_by_one_and_by_who_asked():
    scene, repair = a_call_event(1, scene=2), a_call_event(2, task="repair", web_searches=1)
    told = stats(scene, repair, scene)

    assert [call["agent"] for call in told["calls"]] == ["manim_agent", "code_validator"]
    assert told["calls"][0]["segment"] == 2
    assert told["by_agent"]["manim_agent"] == {
        "calls": 1,
        "tokens": {"input": 500, "output": 1000, "cache_read": 0, "cache_write": 0},
        "web_searches": 0,
        "cost_usd": 0.011,
        "seconds": 2.5,
    }
    assert (told["cost_usd"], told["claude_calls"], told["web_searches"]) == (0.032, 2, 1)


def test_warnings_are_told_once_and_research_only_if_it_found_something():
    warned = at(1, 1, Happening.WARNED, message="Nobody looked.")
    empty, found = (at(2, n, Happening.RESEARCHED, chars=n - 2) for n in (2, 3))

    assert stats(warned, warned)["warnings"] == ["Nobody looked."]
    assert (stats(empty)["research"], stats(empty, found)["research"]) == (False, True)


def test_a_run_that_failed_says_so():
    failed = JOB_MADE.fail("It broke.", at=NOON + timedelta(seconds=7))

    assert (stats(job=failed)["result"], stats(job=failed)["total_seconds"]) == ("failed", 7)
