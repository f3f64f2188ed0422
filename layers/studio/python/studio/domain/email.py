"""What people are told by e-mail: that a video is there, or that a day's spending passed a mark."""

from typing import Final

from pydantic import BaseModel, ConfigDict

from studio.domain.credits import Balance
from studio.domain.job import Job, JobStatus

_LONGEST_TOPIC: Final = 70


class Email(BaseModel):
    """One message in plain text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    to: str
    subject: str
    text: str


def finished(job: Job, *, to: str) -> Email:
    """Of a job that explains something and ended by itself, well or badly."""
    assert job.status.is_final
    topic = _in_a_line(job.topic.topic)
    if job.status is JobStatus.SUCCEEDED:
        subject = f"Your video is ready: {topic}"
        story = f"It is {_length(job.duration or 0)} long and cost {job.charge} credits."
    else:
        subject = f"Your video could not be made: {topic}"
        story = f"{job.failure} It cost nothing."
    text = f"{topic}\n\n{story}\n\nJob {job.id}, ordered {job.created_at:%Y-%m-%d %H:%M} UTC.\n"
    return Email(to=to, subject=subject, text=text)


def spend_alert(balance: Balance, *, threshold: int, to: str) -> Email:
    """`balance` is of the day that passed the threshold."""
    return Email(
        to=to,
        subject=f"{balance.spent} credits spent today",
        text=f"Your jobs of {balance.day} cost {balance.spent} credits so far, which is past the "
        f"{threshold} you wanted to be told of. {balance.total} credits are left.\n",
    )


def _in_a_line(topic: str) -> str:
    """No caller's line break may start another header, or another paragraph."""
    line = " ".join("".join(c if c.isprintable() else " " for c in topic).split())
    return line if len(line) <= _LONGEST_TOPIC else line[: _LONGEST_TOPIC - 1] + "…"


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
