"""The real Kodisc application on stand-in storage."""

from datetime import timedelta

from studio.domain.credits import Balance, month_of
from tests.builders import NOON
from tests.house import House

HOOK = "https://example.com/default"
HELLO = {
    "code": 'from manim import *\n\nclass HelloKodisc(Scene):\n    def construct(self):\n        self.play(Write(Text("Hello, Kodisc")))\n        self.wait(1)\n',
    "className": "HelloKodisc",
}
"""The body of the quickstart's curl."""

TEN_KEYS = {
    "jobId",
    "endpoint",
    "status",
    "creditsCost",
    "durationMs",
    "result",
    "error",
    "metadata",
    "createdAt",
    "completedAt",
}


class Kodisc(House):
    def __init__(self) -> None:
        super().__init__(nap=self._nap)
        self.naps = []
        self.while_napping = lambda: None
        self.account = self.create_account("mine", webhook=HOOK)
        self.stranger = self.create_account("somebody")
        self.http = self.client(self.account.kodisc)

    def post(self, path="/render", *, headers=None, **changes):
        return self.http.post(f"/api/v2{path}", json=HELLO | changes, headers=headers)

    def order(self, **changes):
        answer = self.post(**changes)
        assert answer.status_code == 202, answer.text
        return answer.json()["jobId"]

    def look(self, job_id, **options):
        return self.http.get(f"/api/v2/render/{job_id}", **options)

    def cancel(self, job_id, **options):
        return self.http.post(f"/api/v2/render/{job_id}/cancel", **options)

    def as_(self, key):
        return {"Authorization": f"Bearer {key}"}

    def start(self, job_id):
        if self.jobs.get(job_id).status == "queued":
            self._store(self.jobs.get(job_id).start(at=NOON))

    def succeed(self, job_id, *, charge=6, seconds=2.3124):
        self.start(job_id)
        job = self.jobs.get(job_id)
        self._store(
            job.succeed(
                at=NOON + timedelta(seconds=3),
                outputs=(),
                duration=5.0,
                warnings=(),
                charge=charge,
            ).rendered_in(seconds)
        )

    def fail(self, job_id, reason):
        self.start(job_id)
        self._store(self.jobs.get(job_id).fail(reason, at=NOON).rendered_in(1.0))

    def empty(self):
        """Take all credits away."""
        owner = self.account.account_id
        month = month_of(self.clock.at)
        self.jobs.ledger.balances[owner] = Balance(free=0, paid=0, month=month)

    def _store(self, job):
        self.jobs.jobs[job.id] = job

    def _nap(self, seconds):
        self.naps.append(seconds)
        self.while_napping()
