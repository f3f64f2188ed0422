"""Which system calls a job may make; everything unnamed answers ENOSYS.

`python -m jail.policy [x86_64|aarch64]` lists the filter as the kernel reads it.
"""

import ctypes
import errno
import os
import sys
from functools import cache
from itertools import chain
from typing import Final

from jail import bpf
from jail.bpf import Check, Instruction
from jail.kernel import system_call
from jail.syscalls import TABLES

ALLOW: Final = 0x7FFF_0000
KILL: Final = 0x8000_0000
_ERRNO: Final = 0x0005_0000
NO_SUCH_CALL: Final = _ERRNO | errno.ENOSYS
NO_ACCESS: Final = _ERRNO | errno.EACCES
NOT_PERMITTED: Final = _ERRNO | errno.EPERM
NOT_A_TERMINAL: Final = _ERRNO | errno.ENOTTY

AUDIT_ARCHITECTURES: Final = {"x86_64": 0xC000_003E, "aarch64": 0xC000_00B7}
X32_BIT: Final = 0x4000_0000

_FILES: Final = """
read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 open openat openat2 creat
close close_range stat fstat lstat newfstatat statx statfs fstatfs access faccessat faccessat2
lseek ftruncate truncate fallocate fsync fdatasync sync_file_range rename renameat renameat2 mkdir
mkdirat rmdir unlink unlinkat symlink symlinkat readlink readlinkat chmod fchmod fchmodat fchmodat2
utimensat utime utimes futimesat umask getcwd chdir fchdir getdents getdents64 fadvise64 readahead
copy_file_range sendfile dup dup2 dup3 fcntl flock pipe pipe2 poll ppoll select pselect6
epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 eventfd eventfd2
timerfd_create timerfd_settime timerfd_gettime signalfd signalfd4 getxattr lgetxattr fgetxattr"""
_MEMORY: Final = """
mmap mprotect munmap mremap msync mlock mlock2 munlock madvise mincore brk membarrier"""
_PROCESSES: Final = """
fork vfork execve execveat wait4 waitid exit exit_group kill tkill tgkill getpid getppid gettid
getpgid getpgrp setpgid getsid setsid arch_prctl set_tid_address set_robust_list get_robust_list
rseq futex futex_waitv sched_yield sched_getaffinity sched_setaffinity sched_getparam
sched_setparam sched_getscheduler sched_setscheduler sched_get_priority_max sched_get_priority_min
sched_rr_get_interval sched_getattr getpriority setpriority getrusage times sysinfo uname getrlimit
setrlimit prlimit64 getuid geteuid getgid getegid getresuid getresgid getgroups capget getcpu"""
_TIME_AND_SIGNALS: Final = """
getrandom gettimeofday clock_gettime clock_getres clock_nanosleep nanosleep time alarm setitimer
getitimer timer_create timer_settime timer_gettime timer_delete timer_getoverrun rt_sigaction
rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait rt_sigqueueinfo
rt_tgsigqueueinfo sigaltstack pause restart_syscall"""
_ON_A_SOCKET_PAIR: Final = "recvfrom shutdown getsockname getsockopt getpeername"
_NETWORK: Final = """
socket connect bind listen accept accept4 setsockopt sendmsg sendmmsg recvmsg recvmmsg"""
_NEVER_NEEDED: Final = """
memfd_create memfd_secret link linkat mknod mknodat chown fchown lchown fchownat setuid setgid
setreuid setregid setresuid setresgid setfsuid setfsgid setgroups personality setxattr lsetxattr
fsetxattr inotify_init inotify_init1 inotify_add_watch pidfd_open pidfd_send_signal shmget shmat
shmctl shmdt semget semop semctl semtimedop msgget msgsnd msgrcv msgctl mq_open ioprio_set capset
kcmp migrate_pages move_pages name_to_handle_at syslog seccomp vhangup"""
_NEVER_AN_ACCIDENT: Final = """
ptrace process_vm_readv process_vm_writev pidfd_getfd mount umount2 pivot_root chroot unshare setns
fsopen fsmount fsconfig fspick move_mount open_tree mount_setattr bpf perf_event_open userfaultfd
keyctl add_key request_key kexec_load kexec_file_load init_module finit_module delete_module
io_uring_setup io_uring_enter io_uring_register open_by_handle_at reboot swapon swapoff iopl ioperm
quotactl quotactl_fd acct settimeofday clock_settime adjtimex clock_adjtime modify_ldt
fanotify_init sethostname setdomainname"""

