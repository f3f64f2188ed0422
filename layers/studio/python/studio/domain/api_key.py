"""API keys, as each API spells them.

Chalkboard: `chk_live_` or `chk_test_`, 32 random base62 characters, 6 of checksum. Kodisc:
`kdsc_live_`, 40 random hex characters, 8 of checksum.

The checksum (CRC32, as in GitHub's token format) lets a mistyped or made-up key
be refused without asking the database. Only a keyed hash is ever stored.
"""

import base64
import hmac
import re
import string
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from studio.domain.account import KeyId, KeyKind
from studio.domain.mode import Mode

ENTROPY_BYTES: Final = 24
MOST_ACTIVE: Final = 50
"""Of one account, at once."""

_BASE62: Final = string.digits + string.ascii_letters
_HEX: Final = string.hexdigits[:16]
_SHOWN_CHARS: Final = 4
_ID_CHARS: Final = 32


@dataclass(frozen=True, slots=True)
class _Spelling:
    shape: re.Pattern[str]
    digits: str
    random_chars: int
    checksum_chars: int

    def body(self, head: str, entropy: bytes) -> str:
        return head + _written(int.from_bytes(entropy), self.digits, self.random_chars)

    def checksum(self, body: str) -> str:
        return _written(zlib.crc32(body.encode()), self.digits, self.checksum_chars)


_SPELLINGS: Final[dict[KeyKind, _Spelling]] = {
    "chalkboard": _Spelling(re.compile(r"chk_(live|test)_[0-9A-Za-z]{38}"), _BASE62, 32, 6),
    "kodisc": _Spelling(re.compile(r"kdsc_(live)_[0-9a-f]{48}"), _HEX, 40, 8),
}
_PREFIX: Final[dict[KeyKind, str]] = {"chalkboard": "chk", "kodisc": "kdsc"}


def mint(mode: Mode, entropy: bytes, *, kind: KeyKind = "chalkboard") -> str:
    """Spell a key from at least `ENTROPY_BYTES` of randomness; Kodisc's are always live."""
    assert len(entropy) >= ENTROPY_BYTES
    assert kind == "chalkboard" or mode == "live"
    spelling = _SPELLINGS[kind]
    body = spelling.body(f"{_PREFIX[kind]}_{mode}_", entropy)
    return body + spelling.checksum(body)


def kind_of(key: str) -> KeyKind | None:
    """Which API a well-formed key is for; None for anything else."""
    for kind, spelling in _SPELLINGS.items():
        if spelling.shape.fullmatch(key):
            body, checksum = key[: -spelling.checksum_chars], key[-spelling.checksum_chars :]
            return kind if hmac.compare_digest(spelling.checksum(body), checksum) else None
    return None


def display_prefix(key: str) -> str:
    """Enough of a key to tell it from its owner's others, and no more."""
    return key[: key.rindex("_") + 1 + _SHOWN_CHARS]


def hint(key: str) -> str:
    """What a list of keys shows of a key's end."""
    return key[-_SHOWN_CHARS:]


def id_of(key: str, *, pepper: str) -> KeyId:
    """`key_` and 128 bits of the key's HMAC-SHA256 under the deployment's pepper, as hex.

    It is where the key is found, and all that is stored of it: who reads an id, or every id,
    learns nothing of the key.
    """
    digest = hmac.new(pepper.encode(), key.encode(), "sha256").hexdigest()
    return KeyId(f"key_{digest[:_ID_CHARS]}")


def new_secret(entropy: Callable[[int], bytes]) -> str:
    """What signs a key's webhooks: `whsec_`, and 32 random bytes as base64."""
    return "whsec_" + base64.b64encode(entropy(32)).decode()


def _written(number: int, digits: str, width: int) -> str:
    text = ""
    for _ in range(width):
        number, digit = divmod(number, len(digits))
        text = digits[digit] + text
    return text
