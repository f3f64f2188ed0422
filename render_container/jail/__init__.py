"""A jail for code that strangers wrote, which needs no namespaces."""

from jail.collect import ANYTHING, GIF, MP4, PNG, WEBM, Magic, Refusal, Refused, Remains, collect
from jail.interpreter import NoReachableInterpreter, reachable_interpreter
from jail.launcher import Jail
from jail.limits import Limits
from jail.outcome import Ending, Outcome
from jail.platform import PlatformUnsafe
from jail.scratch import scratch_folder
from jail.self_test import self_test

__all__ = [
    "ANYTHING",
    "GIF",
    "MP4",
    "PNG",
    "WEBM",
    "Ending",
    "Jail",
    "Limits",
    "Magic",
    "NoReachableInterpreter",
    "Outcome",
    "PlatformUnsafe",
    "Refusal",
    "Refused",
    "Remains",
    "collect",
    "reachable_interpreter",
    "scratch_folder",
    "self_test",
]
