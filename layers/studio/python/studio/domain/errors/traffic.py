"""What is refused now, and not later."""

from studio.domain.errors.base import StudioError
from studio.domain.rate_limit import Quota


class RateLimited(StudioError):
    """The account's requests of this minute are used up."""

    code = "rate_limited"

    def __init__(self, quota: Quota) -> None:
        super().__init__(
            f"Rate limit exceeded: {quota.limit} requests a minute. Try again in {quota.reset} s."
        )
        self.retry_after = quota.reset


class ServicePaused(StudioError):
    """No orders are taken; what there is can be read."""

    code = "service_paused"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            "Service temporarily paused. It is safe to order again later; reading goes on."
        )
        self.retry_after = retry_after
