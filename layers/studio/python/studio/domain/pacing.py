"""How much silence a pace leaves around the words (pipeline.md B.14, table 2)."""

from typing import Final, NamedTuple

from studio.domain.brief import Pace


class Pacing(NamedTuple):
    lead_in: float
    """Seconds before the first word of a scene."""
    hold: float
    """Seconds after its last word."""
    tempo: float
    """Factor on the speed of speech."""


PACING: Final[dict[Pace, Pacing]] = {
    "relaxed": Pacing(lead_in=0.5, hold=2.0, tempo=0.94),
    "normal": Pacing(lead_in=0.35, hold=1.2, tempo=1.0),
    "brisk": Pacing(lead_in=0.15, hold=0.6, tempo=1.06),
}
