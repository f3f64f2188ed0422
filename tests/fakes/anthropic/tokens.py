"""What a request weighs, and what of it the vendor still knows: the prompt cache, truly kept."""

import hashlib
import json
import math
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from tests.fakes.anthropic.content import cacheable, picture_size
from tests.fakes.anthropic.models import OFFERS

_CHARS_A_TOKEN: Final = 3.5
_PIXELS_A_TOKEN: Final = 750
_LIVES: Final = {"5m": 300.0, "1h": 3600.0}


def tokens_of(text: str) -> int:
    return math.ceil(len(text) / _CHARS_A_TOKEN)


class _Prefix(NamedTuple):
    """The request up to here; `ttl` is set where a breakpoint stands."""

    digest: str
    tokens: int
    ttl: str | None


@dataclass(frozen=True)
class Input:
    """Tokens that were new, that were kept for others, and that were known."""

    fresh: int
    written: int
    read: int
    hour: int = 0
    begun: Callable[[], None] = field(default=lambda: None, compare=False)

    def usage(self) -> dict[str, Any]:
        return {
            "input_tokens": self.fresh,
            "cache_creation_input_tokens": self.written,
            "cache_read_input_tokens": self.read,
            "cache_creation": {
                "ephemeral_5m_input_tokens": self.written - self.hour,
                "ephemeral_1h_input_tokens": self.hour,
            },
        }


class PromptCache:
    """A prefix is there for others as soon as the first answer to it has begun, and no sooner."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._ends: dict[str, float] = {}
        self._clock, self._lock = clock, threading.Lock()

    def forget(self) -> None:
        with self._lock:
            self._ends.clear()

    def weigh(self, body: dict[str, Any]) -> Input:
        prefixes = list(_prefixes(body))
        total = prefixes[-1].tokens
        least = OFFERS[body["model"]].cacheable
        marked = [each for each in prefixes if each.ttl and each.tokens >= least]
        known = [each for each in marked if self._knows(each.digest)]
        read = known[-1].tokens if known else 0
        kept = marked[-1].tokens if marked else 0
        hour = kept - read if marked and marked[-1].ttl == "1h" else 0
        return Input(total - kept, kept - read, read, hour, lambda: self._keep(marked))

    def _knows(self, digest: str) -> bool:
        with self._lock:
            return self._ends.get(digest, 0.0) > self._clock()

    def _keep(self, prefixes: list[_Prefix]) -> None:
        with self._lock:
            for prefix in prefixes:
                self._ends[prefix.digest] = self._clock() + _LIVES[prefix.ttl or "5m"]


def count(body: dict[str, Any]) -> int:
    return [*_prefixes(body)][-1].tokens


def _prefixes(body: dict[str, Any]) -> Iterator[_Prefix]:
    """Another model or another shape of answer is another cache altogether."""
    shape = (body.get("output_config") or {}).get("format")
    digest = hashlib.sha256(json.dumps([body["model"], shape], sort_keys=True).encode())
    chars, pictures = len(json.dumps(shape)) if shape else 0, 0
    for block in cacheable(body):
        ttl = (
            (block.get("cache_control") or {}).get("ttl", "5m")
            if block.get("cache_control")
            else None
        )
        bare = {key: value for key, value in block.items() if key != "cache_control"}
        digest.update(json.dumps(bare, sort_keys=True, default=str).encode())
        if block.get("type") == "image":
            width, height = picture_size("image", block)
            pictures += math.ceil(width * height / _PIXELS_A_TOKEN)
        else:
            chars += len(_words(bare))
        yield _Prefix(digest.hexdigest(), math.ceil(chars / _CHARS_A_TOKEN) + pictures, ttl)


def _words(block: dict[str, Any]) -> str:
    return block["text"] if block.get("type") == "text" else json.dumps(block, default=str)
