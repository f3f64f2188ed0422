"""How much silence a pace leaves around the words (pipeline.md B.14, table 2)."""

from typing import Final, NamedTuple

from studio.domain.brief import Pace


class Pacing(NamedTuple):
    """Seconds are of silence as heard, and the least there is."""

    lead_in: float
    """Before the first word of a scene."""
    hold: float
    """After its last word."""
    sentence: float
    """Between two sentences."""
    question: float
    """After a question."""
    colon: float
    beat: float
    """Where the script marks a pause."""
    tempo: float
    """Factor on the speed of speech."""


PACING: Final[dict[Pace, Pacing]] = {
    "relaxed": Pacing(0.5, 2.0, sentence=0.65, question=1.1, colon=0.9, beat=1.1, tempo=0.94),
    "normal": Pacing(0.35, 1.2, sentence=0.45, question=0.75, colon=0.6, beat=0.75, tempo=1.0),
    "brisk": Pacing(0.15, 0.6, sentence=0.3, question=0.45, colon=0.4, beat=0.45, tempo=1.06),
}
