"""What a job may spend on language models: part of what was set aside for it."""

from typing import Final

from studio.domain.job import Job
from studio.domain.prices import estimate

CREDIT: Final = 10_000_000
"""Nanodollars."""


def allowance(job: Job) -> int:
    """Nanodollars: the hold, less the most that its voice may cost, which is as real."""
    hold = job.hold.total if job.hold else 0
    voice = sum(line.high for line in estimate(job.topic).breakdown if line.item == "voice")
    return max(hold - (0 if job.rerender else voice), 0) * CREDIT
