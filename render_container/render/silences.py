"""Pauses in a voice: where its audio is cut for them."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from render.loudness import Samples
from studio.domain.render import SAMPLE_RATE, Pause

_REACH: Final = round(0.06 * SAMPLE_RATE)
"""How far from the quiet that was told the quietest point may lie: voices time words so well."""
_STRETCH: Final = round(0.01 * SAMPLE_RATE)
_SILENT: Final = 0.003
_AS_GOOD: Final = 1.25
"""Below the one, and within the other of the quietest, one silence is as good as another."""


def cuts(voice: Samples, pauses: Sequence[Pause]) -> list[int]:
    """For every pause a sample to cut at, in order: where the voice is quietest near its gap."""
    places: list[int] = []
    for pause in pauses:
        place = _quietest(voice, pause)
        places.append(max(place, places[-1] if places else 0))
    return places


def _quietest(voice: Samples, pause: Pause) -> int:
    """The middle of the quietest stretch within reach; of several, the nearest to the gap's."""
    middle, half = round(pause.at * SAMPLE_RATE), round(pause.gap * SAMPLE_RATE / 2)
    begin = max(middle - half - _REACH, 0)
    near = voice[begin : middle + half + _REACH]
    if near.size < _STRETCH:
        return min(middle, voice.size)
    power = np.convolve(near.astype(np.float64) ** 2, np.full(_STRETCH, 1 / _STRETCH), "valid")
    loudness = np.sqrt(np.maximum(power, 0))
    good = np.flatnonzero(loudness <= max(_AS_GOOD * float(loudness.min()), _SILENT))
    centres = begin + good + _STRETCH // 2
    return int(centres[np.argmin(np.abs(centres - middle))])
