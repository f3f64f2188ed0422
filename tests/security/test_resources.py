"""Wanting too much ends the job, and nothing else."""

from tests.security.attacks import resources
from tests.security.stage import HELD, Stage


def test_s38_eight_gigabytes_are_a_memory_error(stage: Stage) -> None:
    assert stage.verdict(resources.allocate_more_than_there_is) == HELD


def test_s39_memory_is_counted_over_all_processes(stage: Stage) -> None:
    assert stage.verdict(resources.allocate_in_many_processes) == HELD


def test_s40_there_are_no_memory_files(stage: Stage) -> None:
    assert stage.verdict(resources.allocate_in_a_memory_file) == HELD


def test_s41_shared_memory_counts_when_it_is_not_resident(stage: Stage) -> None:
    assert stage.verdict(resources.allocate_shared_memory_and_forget_it) == HELD


def test_s42_one_big_file_is_refused(stage: Stage) -> None:
    assert stage.verdict(resources.write_one_big_file) == HELD


def test_s43_many_files_fill_only_the_jobs_share(stage: Stage) -> None:
    assert stage.verdict(resources.write_many_files) == HELD


def test_s44_files_without_names_count(stage: Stage) -> None:
    assert stage.verdict(resources.write_files_without_names) == HELD


def test_s44_mapped_files_without_descriptors_count(stage: Stage) -> None:
    assert stage.verdict(resources.write_mapped_files_without_names_or_descriptors) == HELD


def test_s45_a_million_files_end_the_job(stage: Stage) -> None:
    assert stage.verdict(resources.write_a_million_files) == HELD


def test_s46_ten_terabytes_cannot_be_claimed(stage: Stage) -> None:
    assert stage.verdict(resources.claim_ten_terabytes) == HELD


def test_s47_a_deep_tree_is_removed(stage: Stage) -> None:
    assert stage.verdict(resources.dig_deep) == HELD


def test_s47_a_long_path_hides_nothing(stage: Stage) -> None:
    assert stage.verdict(resources.hide_behind_a_path_that_is_too_long) == HELD


def test_a_locked_folder_is_removed(stage: Stage) -> None:
    assert stage.verdict(resources.lock_a_folder) == HELD


def test_s48_a_flood_of_output_ends_the_job(stage: Stage) -> None:
    assert stage.verdict(resources.print_without_end) == HELD
