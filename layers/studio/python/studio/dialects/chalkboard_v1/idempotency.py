"""Safe retries: the same `Idempotency-Key` with the same request gets the same answer again."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Header, Request
from pydantic import BaseModel

from studio.dialects.chalkboard_v1.asking import TheCaller
from studio.dialects.chalkboard_v1.paths import path_within
from studio.domain.errors import UnusableIdempotencyKey
from studio.domain.idempotency import MAX_KEY_CHARS, IdempotentRequest, fingerprint

_HEADER: Final = Header(
    alias="Idempotency-Key",
    description="Yours to choose, a UUID for instance. Within 24 hours the same key with the same "
    "request gets the same answer, and `Idempotent-Replayed: true`; with another request, 409.",
    json_schema_extra={"minLength": 1, "maxLength": MAX_KEY_CHARS},
)


@dataclass(frozen=True, slots=True)
class Repeatable:
    """A request's own key, if it has one, and the route that the key counts for."""

    key: str | None
    route: str
    mode: str

    def request(
        self, body: BaseModel | None = None, files: Mapping[str, bytes] | None = None
    ) -> IdempotentRequest | None:
        """What to compare a repetition with: what was sent, not what it was taken for."""
        if self.key is None:
            return None
        sent = {
            "mode": self.mode,
            "body": body.model_dump(mode="json", exclude_unset=True) if body else None,
            "files": [
                [name, hashlib.sha256(content).hexdigest()]
                for name, content in (files or {}).items()
            ],
        }
        return IdempotentRequest(route=self.route, key=self.key, fingerprint=fingerprint(sent))


def repeatable(
    request: Request,
    caller: TheCaller,
    key: Annotated[str | None, _HEADER] = None,
) -> Repeatable:
    """A route is the same under each of its prefixes, and another one for every job."""
    if key is not None and len(key) > MAX_KEY_CHARS:
        raise UnusableIdempotencyKey(f"Idempotency-Key must be at most {MAX_KEY_CHARS} characters")
    if key is not None and not key.strip():
        raise UnusableIdempotencyKey("Idempotency-Key must not be empty")
    return Repeatable(key, f"{request.method} {path_within(request.scope)}", caller.mode)


TheRepeatable = Annotated[Repeatable, Depends(repeatable)]
