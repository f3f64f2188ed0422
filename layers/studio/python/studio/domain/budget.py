"""What a job may spend on language models: part of what was set aside for it."""

from typing import Final

from studio.domain.expected_tokens import output
from studio.domain.job import Job
from studio.domain.models import MOST_SEARCHES, WEB_SEARCH, Model, Task, price_of
from studio.domain.prices import CREDIT, expected, needed

_VOICE_SECOND: Final = 500_000
"""Nanodollars: a generative voice is about $0.03 a minute by Polly's list."""
_USEFUL: Final = 4
"""An answer has at least one of so many parts of what is asked for, and half as much again as is
expected: one that is cut short is paid for and of no use."""


def allowance(job: Job) -> int:
    """Nanodollars: the hold, less the most that its voice may cost, which is as real.

    A hold that does not pay for both, as a test key's, is there for a whole run's models first.
    """
    hold = (job.hold.total if job.hold else 0) * CREDIT
    spoken = 0 if job.rerender else round(expected(job.topic, 1).narration)
    run = needed(job.topic, rerender=job.rerender)
    return min(hold, max(hold - spoken * _VOICE_SECOND, run))


def least_output(job: Job, task: Task, model: Model, asked: int) -> int:
    """Tokens without which it is better not to ask."""
    usual = output(task, job.topic.effort, model) * 3 // 2
    return min(asked, max(asked // _USEFUL, usual, 1))


def input_cost(task: Task, model: Model, tokens: int) -> int:
    """Nanodollars that a question may cost at most, with all searches it may bring."""
    searches = MOST_SEARCHES * WEB_SEARCH if task == "research" else 0
    return tokens * price_of(model, tokens).cache_write + searches
