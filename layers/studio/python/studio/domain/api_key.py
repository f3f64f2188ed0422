"""API keys: `chk_live_` or `chk_test_`, 32 random base62 characters, 6 of checksum.

The checksum (CRC32, as in GitHub's token format) lets a mistyped or made-up key
be refused without asking the database. Only a keyed hash is ever stored.
"""

import hmac
import re
import string
import zlib
from typing import Final

from studio.domain.mode import Mode

_BASE62: Final = string.digits + string.ascii_letters
_SHAPE: Final = re.compile(r"chk_(live|test)_[0-9A-Za-z]{38}")
_RANDOM_CHARS: Final = 32
_CHECKSUM_CHARS: Final = 6
ENTROPY_BYTES: Final = 24


def mint(mode: Mode, entropy: bytes) -> str:
    """Spell a key from at least `ENTROPY_BYTES` of randomness."""
    assert len(entropy) >= ENTROPY_BYTES
    body = f"chk_{mode}_" + _base62(int.from_bytes(entropy), _RANDOM_CHARS)
    return body + _checksum(body)


def mode_of(key: str) -> Mode | None:
    """The mode of a well-formed key; None for anything else."""
    shape = _SHAPE.fullmatch(key)
    body, checksum = key[:-_CHECKSUM_CHARS], key[-_CHECKSUM_CHARS:]
    if shape is None or not hmac.compare_digest(_checksum(body), checksum):
        return None
    return "live" if shape[1] == "live" else "test"


def digest(key: str, *, pepper: str) -> str:
    """What is stored in a key's place: HMAC-SHA256 under the deployment's pepper, as hex."""
    return hmac.new(pepper.encode(), key.encode(), "sha256").hexdigest()


def _checksum(body: str) -> str:
    return _base62(zlib.crc32(body.encode()), _CHECKSUM_CHARS)


def _base62(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, len(_BASE62))
        digits = _BASE62[digit] + digits
    return digits
