"""What one listener has heard of a job, and what there is to tell them next."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from studio.domain.timeline import COMES_AGAIN, ENDS, Happening, JobEvent, Progress


@dataclass(slots=True)
class Telling:
    """Tells every event once, however often and in whatever order it is shown events.

    Not told is a render's progress that was overtaken, for notices race, most of all of parts; nor
    what a stage still says once the job is over.
    """

    told: set[str] = field(default_factory=set)
    reached: int = 0
    """The highest percentage told."""
    over: bool = False

    def news(self, events: Sequence[JobEvent]) -> list[JobEvent]:
        """Those of these events that are new; nothing comes after the end of the job.

        One that was overtaken says nothing of progress: whoever draws a bar sees it grow.
        """
        return [self._forward(event) for event in events if self._is_news(event)]

    def _is_news(self, event: JobEvent) -> bool:
        if self.over or event.id in self.told:
            return False
        self.told.add(event.id)
        percent = event.progress.percent if event.progress else self.reached
        if event.happening is Happening.RENDER_PROGRESSED and percent <= self.reached:
            return False
        self.over = event.happening in ENDS
        return True

    def _forward(self, event: JobEvent) -> JobEvent:
        if event.progress is None:
            return event
        if event.progress.percent < self.reached:
            again = event.progress.stage in COMES_AGAIN
            kept = Progress(stage=event.progress.stage, percent=self.reached) if again else None
            return event.model_copy(update={"progress": kept})
        self.reached = event.progress.percent
        return event


def heard(events: Sequence[JobEvent], *, last_id: str | None, replay: bool) -> Sequence[JobEvent]:
    """Those of the stored events that a new listener does not want again.

    Who names the last event they had wants what came after it. Who names none, or one that
    there is not, wants everything, or nothing of the past without `replay`.
    """
    ids = [event.id for event in events]
    if last_id in ids:
        return events[: ids.index(last_id) + 1]
    return () if replay else events
