"""However many processes there are, they end with their job."""

from tests.security.attacks import processes
from tests.security.stage import HELD, Stage


def test_s16_a_fork_bomb_runs_dry(stage: Stage) -> None:
    assert stage.verdict(processes.fork_without_end) == HELD


def test_s17_a_daemon_dies_with_its_job(stage: Stage) -> None:
    assert stage.verdict(processes.leave_a_daemon) == HELD


def test_s18_forking_while_being_killed_does_not_help(stage: Stage) -> None:
    assert stage.verdict(processes.fork_while_being_killed) == HELD


def test_s18_stopping_whoever_comes_near_does_not_help(stage: Stage) -> None:
    assert stage.verdict(processes.stop_everybody_who_comes_near) == HELD


def test_s33_running_out_of_descriptors_is_the_jobs_own_trouble(stage: Stage) -> None:
    assert stage.verdict(processes.open_files_without_end) == HELD


def test_s36_a_busy_loop_meets_the_cpu_limit(stage: Stage) -> None:
    assert stage.verdict(processes.spin) == HELD


def test_s36_a_busy_family_meets_the_cpu_limit(stage: Stage) -> None:
    assert stage.verdict(processes.spin_in_short_lived_children) == HELD


def test_s37_ignoring_signals_does_not_outlast_the_wall_limit(stage: Stage) -> None:
    assert stage.verdict(processes.sleep_and_ignore_signals) == HELD


def test_s49_a_crash_is_the_users_error(stage: Stage) -> None:
    assert stage.verdict(processes.crash) == HELD


def test_timers_run_dry(stage: Stage) -> None:
    assert stage.verdict(processes.arm_many_timers) == HELD
