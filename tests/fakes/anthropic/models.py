"""What each model of the fake vendor takes, as the vendor publishes it in November 2026."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

EFFORTS: Final = ("low", "medium", "high", "xhigh", "max")


@dataclass(frozen=True)
class Offer:
    """`thinking` are the types it takes; `cacheable` the shortest prefix that is kept, in tokens.

    `modern`: it takes no temperature, no budget for thoughts and no forced tool.
    """

    thinking: frozenset[str]
    cacheable: int
    thinks: bool
    modern: bool = True
    most: int = 128_000


OFFERS: Final[Mapping[str, Offer]] = {
    "claude-opus-5-5": Offer(frozenset({"adaptive"}), 512, thinks=True),
    "claude-sonnet-5-5": Offer(frozenset({"adaptive", "between_tools"}), 512, thinks=True),
    "claude-haiku-5-5": Offer(frozenset({"adaptive", "disabled"}), 512, thinks=True),
    "claude-sonnet-4-6": Offer(
        frozenset({"adaptive", "enabled", "disabled"}),
        1024,
        thinks=False,
        modern=False,
        most=64_000,
    ),
}
