"""The seccomp filter, decoded again and run call by call on a small BPF machine."""

import re
import struct
from pathlib import Path

import pytest

from jail import bpf, policy
from jail.policy import ACTIONS, ALLOW, AUDIT_ARCHITECTURES, CONDITIONS, KILL
from jail.syscalls import TABLES

pytestmark = pytest.mark.anybody
MACHINES = list(TABLES)
_HEADER = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")
_FORKED, _NEW_USER, _THREAD = 17, 0x1000_0000, 0x003D_0F00
_TOP = 1 << 32


def verdict(machine: str, number: int, *arguments: int, architecture: int | None = None) -> int:
    """What the kernel would answer."""
    arguments = (*arguments, *[0] * (6 - len(arguments)))
    architecture = architecture or AUDIT_ARCHITECTURES[machine]
    call = struct.pack("=IIQ6Q", number, architecture, 0, *arguments)
    code = bpf.disassemble(policy.filter_program(machine))
    accumulator = place = 0
    while True:
        instruction = code[place]
        place += 1
        if instruction.code == bpf.LOAD:
            [accumulator] = struct.unpack_from("=I", call, instruction.operand)
        elif instruction.code == bpf.AND:
            accumulator &= instruction.operand
        elif instruction.code == bpf.RETURN:
            return instruction.operand
        else:
            holds = (
                accumulator == instruction.operand
                if instruction.code == bpf.JUMP_IF_EQUAL
                else accumulator >= instruction.operand
            )
            place += instruction.if_true if holds else instruction.if_false


def of(machine: str, name: str, *arguments: int) -> int:
    return verdict(machine, TABLES[machine][name], *arguments)


@pytest.mark.parametrize("machine", MACHINES)
def test_s76_every_named_call_gets_its_answer_on_both_machines(machine: str) -> None:
    numbers = TABLES[machine]
    answers = {name: of(machine, name) for name in ACTIONS if name in numbers}

    assert answers == {name: ACTIONS[name] for name in answers}


@pytest.mark.parametrize("machine", MACHINES)
def test_every_other_call_does_not_exist(machine: str) -> None:
    named = {TABLES[machine][name] for name in (*ACTIONS, *CONDITIONS) if name in TABLES[machine]}
    others = {verdict(machine, number) for number in range(700) if number not in named}

    assert others == {policy.NO_SUCH_CALL}
    assert of(machine, "clone3") == policy.NO_SUCH_CALL


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("name", "arguments", "answer"),
    [
        ("clone", (_FORKED,), ALLOW),
        ("clone", (_THREAD,), ALLOW),
        ("clone", (_FORKED | _NEW_USER,), policy.NO_SUCH_CALL),
        ("clone", (_FORKED | 0x8000,), policy.NO_SUCH_CALL),
        ("ioctl", (0, 0x5413), ALLOW),
        ("ioctl", (0, 0x5412), policy.NOT_A_TERMINAL),
        ("ioctl", (0, 0x541C), policy.NOT_A_TERMINAL),
        ("prctl", (15,), ALLOW),
        ("prctl", (1, 9), ALLOW),
        ("prctl", (1, 0), policy.NOT_PERMITTED),
        ("prctl", (22,), policy.NOT_PERMITTED),
        ("socketpair", (1, 1), ALLOW),
        ("socketpair", (1, 0x80801), ALLOW),
        ("socketpair", (1, 2), policy.NO_ACCESS),
        ("socketpair", (16, 1), policy.NO_ACCESS),
        ("sendto", (3, 0, 1, 0, 0, 0), ALLOW),
        ("sendto", (3, 0, 1, 0, 1, 0), policy.NO_ACCESS),
        ("sendto", (3, 0, 1, 0, _TOP, 0), policy.NO_ACCESS),
    ],
)
def test_a_calls_arguments_decide(
    machine: str, name: str, arguments: tuple[int, ...], answer: int
) -> None:
    assert of(machine, name, *arguments) == answer


@pytest.mark.parametrize("machine", MACHINES)
def test_a_foreign_table_is_fatal(machine: str) -> None:
    for architecture in (0x4000_0003, *AUDIT_ARCHITECTURES.values()):
        if architecture != AUDIT_ARCHITECTURES[machine]:
            assert verdict(machine, 0, architecture=architecture) == KILL


def test_x32_numbers_are_fatal() -> None:
    assert verdict("x86_64", 0x4000_0000) == KILL
    assert verdict("x86_64", 0xFFFF_FFFF) == KILL


def test_no_call_has_two_answers() -> None:
    lists = {name: text for name, text in vars(policy).items() if isinstance(text, str)}
    names = " ".join(text for name, text in lists.items() if name.isupper()).split()

    assert len(names) == len(set(names))
    assert not set(CONDITIONS) & set(ACTIONS)


def test_every_named_call_exists_somewhere() -> None:
    assert {*ACTIONS, *CONDITIONS} <= TABLES["x86_64"].keys() | TABLES["aarch64"].keys()


@pytest.mark.skipif(not _HEADER.exists(), reason="the kernel's headers are not installed")
def test_the_numbers_are_the_kernels() -> None:
    header = dict(re.findall(r"#define __NR_(\w+) (\d+)", _HEADER.read_text()))
    table = TABLES["x86_64"]

    assert {name: int(header[name]) for name in table if name in header} == {
        name: number for name, number in table.items() if name in header
    }


@pytest.mark.parametrize("machine", MACHINES)
def test_the_listing_names_every_call(machine: str) -> None:
    listing = policy.listing(machine)

    assert all(f"# {name}?" in listing for name in ACTIONS if name in TABLES[machine])


@pytest.mark.parametrize("machine", MACHINES)
def test_the_filter_fits_the_kernels_limit(machine: str) -> None:
    assert len(bpf.disassemble(policy.filter_program(machine))) <= 4096
