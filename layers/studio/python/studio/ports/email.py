"""How people are written to."""

from typing import Protocol

from studio.domain.email import Email


class Mailer(Protocol):
    def send(self, email: Email) -> None: ...
