"""Attacks on the kernel's doors: other identities, other processes, rare system calls."""

import ctypes
import mmap
import os
import resource
import shutil
import signal
import subprocess
from pathlib import Path

from jail import Ending
from jail.kernel import LIBC, system_call
from jail.syscalls import NUMBERS
from tests.security.stage import Stage, attack

KILLED = Ending.SANDBOX_VIOLATION
_NEW_USER = 0x1000_0000
_CLONE_PARENT = 0x8000
_EVERY_NUMBER = {
    "chroot": b".",
    "mount": b"none",
    "bpf": 0,
    "userfaultfd": 0,
    "keyctl": 0,
    "add_key": b"user",
    "perf_event_open": 0,
    "open_by_handle_at": 0,
    "settimeofday": 0,
    "clock_settime": 0,
    "setns": 0,
    "pidfd_getfd": 0,
    "init_module": 0,
    "kexec_load": 0,
}


def _making(name: str, argument: object):
    @attack(KILLED)
    def call(stage: Stage) -> object:
        return LIBC.syscall(NUMBERS[name], argument, 0, 0, 0, 0) or True

    return call


RARE_CALLS = {name: _making(name, argument) for name, argument in _EVERY_NUMBER.items()}


@attack(KILLED)
def set_up_an_io_uring(stage: Stage) -> object:
    return LIBC.syscall(NUMBERS["io_uring_setup"], 4, ctypes.create_string_buffer(256)) >= 0


@attack(KILLED)
def trace_a_process(stage: Stage) -> object:
    child = os.fork()
    if not child:
        signal.pause()
    attached = LIBC.syscall(NUMBERS["ptrace"], 16, child, 0, 0) == 0
    os.kill(child, signal.SIGKILL)
    return attached


@attack(KILLED)
def read_another_processs_memory(stage: Stage) -> object:
    text = ctypes.create_string_buffer(b"abc")
    vector = (ctypes.c_size_t * 2)(ctypes.addressof(text), 3)
    number = NUMBERS["process_vm_readv"]
    one = ctypes.c_ulong(1)
    return LIBC.syscall(number, os.getpid(), vector, one, vector, one, ctypes.c_ulong(0)) == 3


@attack(KILLED)
def enter_a_user_namespace(stage: Stage) -> object:
    return LIBC.syscall(NUMBERS["unshare"], _NEW_USER) == 0


@attack()
def clone_into_a_user_namespace(stage: Stage) -> object:
    child = LIBC.syscall(NUMBERS["clone"], _NEW_USER | signal.SIGCHLD, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    return child > 0


@attack()
def clone_a_sibling(stage: Stage) -> object:
    child = LIBC.syscall(NUMBERS["clone"], _CLONE_PARENT | signal.SIGCHLD, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    return child > 0


@attack()
def clone3_into_a_user_namespace(stage: Stage) -> object:
    arguments = (ctypes.c_uint64 * 8)(_NEW_USER, 0, 0, 0, signal.SIGCHLD, 0, 0, 0)
    child = LIBC.syscall(NUMBERS["clone3"], arguments, 64)
    if child == 0:
        os._exit(0)
    return child > 0


@attack(KILLED)
def use_the_32_bit_calls(stage: Stage) -> object:
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # mov eax, getpid; int 0x80; ret
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()


@attack(KILLED)
def use_the_x32_calls(stage: Stage) -> object:
    return LIBC.syscall(0x4000_0000 + 41, 2, 1, 0) >= 0


@attack()
def become_root(stage: Stage) -> object:
    changed = []
    for become in (os.setuid, os.setgid, os.setegid, os.seteuid, lambda _: os.setgroups([0])):
        try:
            become(0)
        except OSError:
            continue
        changed.append(become)
    return changed or 0 in (os.getuid(), os.geteuid(), os.getgid())


@attack()
def gain_root_by_a_setuid_program(stage: Stage) -> object:
    answer = subprocess.run([stage.library / "id", "-u"], capture_output=True, check=False)
    return answer.stdout.strip() == b"0"


@attack()
def signal_the_launcher(stage: Stage) -> object:
    reached = []
    for target in (stage.pid, os.getppid(), 1):
        try:
            os.kill(target, 0)
        except OSError:
            continue
        reached.append(target)
    return reached


@attack()
def outlive_the_launcher(stage: Stage) -> object:
    set_death_signal, nothing = ctypes.c_int(1), ctypes.c_ulong(0)
    system_call("prctl", set_death_signal, nothing, nothing, nothing, nothing)
    return True


@attack()
def raise_its_own_limits(stage: Stage) -> object:
    raised = []
    for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU):
        hard = resource.getrlimit(kind)[1]
        if hard == resource.RLIM_INFINITY:
            return "there was no limit"
        try:
            resource.setrlimit(kind, (hard + 1, hard + 1))
        except (OSError, ValueError):
            continue
        raised.append(kind)
    return raised


@attack()
def change_the_launchers_limits(stage: Stage) -> object:
    resource.prlimit(stage.pid, resource.RLIMIT_CORE, (0, 0))
    return True


@attack()
def run_a_program_it_dropped(stage: Stage) -> object:
    shutil.copyfile("/usr/bin/true", "dropped")
    Path("dropped").chmod(0o755)
    return subprocess.run(["./dropped"], check=False).returncode == 0


@attack()
def take_the_processor(stage: Stage) -> object:
    taken = []
    for act in (
        lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
        lambda: os.nice(-10),
    ):
        try:
            act()
        except OSError:
            continue
        taken.append(act)
    return taken
