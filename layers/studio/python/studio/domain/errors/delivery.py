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


class OwnUrl(StudioError):
    """A webhook that would call this API itself."""

    code = "own_url"

    def __init__(self) -> None:
        super().__init__("A webhook cannot lead to this API itself.")


class NothingToDeliver(StudioError):
    """A job that is not over yet, or that nobody asked to be told of."""

    code = "nothing_to_deliver"

    def __init__(self, job_id: str) -> None:
        super().__init__(f"Job {job_id!r} has no webhook to deliver.")
        self.job_id = job_id


class EndpointNotFound(StudioError):
    """Also raised for another account's endpoint: existence is not revealed."""

    code = "webhook_not_found"

    def __init__(self, endpoint_id: str) -> None:
        super().__init__("Webhook not found")
        self.endpoint_id = endpoint_id


class DeliveryNotFound(StudioError):
    code = "delivery_not_found"

    def __init__(self, delivery_id: str) -> None:
        super().__init__("Delivery not found")
        self.delivery_id = delivery_id


class EndpointDisabled(StudioError):
    """Nothing is sent to an endpoint that is disabled."""

    code = "webhook_disabled"

    def __init__(self, endpoint_id: str) -> None:
        super().__init__("This webhook is disabled. Enable it first.")
        self.endpoint_id = endpoint_id


class TooManyEndpoints(StudioError):
    code = "too_many_webhooks"

    def __init__(self, most: int) -> None:
        super().__init__(f"An account can have {most} webhooks. Delete one that you do not need.")
        self.most = most


class SealBroken(StudioError):
    """What was sealed does not open: it was sealed by another key, or for something else."""

    code = "seal_broken"

    def __init__(self) -> None:
        super().__init__("A sealed secret does not open.")