ACTIONS: Final[dict[str, int]] = {
    **dict.fromkeys((_FILES + _MEMORY + _PROCESSES + _TIME_AND_SIGNALS).split(), ALLOW),
    **dict.fromkeys(_ON_A_SOCKET_PAIR.split(), ALLOW),
    **dict.fromkeys(_NETWORK.split(), NO_ACCESS),
    **dict.fromkeys(_NEVER_NEEDED.split(), NOT_PERMITTED),
    **dict.fromkeys(_NEVER_AN_ACCIDENT.split(), KILL),
}

# CLONE_NEW*, CLONE_PARENT, CLONE_PTRACE, CLONE_UNTRACED
_CLONE_FORBIDDEN: Final = 0x7E02_0080 | 0x8000 | 0x2000 | 0x0080_0000
# TCGETS TIOCGPGRP TIOCGWINSZ FIONREAD FIONBIO FIONCLEX FIOCLEX
_IOCTLS: Final = (0x5401, 0x540F, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
# GET_PDEATHSIG GET_DUMPABLE SET_NAME GET_NAME GET_SECCOMP CAPBSET_READ SET_NO_NEW_PRIVS
# GET_NO_NEW_PRIVS SET_THP_DISABLE GET_THP_DISABLE SET_VMA
_PRCTLS: Final = (2, 3, 15, 16, 21, 23, 38, 39, 41, 42, 0x5356_4D41)
_SET_PDEATHSIG, _SIGKILL = 1, 9
_AF_UNIX, _STREAM, _SEQPACKET, _SOCKET_TYPE = 1, 1, 5, 0xF

# A call with conditions: the alternatives that are allowed, and the answer to all others.
# Datagram pairs are out because a datagram may name any other socket as its receiver.
CONDITIONS: Final[dict[str, tuple[tuple[tuple[Check, ...], ...], int]]] = {
    "clone": (((Check(0, (0,), mask=_CLONE_FORBIDDEN),),), NO_SUCH_CALL),
    "ioctl": (((Check(1, _IOCTLS),),), NOT_A_TERMINAL),
    "prctl": (
        ((Check(0, _PRCTLS),), (Check(0, (_SET_PDEATHSIG,)), Check(1, (_SIGKILL,)))),
        NOT_PERMITTED,
    ),
    "sendto": (((Check(4, (0,)), Check(4, (0,), high_half=True)),), NO_ACCESS),
    "socketpair": (
        ((Check(0, (_AF_UNIX,)), Check(1, (_STREAM, _SEQPACKET), mask=_SOCKET_TYPE)),),
        NO_ACCESS,
    ),
}


def rules(machine: str) -> list[Instruction]:
    """The whole filter; a call of another architecture's table kills its process."""
    numbers = TABLES[machine]
    code = [
        bpf.load(bpf.ARCHITECTURE),
        *bpf.unless_equal(AUDIT_ARCHITECTURES[machine], [bpf.answer(KILL)]),
        bpf.load(bpf.NUMBER),
    ]
    if machine == "x86_64":
        code += bpf.when_at_least(X32_BIT, [bpf.answer(KILL)])
    for name, (alternatives, refusal) in CONDITIONS.items():
        allowed = [bpf.when_all(checks, ALLOW) for checks in alternatives]
        code += bpf.when_equal(numbers[name], [*chain(*allowed), bpf.answer(refusal)])
    for name, action in ACTIONS.items():
        if name in numbers:
            code += bpf.when_equal(numbers[name], [bpf.answer(action)])
    return [*code, bpf.answer(NO_SUCH_CALL)]


@cache
def filter_program(machine: str = os.uname().machine) -> bytes:
    return bpf.assemble(rules(machine))


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def install(program: bytes) -> None:
    """From here on, in this process and all it will ever start."""
    code = ctypes.create_string_buffer(program, len(program))
    sock_fprog = _Program(len(program) // 8, ctypes.addressof(code))
    set_mode_filter, no_flags = ctypes.c_uint(1), ctypes.c_uint(0)
    system_call("seccomp", set_mode_filter, no_flags, ctypes.byref(sock_fprog))


def listing(machine: str) -> str:
    names = {number: name for name, number in TABLES[machine].items()}
    words = {bpf.LOAD: "load", bpf.AND: "and", bpf.RETURN: "return"}
    words |= {bpf.JUMP_IF_EQUAL: "if ==", bpf.JUMP_IF_AT_LEAST: "if >="}
    lines = []
    for place, (code, if_true, if_false, operand) in enumerate(rules(machine)):
        jumps = f"  then {place + 1 + if_true} else {place + 1 + if_false}"
        jump = code in (bpf.JUMP_IF_EQUAL, bpf.JUMP_IF_AT_LEAST)
        name = f"  # {names[operand]}?" if jump and if_false and operand in names else ""
        lines.append(f"{place:4} {words[code]:6} {operand:#x}{jumps if jump else ''}{name}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(listing((sys.argv[1:] or [os.uname().machine])[0]) + "\n")
