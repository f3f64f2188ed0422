"""Server-sent events: what goes over the line (chalkboard-v1.md A.7). Pure."""

import json
from typing import Final

from studio.application.follow_job import Signal
from studio.dialects.chalkboard_v1.jobs.nodes import to_event
from studio.domain.timeline import JobEvent

MEDIA_TYPE: Final = "text/event-stream"
OPENING: Final = "retry: 1000\n\n"

_SIGNALS: Final = {
    Signal.STILL_THERE: ": ping\n\n",
    Signal.DONE: 'data: {"done": true}\n\n',
}


def to_message(told: JobEvent | Signal) -> str:
    """One event is one line of data. All in ASCII: some clients break lines at U+2028, too."""
    if isinstance(told, Signal):
        return _SIGNALS[told]
    return f"id: {told.id}\ndata: {json.dumps(to_event(told).model_dump(mode='json'))}\n\n"
