"""What can go wrong with a call, each as one thing that the fake vendor does."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refused:
    """An error in place of an answer, in the vendor's form."""

    status: int
    message: str = ""
    kind: str = ""
    retry_after: float | None = None


@dataclass(frozen=True)
class Declines:
    """The model will not: the answer stops with `refusal`."""

    said: str = ""


@dataclass(frozen=True)
class CutShort:
    """As if `max_tokens` had been so few; the answer ends in the middle of a word."""

    tokens: int = 40


@dataclass(frozen=True)
class Says:
    """Other text than the task's: invalid JSON, or JSON of another form."""

    text: str


@dataclass(frozen=True)
class Slow:
    """Seconds before the answer's first byte, and between its parts; it is right in the end."""

    before: float = 0.0
    between: float = 0.0


@dataclass(frozen=True)
class HangsUp:
    """The connection ends: before the answer, or after so many of its events."""

    events: int = 0


@dataclass(frozen=True)
class BreaksOff:
    """An error event in the middle of a stream that began well."""

    kind: str = "overloaded_error"
    events: int = 4


@dataclass(frozen=True)
class Garbles:
    """Status 200, and then these words for a stream."""

    stream: str


@dataclass(frozen=True)
class Pauses:
    """A long turn of searches is handed back, to be continued."""


Fault = Refused | Declines | CutShort | Says | Slow | HangsUp | BreaksOff | Garbles | Pauses

BUSY = Refused(429, "This request would exceed your organization's rate limit.", retry_after=1)
OVERLOADED = Refused(529, "Overloaded")
BROKEN = Refused(500, "Internal server error")
UNPAID = Refused(
    400,
    "Your credit balance is too low to access the Anthropic API. "
    "Please go to Plans & Billing to upgrade or purchase credits.",
)
BAD_KEY = Refused(401, "invalid x-api-key")
