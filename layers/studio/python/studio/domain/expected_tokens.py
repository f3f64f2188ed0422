"""What language models are expected to take for one video, before anybody knows.

`prefix` is what all calls of a task have in common: the first writes it to the vendor's cache, the
others read it. `fresh` is what only one call has. Both are the prompts' sizes at 3.5 characters a
token, with what a script and its scenes usually add; `output` counts thoughts, too. Recorded runs
are held against this table by `make bench-cost`.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple, get_args

from studio.domain.brief import Effort, QaDensity
from studio.domain.looking import pictures
from studio.domain.models import PRICES, WEB_SEARCH, Model, Task, model_for


class Tokens(NamedTuple):
    """Of one call."""

    fresh: int
    prefix: int
    output: int
    searches: int = 0


EXPECTED: Final[Mapping[Task, Mapping[Effort, Tokens]]] = {
    "research": dict.fromkeys(get_args(Effort), Tokens(24_000, 400, 2_000, 3)),
    "script": {
        "low": Tokens(400, 800, 700),
        "medium": Tokens(400, 800, 1_100),
        "high": Tokens(1_200, 800, 4_000),
    },
    "fact_check": {
        "low": Tokens(500, 350, 100),
        "medium": Tokens(700, 350, 150),
        "high": Tokens(1_300, 350, 1_200),
    },
    "scene": {
        "low": Tokens(500, 2_000, 700),
        "medium": Tokens(600, 2_000, 1_000),
        "high": Tokens(700, 2_000, 3_500),
    },
    "repair": {
        "low": Tokens(1_900, 2_000, 900),
        "medium": Tokens(2_300, 2_000, 1_800),
        "high": Tokens(3_000, 2_000, 3_000),
    },
    "visual_qa": {
        "low": Tokens(3_500, 450, 200),
        "medium": Tokens(6_500, 450, 300),
        "high": Tokens(10_000, 450, 400),
    },
    "quiz": {
        "low": Tokens(500, 350, 900),
        "medium": Tokens(700, 350, 900),
        "high": Tokens(1_300, 350, 1_000),
    },
}
"""Research is done at high effort only."""

FRAME: Final = 1_300
"""Tokens of one picture of 1280 by 720."""

SCENES: Final[Mapping[Effort, tuple[int, int]]] = {"low": (3, 4), "medium": (4, 6), "high": (6, 8)}
_REPAIRS: Final[Mapping[Effort, int]] = {"low": 1, "medium": 1, "high": 2}

_ALWAYS_THINKS: Final[Model] = "claude-opus-5-5"


def output(task: Task, effort: Effort, model: Model) -> int:
    """Tokens of one answer; half as many again of a model that always thinks."""
    tokens = EXPECTED[task][effort].output
    return tokens * 3 // 2 if model == _ALWAYS_THINKS else tokens


def cost(
    task: Task,
    effort: Effort,
    asked: Model | None,
    *,
    calls: int = 1,
    cached: bool = False,
) -> int:
    """Nanodollars by the list of so many calls; `asked` is the request's own model.

    With `cached`, another task has written the prefix before.
    """
    model = model_for(task, asked)
    price, tokens = PRICES[model], EXPECTED[task][effort]
    answer = output(task, effort, model) * price.output
    each = tokens.fresh * price.input + answer + tokens.searches * WEB_SEARCH
    writes = min(calls, 0 if cached else 1)
    prefix = writes * price.cache_write + (calls - writes) * price.cache_read
    return calls * each + tokens.prefix * prefix


def writing(effort: Effort, asked: Model | None) -> int:
    """A script, with its facts checked."""
    return cost("script", effort, asked) + cost("fact_check", effort, asked)


def research(effort: Effort, asked: Model | None) -> int:
    return cost("research", effort, asked) if effort == "high" else 0


def composing(
    effort: Effort, asked: Model | None, *, scenes: int | None = None, repairs: int | None = None
) -> int:
    """All scenes and their repairs, as many as are usual unless told."""
    short, long = SCENES[effort]
    usual = (short + long + 1) // 2 if scenes is None else scenes
    made = cost("scene", effort, asked, calls=usual)
    again = _REPAIRS[effort] if repairs is None else repairs
    return made + cost("repair", effort, asked, calls=again, cached=True)


def looking(effort: Effort, asked: Model | None, density: QaDensity, milliseconds: int) -> int:
    """One look at a whole video of that length."""
    if density == "zero" or not milliseconds:
        return 0
    seen = pictures(density, milliseconds) * FRAME * PRICES[model_for("visual_qa", asked)].input
    return cost("visual_qa", effort, asked) + seen


def asking(effort: Effort, asked: Model | None) -> int:
    """A quiz."""
    return cost("quiz", effort, asked)
