"""The money of one job that language models may spend, and the record of what they did spend."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from studio.application.happenings import Stamp
from studio.domain.budget import allowance
from studio.domain.errors import BudgetSpent
from studio.domain.job import Job
from studio.domain.model_call import ModelCall
from studio.domain.models import PRICES, Model, Task
from studio.domain.timeline import Happening
from studio.domain.usage import model_calls
from studio.ports import Allowance, Meter, Timeline

MeterOf = Callable[[Job], Meter]

_USEFUL: Final = 4
"""A call is of no use with less than one of so many parts of the output it asks for."""


@dataclass
class JobMeter:
    """What is set aside for calls under way counts as spent."""

    job: Job
    timeline: Timeline
    stamp: Stamp
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def _purse(self) -> "_Purse":
        """Read when the first call is made: who asks no model reads no timeline."""
        spent = sum(call.cost for call in model_calls(self.timeline.events(self.job.id)))
        return _Purse(allowance(self.job) - spent)

    def allow(
        self, task: Task, model: Model, *, input_tokens: int, output_tokens: int
    ) -> Allowance:
        price = PRICES[model]
        with self._lock:
            left = self._purse.nanodollars - input_tokens * price.cache_write
            tokens = min(output_tokens, left // price.output)
            if tokens * _USEFUL < output_tokens:
                raise BudgetSpent(f"What is left of this job's budget does not pay for: {task}.")
            cost = input_tokens * price.cache_write + tokens * price.output
            self._purse.nanodollars -= cost
        return Allowance(tokens, cost)

    def free(self, allowance: Allowance) -> None:
        with self._lock:
            self._purse.nanodollars += allowance.cost

    def record(self, call: ModelCall) -> None:
        with self._lock:
            self._purse.nanodollars -= call.cost
        detail = call.model_dump(mode="json") | {"cost_nanodollars": call.cost}
        self.timeline.record(self.job.id, self.stamp(Happening.MODEL_CALLED, **detail))


@dataclass
class _Purse:
    nanodollars: int


def meters(timeline: Timeline, stamp: Stamp) -> MeterOf:
    return lambda job: JobMeter(job, timeline, stamp)
