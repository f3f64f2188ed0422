"""Who may read a video aloud."""

from typing import Final, Literal, NamedTuple

from studio.domain.prices import PREMIUM_NARRATORS

NarratorId = Literal["alloy", "aria", "milo", "reid", "grace"]

SAMPLE: Final = "A key becomes a number. That number picks a slot, and the slot holds the value."
"""What a sample says: five to seven seconds of what videos are made of."""


class Narrator(NamedTuple):
    id: NarratorId
    label: str
    tagline: str

    @property
    def premium(self) -> bool:
        return self.id in PREMIUM_NARRATORS


NARRATORS: Final = (
    Narrator("alloy", "Alloy", "Clear and even; reads whatever names no other."),
    Narrator("aria", "Aria", "Warm and lively, as if across a table."),
    Narrator("milo", "Milo", "Calm and unhurried, for things that take thought."),
    Narrator("reid", "Reid", "Deep and plain, like a good lecture."),
    Narrator("grace", "Grace", "Bright and precise, for things with many parts."),
)
DEFAULT_NARRATOR: Final = NARRATORS[0]


def narrator_called(name: str) -> Narrator | None:
    return next((each for each in NARRATORS if each.id == name), None)
