"""Webhooks as they arrive: is this one from Chalkboard?"""

from __future__ import annotations

import hashlib
import hmac
import re
import time

_TIME = re.compile(r"[0-9]{1,12}")


def verify_webhook_signature(
    payload: bytes, header: str, secret: str, tolerance: float = 300, now: float | None = None
) -> bool:
    """Whether `header` (X-Chalkboard-Signature) signs the body as it came over the wire.

    False also for a malformed header and for a time more than `tolerance` seconds from `now`.
    While a secret is being rotated the header carries two signatures: one that fits is enough.
    """
    stamp, signatures = _parts(header)
    if stamp is None:
        return False
    wanted = hmac.new(secret.encode(), f"{stamp}.".encode() + payload, hashlib.sha256).hexdigest()
    matches = [hmac.compare_digest(wanted.encode(), given.encode()) for given in signatures]
    age = (time.time() if now is None else now) - int(stamp)
    return any(matches) and abs(age) <= tolerance


def _parts(header: str) -> tuple[str | None, list[str]]:
    pairs = [part.strip().partition("=") for part in header.split(",")]
    stamps = [value for name, _, value in pairs if name == "t"]
    if len(stamps) != 1 or not _TIME.fullmatch(stamps[0]):
        return None, []
    return stamps[0], [value for name, _, value in pairs if name == "v1"]
