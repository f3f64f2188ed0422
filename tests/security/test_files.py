"""What others wrote stays theirs."""

import pytest

from tests.security.attacks import files
from tests.security.stage import HELD, SECRET, Attack, Stage


def test_s01_the_password_file_cannot_be_read(stage: Stage) -> None:
    assert stage.verdict(files.read_the_password_file) == HELD


def test_s02_the_shadow_file_cannot_be_read(stage: Stage) -> None:
    assert stage.verdict(files.read_the_shadow_file) == HELD


def test_s03_another_jobs_readable_file_cannot_be_read(stage: Stage) -> None:
    assert stage.verdict(files.read_another_jobs_file) == HELD


def test_s03_another_jobs_folder_cannot_be_listed(stage: Stage) -> None:
    assert stage.verdict(files.list_another_jobs_folder) == HELD


def test_s03_the_jobs_cannot_be_listed(stage: Stage) -> None:
    assert stage.verdict(files.list_all_jobs) == HELD


def test_s04_the_launchers_environment_cannot_be_read(stage: Stage) -> None:
    assert stage.verdict(files.read_the_launchers_environment) == HELD


def test_s04_the_first_process_cannot_be_looked_at(stage: Stage) -> None:
    assert stage.verdict(files.read_the_first_process) == HELD


def test_s04_the_processes_cannot_be_listed(stage: Stage) -> None:
    assert stage.verdict(files.list_the_processes) == HELD


def test_s06_no_descriptor_is_inherited(stage: Stage) -> None:
    assert stage.verdict(files.find_an_inherited_descriptor) == HELD


def test_s07_no_common_folder_can_be_written_to(stage: Stage) -> None:
    assert stage.verdict(files.write_to_a_common_folder) == HELD


def test_s08_a_library_module_cannot_be_changed(stage: Stage) -> None:
    assert stage.verdict(files.write_into_the_library) == HELD


def test_s08_nothing_can_be_added_to_the_library(stage: Stage) -> None:
    assert stage.verdict(files.add_to_the_library) == HELD


def test_s34_the_oom_score_cannot_be_reset(stage: Stage) -> None:
    assert stage.verdict(files.protect_itself_from_the_kernel) == HELD


def test_s35_standard_input_is_at_its_end(stage: Stage) -> None:
    assert stage.verdict(files.read_standard_input) == HELD


def test_s54_an_input_cannot_be_hard_linked(stage: Stage) -> None:
    assert stage.verdict(files.hard_link_an_input) == HELD


def test_s54_not_even_its_own_file_can_be_hard_linked(stage: Stage) -> None:
    assert stage.verdict(files.hard_link_a_file_of_its_own) == HELD


def test_a_file_cannot_be_given_to_root(stage: Stage) -> None:
    assert stage.verdict(files.give_a_file_to_root) == HELD


def test_a_device_cannot_be_made(stage: Stage) -> None:
    assert stage.verdict(files.make_a_device) == HELD


def test_s05_only_the_given_variables_are_set(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", SECRET)

    assert stage.verdict(files.find_the_launchers_variables) == HELD


@pytest.mark.parametrize(
    "attack", [files.append_to_an_input, files.remove_an_input, files.rename_an_input]
)
def test_s09_inputs_stay_as_they_are(stage: Stage, attack: Attack) -> None:
    assert stage.verdict(attack) == HELD
    assert [path.read_text() for path in stage.inputs.iterdir()] == [SECRET]
