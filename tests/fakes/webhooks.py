"""Deliveries that go nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from studio.domain.brief import JobId
from studio.domain.webhook import Attempt
from studio.ports import Reply


@dataclass
class FakeDeliveries:
    started: list[tuple[JobId, str]] = field(default_factory=list)

    def start(self, job_id: JobId, name: str) -> None:
        if (job_id, name) not in self.started:
            self.started.append((job_id, name))


@dataclass
class InMemoryDeliveryLog:
    kept: dict[tuple[JobId, str, int], Attempt] = field(default_factory=dict)

    def record(self, attempt: Attempt) -> None:
        self.kept[attempt.job_id, attempt.delivery, attempt.number] = attempt

    def attempts(self, job_id: JobId) -> Sequence[Attempt]:
        mine = [attempt for attempt in self.kept.values() if attempt.job_id == job_id]
        return sorted(mine, key=lambda attempt: attempt.at)


@dataclass
class FakeOutbound:
    """Answers with a status, or raises; keeps what it was to send."""

    answers: list[int | Exception] = field(default_factory=list)
    sent: list[tuple[str, bytes, Mapping[str, str]]] = field(default_factory=list)

    def post(self, url: str, body: bytes, *, headers: Mapping[str, str], seconds: float) -> Reply:
        self.sent.append((url, body, headers))
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        return Reply(answer, b"")
