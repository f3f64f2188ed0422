import pytest

from studio.application.benchmark_cost import TARGET, a_minute, main, recorded, table
from studio.domain.job import JobStatus
from studio.domain.run_stats import run_stats
from studio.domain.timeline import Happening
from tests.builders import NOON, a_call_event, a_job, a_script, an_event

JOB = a_job(status=JobStatus.RUNNING, started_at=NOON)


def said(*events, seconds=60.0):
    planned = an_event(99, happening=Happening.RENDER_PLANNED, detail={"seconds": seconds})
    return "\n".join(recorded(run_stats(JOB, (*events, planned), a_script(), at=NOON)))


def test_a_minute_at_default_settings_is_expected_to_keep_the_target():
    assert 0.05 < a_minute() < TARGET


def test_every_effort_has_a_line_for_every_model():
    assert len(list(table())) == 2 + 3 * 5 + 1


def test_a_run_is_held_against_the_target_by_what_it_recorded():
    cheap = said(a_call_event(1))
    dear = said(*(a_call_event(n) for n in range(10)))

    assert "$0.0110 recorded" in cheap
    assert cheap.endswith("kept")
    assert dear.endswith("missed")


def test_a_long_video_may_cost_more_and_a_short_one_less():
    calls = [a_call_event(n) for n in range(10)]

    assert said(*calls, seconds=120.0).endswith("kept")
    assert said(a_call_event(1), seconds=6.0).endswith("missed")


def test_what_is_no_record_of_a_run_is_said_to_be_none(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["bench-cost", str(tmp_path / "run_stats.json")])

    with pytest.raises(SystemExit):
        main()

    assert "RUN is to be a run_stats.json" in capsys.readouterr().err


def test_a_run_without_a_model_has_no_cost():
    assert said().endswith("no language model was asked.")
