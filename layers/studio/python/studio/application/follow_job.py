"""A job's events as they happen, for as long as somebody listens."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Final

from studio.application.happenings import moment
from studio.domain.brief import JobId
from studio.domain.telling import Telling, heard
from studio.domain.timeline import JobEvent
from studio.ports import Clock, Timeline

PACE_SECONDS: Final = 1.0
"""Between two looks at the table."""

SILENCE: Final = timedelta(seconds=10)
"""After so long without a word the listener is told that somebody is still there."""

LONGEST: Final = timedelta(minutes=14)
"""Listeners come back for more before Lambda ends what serves them, which is after 15."""

_LATE: Final = timedelta(seconds=10)
"""An event may be stored so long after one that happened later."""


class Signal(Enum):
    STILL_THERE = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True)
class FollowJob:
    timeline: Timeline
    clock: Clock
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def __call__(
        self, job_id: JobId, *, last_id: str | None = None, replay: bool = True
    ) -> AsyncIterator[JobEvent | Signal]:
        """Stored events, then new ones; `DONE` after the one that ends the job, or when it is gone.

        Without `DONE` it was `LONGEST` that ended it.
        """
        opened = spoke = self.clock.now()
        events, telling = await self._events(job_id), Telling()
        telling.news(heard(events, last_id=last_id, replay=replay))
        since = ""
        while True:
            for event in telling.news(events):
                yield event
                spoke = self.clock.now()
            if telling.over or not events:  # the last of them is always read again
                yield Signal.DONE
                return
            now = self.clock.now()
            if now - opened >= LONGEST:
                return
            if now - spoke >= SILENCE:
                yield Signal.STILL_THERE
                spoke = now
            since = max([since, *(moment(event.at - _LATE) for event in events)])
            await self.sleep(PACE_SECONDS)
            events = await self._events(job_id, since)

    async def _events(self, job_id: JobId, since: str = "") -> Sequence[JobEvent]:
        """In a thread: everybody else's events are not to wait for this table."""
        return await asyncio.to_thread(self.timeline.events, job_id, since=since)
