"""An assembler for the few BPF instructions that a seccomp filter needs."""

import struct
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

LOAD: Final = 0x20
AND: Final = 0x54
JUMP_IF_EQUAL: Final = 0x15
JUMP_IF_AT_LEAST: Final = 0x35
RETURN: Final = 0x06

NUMBER: Final = 0
ARCHITECTURE: Final = 4
_FIRST_ARGUMENT: Final = 16
_WHOLE_WORD: Final = 0xFFFF_FFFF


class Instruction(NamedTuple):
    """struct sock_filter."""

    code: int
    if_true: int
    if_false: int
    operand: int


class Check(NamedTuple):
    """Half of an argument, under a mask, is one of these values."""

    argument: int
    values: tuple[int, ...]
    mask: int = _WHOLE_WORD
    high_half: bool = False

    @property
    def offset(self) -> int:
        return _FIRST_ARGUMENT + 8 * self.argument + 4 * self.high_half


def load(offset: int) -> Instruction:
    return Instruction(LOAD, 0, 0, offset)


def answer(action: int) -> Instruction:
    return Instruction(RETURN, 0, 0, action)


def when_equal(value: int, then: Sequence[Instruction]) -> list[Instruction]:
    return [Instruction(JUMP_IF_EQUAL, 0, len(then), value), *then]


def when_at_least(value: int, then: Sequence[Instruction]) -> list[Instruction]:
    return [Instruction(JUMP_IF_AT_LEAST, 0, len(then), value), *then]


def unless_equal(value: int, then: Sequence[Instruction]) -> list[Instruction]:
    return [Instruction(JUMP_IF_EQUAL, len(then), 0, value), *then]


def when_all(checks: Sequence[Check], action: int) -> list[Instruction]:
    """Answer with the action if every check holds, else fall through."""
    code = [answer(action)]
    for check in reversed(checks):
        code = [*_test(check, skipped=len(code)), *code]
    return code


def _test(check: Check, skipped: int) -> Iterable[Instruction]:
    yield load(check.offset)
    if check.mask != _WHOLE_WORD:
        yield Instruction(AND, 0, 0, check.mask)
    for left, value in reversed(list(enumerate(reversed(check.values)))):
        yield Instruction(JUMP_IF_EQUAL, left, 0 if left else skipped, value)


def assemble(code: Iterable[Instruction]) -> bytes:
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in code)


def disassemble(program: bytes) -> list[Instruction]:
    return [Instruction(*fields) for fields in struct.iter_unpack("=HBBI", program)]
