"""The kernel's other doors are shut."""

import os
import shutil

import pytest

from tests.security.attacks import kernel
from tests.security.stage import HELD, Attack, Stage


def test_s13_io_uring_ends_the_job(stage: Stage) -> None:
    assert stage.verdict(kernel.set_up_an_io_uring) == HELD


def test_s19_nobody_else_can_be_signalled(stage: Stage) -> None:
    assert stage.verdict(kernel.signal_the_launcher) == HELD


def test_s20_tracing_ends_the_job(stage: Stage) -> None:
    assert stage.verdict(kernel.trace_a_process) == HELD


def test_s21_reading_foreign_memory_ends_the_job(stage: Stage) -> None:
    assert stage.verdict(kernel.read_another_processs_memory) == HELD


def test_s22_root_cannot_be_regained(stage: Stage) -> None:
    assert stage.verdict(kernel.become_root) == HELD


def test_s24_unsharing_ends_the_job(stage: Stage) -> None:
    assert stage.verdict(kernel.enter_a_user_namespace) == HELD


def test_s25_clone_makes_no_user_namespace(stage: Stage) -> None:
    assert stage.verdict(kernel.clone_into_a_user_namespace) == HELD


def test_s25_clone3_makes_no_user_namespace(stage: Stage) -> None:
    assert stage.verdict(kernel.clone3_into_a_user_namespace) == HELD


def test_clone_makes_no_sibling(stage: Stage) -> None:
    assert stage.verdict(kernel.clone_a_sibling) == HELD


def test_s30_limits_cannot_be_raised(stage: Stage) -> None:
    assert stage.verdict(kernel.raise_its_own_limits) == HELD


def test_s30_the_launchers_limits_cannot_be_changed(stage: Stage) -> None:
    assert stage.verdict(kernel.change_the_launchers_limits) == HELD


def test_s31_a_dropped_program_does_not_run(stage: Stage) -> None:
    assert stage.verdict(kernel.run_a_program_it_dropped) == HELD


def test_s32_no_priority_can_be_taken(stage: Stage) -> None:
    assert stage.verdict(kernel.take_the_processor) == HELD


def test_s71_the_death_signal_cannot_be_cleared(stage: Stage) -> None:
    assert stage.verdict(kernel.outlive_the_launcher) == HELD


@pytest.mark.parametrize("name", kernel.RARE_CALLS)
def test_s26_s27_s69_calls_that_are_never_an_accident_end_the_job(stage: Stage, name: str) -> None:
    assert stage.verdict(kernel.RARE_CALLS[name]) == HELD


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="these calls are Intel's")
@pytest.mark.parametrize("attack", [kernel.use_the_32_bit_calls, kernel.use_the_x32_calls])
def test_s28_s29_calls_of_another_table_end_the_job(stage: Stage, attack: Attack) -> None:
    assert stage.verdict(attack) == HELD


def test_s23_a_setuid_program_gives_no_privilege(stage: Stage) -> None:
    program = stage.library / "id"
    shutil.copyfile("/usr/bin/id", program)
    program.chmod(0o4755)

    assert stage.verdict(kernel.gain_root_by_a_setuid_program) == HELD
