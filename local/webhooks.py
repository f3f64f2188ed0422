"""An operator's view of a running local cloud's webhooks: what was attempted, and once more."""

from typing import Any

from local import demo, keys, stack
from local.ground import Ground


class NothingRuns(Exception):
    """There is no local cloud to ask."""


def deliveries(ground: Ground, job_id: str) -> list[str]:
    """A line for each attempt to deliver the job's webhook, oldest first."""
    attempts: Any = _invoke(ground, "ListDeliveriesFunction", job_id)
    return [_line(attempt) for attempt in attempts] or ["Nothing was attempted."]


def redeliver(ground: Ground, job_id: str) -> list[str]:
    """Start to tell again whoever is told of the job."""
    started = _invoke(ground, "RedeliverWebhookFunction", job_id)["deliveries"]
    return [f"Started {delivery}." for delivery in started]


def _line(attempt: dict[str, Any]) -> str:
    answer = attempt["error"] or f"HTTP {attempt['status']}"
    count, seconds = attempt["number"], attempt["seconds"]
    return f"{attempt['at']}  {attempt['delivery']['id']}  {count}. {answer}  {seconds:.2f} s"


def _invoke(ground: Ground, function: str, job_id: str) -> Any:
    if demo.running_cloud(ground) is None:
        raise NothingRuns("No local cloud is running here; `make up` starts one.")
    return keys.invoke(ground, stack.deployed(ground), function, {"job_id": job_id})
