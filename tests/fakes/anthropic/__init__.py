"""A stand-in for Anthropic: the Messages API over HTTP, strict, scripted and counted."""

from tests.fakes.anthropic.faults import (
    BAD_KEY,
    BROKEN,
    BUSY,
    OVERLOADED,
    UNPAID,
    BreaksOff,
    CutShort,
    Declines,
    Garbles,
    HangsUp,
    Pauses,
    Refused,
    Says,
    Slow,
)
from tests.fakes.anthropic.scenario import APPROVED, REJECTED, SEGMENTS, Mishap, Scenario, an_issue
from tests.fakes.anthropic.server import Call, FakeAnthropic, a_fake_anthropic

__all__ = [
    "APPROVED",
    "BAD_KEY",
    "BROKEN",
    "BUSY",
    "OVERLOADED",
    "REJECTED",
    "SEGMENTS",
    "UNPAID",
    "BreaksOff",
    "Call",
    "CutShort",
    "Declines",
    "FakeAnthropic",
    "Garbles",
    "HangsUp",
    "Mishap",
    "Pauses",
    "Refused",
    "Says",
    "Scenario",
    "Slow",
    "a_fake_anthropic",
    "an_issue",
]
