"""The money of one job that language models may spend, and the record of what they did spend."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from studio.application.happenings import Stamp
from studio.domain.budget import allowance, input_cost, least_output
from studio.domain.errors import BudgetSpent
from studio.domain.job import Job
from studio.domain.model_call import ModelCall
from studio.domain.models import Model, Task, price_of
from studio.domain.timeline import Happening
from studio.domain.usage import booked, dollars
from studio.ports import Allowance, Meter, Timeline


class MeterOf(Protocol):
    def __call__(self, job: Job, /, *, among: int = 1) -> Meter:
        """The meter of a function that is one of so many at work for this job at the same time."""
        ...


_SHARE: Final = 2
"""While others are under way, nobody takes more than one of so many parts of what is left."""
_WORK: Final[Mapping[Task, str]] = {
    "research": "research",
    "script": "a script",
    "fact_check": "a check of the facts",
    "scene": "a scene",
    "repair": "a repair",
    "visual_qa": "a look at the video",
    "quiz": "a quiz",
}


@dataclass
class JobMeter:
    """What is set aside for calls under way counts as spent.

    The timeline is read before every call, so that what other functions recorded of this job
    counts, too. What they have under way is not known: each takes no more than its share. Who
    finds too little left waits for the calls that are under way here: most give something back.
    """

    job: Job
    timeline: Timeline
    stamp: Stamp
    among: int = 1
    _under_way: list[Allowance] = field(default_factory=list)
    _recorded: dict[str, int] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def allow(
        self, task: Task, model: Model, *, input_tokens: int, output_tokens: int
    ) -> Allowance:
        question = input_cost(task, model, input_tokens)
        price = price_of(model, input_tokens).output
        least = least_output(self.job, task, model, output_tokens)
        with self._changed:
            left = self._enough(task, question + least * price) - question
            share = max(left // _SHARE, least * price) if self._under_way else left
            tokens = min(output_tokens, share // price)
            allowed = Allowance(tokens, question + tokens * price)
            self._under_way.append(allowed)
        return allowed

    def free(self, allowance: Allowance) -> None:
        with self._changed:
            self._under_way.remove(allowance)
            self._changed.notify_all()

    def record(self, call: ModelCall) -> None:
        detail = call.model_dump(mode="json") | {"cost_nanodollars": call.cost}
        with self._changed:
            event = self.stamp(Happening.MODEL_CALLED, **detail)
            self._recorded[event.id] = call.cost
            self.timeline.record(self.job.id, event)

    def _enough(self, task: Task, needed: int) -> int:
        """Nanodollars that are left. Raises `BudgetSpent` when they are and remain too few."""
        while (left := self._left()) < needed:
            if not self._under_way:
                raise BudgetSpent(
                    f"Of the credits held for this job, ${dollars(max(left, 0)):.3f} are left for "
                    f"language models: too little for {_WORK[task]}."
                )
            self._changed.wait()
        return left

    def _left(self) -> int:
        calls = booked(self.timeline.events(self.job.id))
        known = self._recorded | {id_: call.cost_nanodollars for id_, call in calls.items()}
        under_way = sum(allowed.cost for allowed in self._under_way)
        return (allowance(self.job) - sum(known.values())) // self.among - under_way


def meters(timeline: Timeline, stamp: Stamp) -> MeterOf:
    def meter_of(job: Job, /, *, among: int = 1) -> Meter:
        return JobMeter(job, timeline, stamp, among)

    return meter_of
