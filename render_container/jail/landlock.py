"""Landlock: which files a job can see at all, where the kernel has it."""

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from jail.kernel import system_call

_EXECUTE, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FOLDER, _REMOVE_FILE = 1 << 4, 1 << 5
_MAKE_FOLDER, _MAKE_FILE, _MAKE_FIFO, _MAKE_LINK = 1 << 7, 1 << 8, 1 << 10, 1 << 12
_MOVE, _TRUNCATE, _DEVICE_CONTROL = 1 << 13, 1 << 14, 1 << 15

_PROGRAM: Final = _EXECUTE | _READ | _LIST
_INPUT: Final = _READ | _LIST
_DEVICE: Final = _READ | _WRITE
_SCRATCH: Final = (
    _READ | _WRITE | _LIST | _REMOVE_FOLDER | _REMOVE_FILE | _MAKE_FOLDER | _MAKE_FILE
) | (_MAKE_FIFO | _MAKE_LINK | _MOVE | _TRUNCATE)
_ON_A_FILE: Final = _EXECUTE | _WRITE | _READ | _TRUNCATE | _DEVICE_CONTROL
_FILE_RIGHTS: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_NEWEST_FILE_RIGHTS: Final = (1 << 16) - 1
_NETWORK_FROM, _SCOPES_FROM = 4, 6
_BIND_AND_CONNECT: Final = 3
_ABSTRACT_SOCKETS_AND_SIGNALS: Final = 3

_DEVICES: Final = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
_SYSTEM: Final = (
    *("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime"),
    *("/etc/alternatives", "/etc/texmf", "/var/lib/texmf", "/var/cache/fontconfig"),
)


def system_programs() -> tuple[Path, ...]:
    """The folders that any program and this interpreter are made of."""
    return (*map(Path, _SYSTEM), Path(sys.prefix), Path(sys.base_prefix))


def abi() -> int:
    """The kernel's version of Landlock; 0 where it has none."""
    try:
        return system_call("landlock_create_ruleset", None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    except OSError:
        return 0


def restrict(programs: Iterable[Path], inputs: Iterable[Path], scratch: Path) -> None:
    version = abi()
    if not version:
        return
    rights = _FILE_RIGHTS.get(version, _NEWEST_FILE_RIGHTS)
    ruleset = _create(version, rights)
    for path in programs:
        _allow(ruleset, path, _PROGRAM & rights)
    for path in inputs:
        _allow(ruleset, path, _INPUT & rights)
    for device in _DEVICES:
        _allow(ruleset, Path(device), _DEVICE & rights)
    _allow(ruleset, scratch, _SCRATCH & rights)
    system_call("landlock_restrict_self", ctypes.c_int(ruleset), ctypes.c_uint32(0))
    os.close(ruleset)


def _create(version: int, rights: int) -> int:
    fields = [rights]
    if version >= _NETWORK_FROM:
        fields.append(_BIND_AND_CONNECT)
    if version >= _SCOPES_FROM:
        fields.append(_ABSTRACT_SOCKETS_AND_SIGNALS)
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    size = ctypes.c_size_t(len(attributes))
    return system_call("landlock_create_ruleset", attributes, size, ctypes.c_uint32(0))


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):
        return
    if not stat.S_ISDIR(os.fstat(place).st_mode):
        rights &= _ON_A_FILE
    rule = struct.pack("=Qi", rights, place)
    path_beneath, no_flags = ctypes.c_int(1), ctypes.c_uint32(0)
    system_call("landlock_add_rule", ctypes.c_int(ruleset), path_beneath, rule, no_flags)
    os.close(place)
