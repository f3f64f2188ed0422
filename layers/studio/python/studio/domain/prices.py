"""What a job sets aside, and what it costs, in whole credits.

A credit sells for $0.0025. A render task is 4 vCPU and 8 GB of Fargate: about $0.20 an hour by the
public price list, so $0.000055 a second. A second of `low` (1 credit) is 45 times that, which also
has to pay for the task's start, which nobody is charged for, for storage and delivery, and for
renders that fail, which cost nothing. The better qualities cost more because their files are larger
to keep and deliver: a 4K frame has 20 times the pixels of a `low` one and costs 14 times.

Only wall seconds and quality count. A GIF, a film with alpha, a single picture or another frame
rate takes as long as it takes, and costs by the same table. Money is never a float: seconds become
whole milliseconds first.
"""

import math
from collections.abc import Mapping
from typing import Final

from studio.domain.brief import Brief, SceneBrief
from studio.domain.choices import SceneQuality

SCENE_RESERVE: Final = 10
"""Credits a render needs at its start."""

MINIMUM_CHARGE: Final = 1

_CENTICREDITS_PER_SECOND: Final[Mapping[SceneQuality, int]] = {
    "low": 100,
    "medium": 225,
    "high": 400,
    "twok": 700,
    "fourk": 1400,
}
_CENTICREDIT_MILLISECONDS: Final = 100 * 1000


def reserve(brief: Brief) -> int:
    """Credits set aside before a job starts; 0 for one that is not metered."""
    return SCENE_RESERVE if isinstance(brief, SceneBrief) else 0


def price(brief: Brief, seconds: float) -> int:
    """Credits that a successful job costs, after `seconds` of rendering."""
    return render_price(brief.quality, seconds) if isinstance(brief, SceneBrief) else 0


def render_price(quality: SceneQuality, seconds: float) -> int:
    """Credits for so many wall seconds, rounded up; at least 1.

    Raises `ValueError` for a length of time that is negative or not a number.
    """
    cost = milliseconds(seconds) * _CENTICREDITS_PER_SECOND[quality]
    return max(MINIMUM_CHARGE, -(-cost // _CENTICREDIT_MILLISECONDS))


def milliseconds(seconds: float) -> int:
    if not math.isfinite(seconds) or seconds < 0:
        raise ValueError(f"{seconds!r} is no length of time")
    return round(seconds * 1000)


def billable_seconds(measured: float, *, at_most: float) -> float:
    """The render's own measure, but never more than our clock saw, and never below zero."""
    ceiling = max(at_most, 0.0)
    return min(measured, ceiling) if measured > 0 else 0.0
