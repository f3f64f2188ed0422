"""Who signs in: the user pool's people, and the ID tokens that it gives them.

A token is verified here, by the pool's published keys; the pool itself is asked only for those.
"""

import json
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from studio.domain.account import Person
from studio.domain.errors import AccountNotFound, InvalidApiKey, SignInUnavailable

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

_ALGORITHM: Final = "RS256"
_USE: Final = "id"
_CLAIMS: Final = ("sub", "iss", "aud", "exp", "iat", "token_use")
_FETCH_SECONDS: Final = 3.0
_BETWEEN_FETCHES: Final = 60.0
"""Seconds; a token may name any key, and must not make us ask for it every time."""

Fetch = Callable[[str], bytes]


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=_FETCH_SECONDS) as answer:  # noqa: S310 - AWS's own
        body: bytes = answer.read()
    return body


class CognitoTokens:
    """ID tokens of one pool's one client."""

    def __init__(
        self,
        *,
        endpoint: Callable[[], str],
        pool: str,
        client_id: str,
        fetch: Fetch = fetch,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._issuer = f"https://cognito-idp.{pool.partition('_')[0]}.amazonaws.com/{pool}"
        self._endpoint = endpoint  # asked late: the client that knows it is slow to make
        self._pool = pool
        self._client_id = client_id
        self._fetch = fetch
        self._seconds = seconds
        self._fetched_at: float | None = None
        self._keys: dict[str, Any] = {}

    def person(self, token: str) -> Person:
        import jwt  # noqa: PLC0415 - with cryptography it is slow to import, and few calls need it

        try:
            header = jwt.get_unverified_header(token)
            claims = jwt.decode(
                token,
                self._key(str(header.get("kid"))),
                algorithms=[_ALGORITHM],
                audience=self._client_id,
                issuer=self._issuer,
                options={"require": list(_CLAIMS), "strict_aud": True},
            )
        except jwt.PyJWTError:
            raise InvalidApiKey from None
        if claims["token_use"] != _USE:
            raise InvalidApiKey
        return Person(claims["sub"])

    def _key(self, key_id: str) -> Any:
        if key_id not in self._keys and self._may_fetch():
            self._keys = self._published()
            self._fetched_at = self._seconds()
        if key_id not in self._keys:
            raise InvalidApiKey
        return self._keys[key_id]

    def _may_fetch(self) -> bool:
        since = None if self._fetched_at is None else self._seconds() - self._fetched_at
        return since is None or since >= _BETWEEN_FETCHES

    def _published(self) -> dict[str, Any]:
        import jwt  # noqa: PLC0415

        url = f"{self._endpoint()}/{self._pool}/.well-known/jwks.json"
        try:
            published = json.loads(self._fetch(url))
        except (OSError, ValueError) as error:
            raise SignInUnavailable from error
        return {str(key.key_id): key for key in jwt.PyJWKSet.from_dict(published).keys}


class CognitoPeople:
    def __init__(self, client: "CognitoIdentityProviderClient", *, pool: str) -> None:
        self._client = client
        self._pool = pool

    def add(self, email: str) -> Person:
        try:
            added = self._client.admin_create_user(
                UserPoolId=self._pool,
                Username=email,
                UserAttributes=[
                    {"Name": "email", "Value": email},
                    {"Name": "email_verified", "Value": "true"},
                ],
                MessageAction="SUPPRESS",
            )
        except self._client.exceptions.UsernameExistsException:
            return self.find(email)
        return _person(added["User"]["Attributes"])

    def find(self, email: str) -> Person:
        try:
            found = self._client.admin_get_user(UserPoolId=self._pool, Username=email)
        except self._client.exceptions.UserNotFoundException:
            raise AccountNotFound(email) from None
        return _person(found["UserAttributes"])

    def set_password(self, email: str, password: str, *, temporary: bool) -> None:
        try:
            self._client.admin_set_user_password(
                UserPoolId=self._pool, Username=email, Password=password, Permanent=not temporary
            )
        except self._client.exceptions.InvalidPasswordException as error:
            raise ValueError(error.response["Error"]["Message"]) from error

    def remove(self, person: Person) -> None:
        with suppress(self._client.exceptions.UserNotFoundException):
            self._client.admin_delete_user(UserPoolId=self._pool, Username=person)


def _person(attributes: list[Any]) -> Person:
    return Person(next(entry["Value"] for entry in attributes if entry["Name"] == "sub"))
