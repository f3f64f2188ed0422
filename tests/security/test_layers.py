"""Every wall is missed when it is gone, and every attack is one when there is no jail."""

import os
import signal
from collections.abc import Callable

import pytest

import jail.confine
import jail.landlock
import jail.limits
import jail.platform
import jail.policy
from jail import Jail, PlatformUnsafe
from jail.identity import OwnUid
from jail.watch import Watch
from tests.security.attacks import files, kernel, network, processes, resources
from tests.security.stage import BREACHED, HELD, Attack, Stage


def _kill_the_process_group(identity: OwnUid, main: int) -> None:
    if main:
        try:
            os.killpg(main, signal.SIGKILL)
        except ProcessLookupError:
            return


LAYERS: dict[str, tuple[object, str, Callable[..., object]]] = {
    "seccomp": (jail.policy, "install", lambda program: None),
    "rlimits": (jail.limits, "apply", lambda limits, own_uid: None),
    "sweep": (OwnUid, "kill", _kill_the_process_group),
    "watcher": (Watch, "verdict", lambda watch, family: None),
    "environment": (jail.confine, "replace_environment", lambda environment: None),
    "descriptors": (jail.confine, "close_others", lambda: None),
    "landlock": (jail.landlock, "abi", lambda: 0),
}
MISSED = {
    "seccomp": [
        kernel.set_up_an_io_uring,
        kernel.trace_a_process,
        kernel.read_another_processs_memory,
        kernel.enter_a_user_namespace,
        kernel.clone_into_a_user_namespace,
        kernel.clone3_into_a_user_namespace,
        kernel.clone_a_sibling,
        kernel.outlive_the_launcher,
        network.open_a_socket_of_any_family,
        network.call_on_the_supervisor,
        network.address_a_datagram_from_a_pair,
        network.hide_a_descriptor_in_flight,
        resources.allocate_in_a_memory_file,
        files.hard_link_a_file_of_its_own,
    ],
    "rlimits": [
        processes.fork_without_end,
        processes.open_files_without_end,
        resources.write_one_big_file,
        resources.claim_ten_terabytes,
        processes.arm_many_timers,
        kernel.raise_its_own_limits,
    ],
    "sweep": [processes.leave_a_daemon, processes.fork_while_being_killed],
    "watcher": [
        processes.spin_in_short_lived_children,
        resources.allocate_in_many_processes,
        resources.allocate_shared_memory_and_forget_it,
        resources.write_many_files,
        resources.write_files_without_names,
        resources.write_mapped_files_without_names_or_descriptors,
        resources.hide_behind_a_path_that_is_too_long,
    ],
    "environment": [files.find_the_launchers_variables],
    "descriptors": [files.find_an_inherited_descriptor],
}
LOST_WITHOUT_LANDLOCK = {
    "read_the_password_file",
    "read_another_jobs_file",
    "list_another_jobs_folder",
    "list_all_jobs",
    "read_the_first_process",
    "list_the_processes",
    "write_to_a_common_folder",
}
# The test's own descriptors are close-on-fork here, its input is empty, and the container
# may lack the capability; these three guard against regressions only.
CANNOT_BREACH_HERE = (
    "find_an_inherited_descriptor",
    "read_standard_input",
    "protect_itself_from_the_kernel",
)
FREE_TO_DO = [
    *[
        attack
        for name, attack in vars(files).items()
        if isinstance(attack, Attack) and name not in CANNOT_BREACH_HERE
    ],
    network.fetch_the_metadata,
    network.open_a_socket_of_any_family,
    network.listen_on_a_port,
    network.call_on_the_supervisor,
    network.address_a_datagram_from_a_pair,
    network.hide_a_descriptor_in_flight,
    network.have_the_video_library_fetch,
    *MISSED["seccomp"][:8],
    kernel.signal_the_launcher,
    kernel.raise_its_own_limits,
    kernel.run_a_program_it_dropped,
    kernel.take_the_processor,
    processes.fork_without_end,
    resources.write_one_big_file,
    resources.write_files_without_names,
    resources.claim_ten_terabytes,
    resources.allocate_in_a_memory_file,
]


def remove(layer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*LAYERS[layer])


def name_of(attack: object) -> str:
    return attack.act.__name__ if isinstance(attack, Attack) else str(attack)


@pytest.mark.parametrize(
    ("layer", "attack"),
    [(layer, attack) for layer, attacks in MISSED.items() for attack in attacks],
    ids=name_of,
)
def test_s72_without_the_layer_the_attack_is_no_longer_held(
    layer: str, attack: Attack, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove(layer, monkeypatch)

    assert stage.verdict(attack) != HELD


@pytest.mark.parametrize("attack", FREE_TO_DO, ids=name_of)
def test_without_the_jail_the_attack_succeeds(attack: Attack, stage: Stage) -> None:
    assert stage.outside(attack) == BREACHED


def test_s73_without_landlock_only_what_everybody_may_read_is_lost(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove("landlock", monkeypatch)
    attacks = {
        name: attack
        for module in (files, network)
        for name, attack in vars(module).items()
        if isinstance(attack, Attack)
    }
    lost = {name for name, attack in attacks.items() if stage.verdict(attack) != HELD}

    assert lost == LOST_WITHOUT_LANDLOCK


def test_s74_without_seccomp_there_is_no_jail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jail.platform, "has_seccomp", lambda: False)

    with pytest.raises(PlatformUnsafe, match="platform_unsafe"):
        Jail()
