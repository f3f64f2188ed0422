"""Between Chalkboard v1's words and what is known of keys."""

from datetime import UTC, datetime, time

from studio.application.issue_key import IssuedKey, KeyWanted
from studio.dialects.chalkboard_v1.keys.schemas import CreateKeyRequest, KeyMeta, NewKey
from studio.domain.account import ApiKey


def to_wanted(body: CreateKeyRequest) -> KeyWanted:
    return KeyWanted(body.mode, kind=body.kind, name=body.name, expires_at=body.expires_at)


def to_meta(key: ApiKey, *, active: bool) -> KeyMeta:
    used = key.last_used_at
    return KeyMeta(
        id=key.id,
        name=key.name,
        prefix=key.prefix,
        hint=key.hint,
        mode=key.mode,
        kind=key.kind,
        created_at=key.created_at,
        last_used_at=datetime.combine(used, time(), UTC) if used is not None else None,
        revoked_at=key.revoked_at,
        expires_at=key.expires_at,
        is_active=active,
    )


def to_new(issued: IssuedKey) -> NewKey:
    known = issued.known
    secret = known.secret if known.kind == "kodisc" else None
    meta = to_meta(known, active=True)
    return NewKey(**meta.model_dump(), key=issued.key, webhook_secret=secret)
