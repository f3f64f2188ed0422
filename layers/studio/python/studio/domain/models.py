"""The language models that may be asked, and what they cost by their vendor's list.

Prices are nanodollars a token, so that money stays whole: $2 for a million tokens is 2,000. As
published by Anthropic in November 2026.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

Model = Literal["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-sonnet-4-6"]

PriceClass = Literal["low", "standard", "high"]

Task = Literal["research", "script", "fact_check", "scene", "repair", "visual_qa", "quiz"]
"""What a model is asked for."""


class ListPrice(NamedTuple):
    """Nanodollars a token; `cache_write` is of a cache that lives five minutes."""

    input: int
    output: int
    cache_write: int
    cache_read: int


PRICES: Final[Mapping[Model, ListPrice]] = {
    "claude-opus-5-5": ListPrice(4_000, 20_000, 5_000, 200),
    "claude-sonnet-5-5": ListPrice(2_000, 10_000, 2_500, 100),
    "claude-haiku-5-5": ListPrice(100, 500, 125, 10),
    "claude-sonnet-4-6": ListPrice(3_000, 15_000, 3_750, 300),
}
_LONG_PROMPT: Final = 100_000
_LONG_PRICES: Final[Mapping[Model, ListPrice]] = {
    "claude-haiku-5-5": ListPrice(500, 2_500, 625, 50),
}
"""Of calls whose prompt, cached or not, has more tokens than `_LONG_PROMPT`."""

_CLASS: Final[Mapping[Model, PriceClass]] = {
    "claude-opus-5-5": "high",
    "claude-sonnet-5-5": "standard",
    "claude-haiku-5-5": "low",
    "claude-sonnet-4-6": "standard",
}
WEB_SEARCH: Final = 10_000_000
"""Nanodollars a search."""
MOST_SEARCHES: Final = 5
"""Of one call that researches."""

_CAST: Final[Mapping[Task, Model]] = {
    "research": "claude-sonnet-5-5",
    "script": "claude-sonnet-5-5",
    "fact_check": "claude-haiku-5-5",
    "scene": "claude-sonnet-5-5",
    "repair": "claude-sonnet-5-5",
    "visual_qa": "claude-haiku-5-5",
    "quiz": "claude-haiku-5-5",
}


def price_of(model: Model, prompt: int) -> ListPrice:
    """Of a call whose prompt has so many tokens."""
    long = prompt > _LONG_PROMPT
    return _LONG_PRICES.get(model, PRICES[model]) if long else PRICES[model]


def model_for(task: Task, asked: Model | None = None) -> Model:
    """The one table of who does what; a request's own model does everything."""
    return asked or _CAST[task]


def cast() -> Mapping[Task, Model]:
    """Who does what unless a request names a model."""
    return _CAST


def price_class(model: Model) -> PriceClass:
    """How dear it is beside the others, for people who choose."""
    return _CLASS[model]


def label(model: Model) -> str:
    """As its vendor writes it: Claude Sonnet 5.5."""
    maker, family, major, minor = model.split("-")
    return f"{maker.title()} {family.title()} {major}.{minor}"
