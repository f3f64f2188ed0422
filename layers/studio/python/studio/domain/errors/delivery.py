"""Where a call to the outside ends."""

from studio.domain.errors.base import StudioError


class DestinationRefused(StudioError):
    """A URL, or an address it leads to, that we do not call; `reason` is one word."""

    code = "destination_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"That URL is not called ({reason}).")
        self.reason = reason


class DestinationUnreachable(StudioError):
    """A URL we called did not answer as it should; `reason` is one word."""

    code = "destination_unreachable"

    def __init__(self, reason: str) -> None:
        super().__init__(f"There was no answer ({reason}).")
        self.reason = reason


class NothingToDeliver(StudioError):
    """A job that is not over yet, or that nobody asked to be told of."""

    code = "nothing_to_deliver"

    def __init__(self, job_id: str) -> None:
        super().__init__(f"Job {job_id!r} has no webhook to deliver.")
        self.job_id = job_id
