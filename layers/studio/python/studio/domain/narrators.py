"""Who may read a video aloud."""

from typing import Final, NamedTuple

from studio.domain.prices import PREMIUM_NARRATORS


class Narrator(NamedTuple):
    id: str
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
