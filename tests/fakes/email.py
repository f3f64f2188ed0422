"""Letters that nobody gets."""

from dataclasses import dataclass, field

from studio.domain.email import Email


@dataclass
class FakeMailer:
    sent: list[Email] = field(default_factory=list)

    def send(self, email: Email) -> None:
        self.sent.append(email)
