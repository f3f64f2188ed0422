"""The jail: one argv or one function, one uid, one folder, and an ending."""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, NoReturn, TypedDict, Unpack

from jail import kernel, landlock
from jail.confine import Cell, Ends, become_call, become_program
from jail.identity import JOB_UIDS, Developer, Identity, OwnUid
from jail.limits import Limits
from jail.outcome import Outcome
from jail.platform import PlatformUnsafe, can_separate, development_mode_warning, probe
from jail.running import Become, Running, fork
from jail.scratch import hand_over

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_ORDINARY: Final = Limits()
_LOG: Final = logging.getLogger(__name__)


class Terms(TypedDict, total=False):
    """What a job gets apart from its folder: files to read, variables, limits."""

    read_only: Sequence[Path]
    environment: Mapping[str, str]
    limits: Limits
    stdin: Path


def program(argv: Sequence[str]) -> Become:
    """A program to execute; `argv[0]` is a path."""

    def become(cell: Cell, ends: Ends, parent: int) -> NoReturn:
        become_program(cell, ends, argv, parent)

    return become


def calling(function: Callable[[], object]) -> Become:
    """A function of this interpreter, to be called in a fork of it."""

    def become(cell: Cell, ends: Ends, parent: int) -> NoReturn:
        become_call(cell, ends, function, parent)

    return become


class Jail:
    """Runs strangers' code as a uid that exists for one job.

    In development, that is without root, a job keeps the developer's uid; what then
    protects him is in the warning. The fork of a call needs a single-threaded parent
    that knows no secret, and a job dies with the thread that started it.
    """

    def __init__(
        self,
        *,
        programs: Sequence[Path] | None = None,
        uids: Sequence[int] = JOB_UIDS,
        development: bool = False,
        own_uid: bool = True,
    ) -> None:
        self._programs = landlock.system_programs() if programs is None else tuple(programs)
        self._uids = uids
        self.separate = own_uid and can_separate()
        facts = replace(probe(), uid_separation=self.separate)
        if not facts.seccomp or not (self.separate or development):
            raise PlatformUnsafe(facts)
        if not self.separate:
            _LOG.warning(development_mode_warning(facts))
        kernel.adopt_orphans()

    def run(self, argv: Sequence[str], *, scratch: Path, **terms: Unpack[Terms]) -> Outcome:
        """Run a program to its end; `argv[0]` is a path."""
        return self.start(program(argv), scratch=scratch, **terms).outcome()

    def call(
        self, function: Callable[[], object], *, scratch: Path, **terms: Unpack[Terms]
    ) -> Outcome:
        """Call a function in a fork of this interpreter; its answer is lost, its files stay."""
        return self.start(calling(function), scratch=scratch, **terms).outcome()

    def start(self, become: Become, *, scratch: Path, **terms: Unpack[Terms]) -> Running:
        """Fork and confine; the answer is to be stepped until it has an outcome."""
        identity: Identity = OwnUid.lease(self._uids) if self.separate else Developer()
        cell = Cell(
            scratch=scratch.resolve(),
            read_only=tuple(path.resolve() for path in terms.get("read_only", ())),
            programs=self._programs,
            environment=terms.get("environment", _NOTHING),
            limits=terms.get("limits", _ORDINARY),
            uid=identity.uid,
            own_uid=identity.own,
        )
        try:
            folder = hand_over(cell.scratch, identity.uid)
            child = fork(cell, become, terms.get("stdin", Path(os.devnull)))
        except BaseException:
            identity.release()
            raise
        return Running(cell, identity, folder, child)
