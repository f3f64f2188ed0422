"""Who signs in, in memory."""

from dataclasses import dataclass, field

from studio.domain.account import Person
from studio.domain.errors import AccountNotFound, InvalidApiKey


@dataclass
class SignedIn:
    """Tokens that were given out: `header.payload.signature`, and to whom."""

    tokens: dict[str, Person] = field(default_factory=dict)

    def token_of(self, person: Person) -> str:
        token = f"header.{person}.signature"
        self.tokens[token] = person
        return token

    def person(self, token: str) -> Person:
        if token not in self.tokens:
            raise InvalidApiKey
        return self.tokens[token]


@dataclass
class InMemoryPeople:
    added: dict[str, Person] = field(default_factory=dict)
    passwords: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def add(self, email: str) -> Person:
        return self.added.setdefault(email, Person(f"person-{len(self.added) + 1}"))

    def find(self, email: str) -> Person:
        if email not in self.added:
            raise AccountNotFound(email)
        return self.added[email]

    def set_password(self, email: str, password: str, *, temporary: bool) -> None:
        self.passwords[email] = (password, temporary)

    def remove(self, person: Person) -> None:
        self.added = {email: known for email, known in self.added.items() if known != person}
