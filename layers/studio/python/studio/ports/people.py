"""Who signs in."""

from typing import Protocol

from studio.domain.account import Person


class SignIns(Protocol):
    def person(self, token: str) -> Person:
        """Whom the token was given to.

        Raises `InvalidApiKey` for whatever is not a valid ID token of ours, and
        `SignInUnavailable` when that cannot be told.
        """
        ...


class People(Protocol):
    """Whoever may sign in; nobody can but those who were added."""

    def add(self, email: str) -> Person:
        """Whoever has this e-mail address, who need not be new."""
        ...

    def find(self, email: str) -> Person:
        """Raises `AccountNotFound`."""
        ...

    def set_password(self, email: str, password: str, *, temporary: bool) -> None:
        """A temporary one is good for a week and for choosing another.

        Raises `ValueError` for one that is too simple.
        """
        ...

    def remove(self, person: Person) -> None:
        """Nobody signs in as this person again; an unknown one is no error."""
        ...
