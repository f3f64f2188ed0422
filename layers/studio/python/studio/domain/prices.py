"""What a job sets aside, and what it costs, in whole credits: the one table of prices.

An account has one balance, and a credit is a credit whichever API spends it. It is calibrated to
$0.01: with every stage done, a run at default settings costs 37 and one of a test key 9, so that
1,000 credits a day are 27 or 111 runs. Nothing here sells credits; operators grant them. Kodisc's
price list, kept as its callers know it, was made for credits of $0.0025. Whoever sells them at that
price sells topic jobs at a quarter of what their prices assume, which does not pay for a language
model: accounts that may order topics are to buy at $0.01.

A scene's render task is 4 vCPU and 8 GB of Fargate: about $0.20 an hour by the public price list,
so $0.000055 a second. A second of `low` (1 credit) is 45 times that even at $0.0025, which also has
to pay for the task's start, which nobody is charged for, for storage and delivery, and for renders
that fail, which cost nothing. The better qualities cost more because their files are larger to keep
and deliver: a 4K frame has 20 times the pixels of a `low` one and costs 14 times. Only wall seconds
and quality count. A GIF, a film with alpha, a single picture or another frame rate takes as long as
it takes, and costs by the same table.

A topic job is billed item by item, each rounded up, for stages that were done. Voice follows the
seconds of narration (a generative voice is about $0.03 a minute by Polly's list), rendering and
burned captions those of the video. What language models do (script with fact check, research,
scenes with usual repairs, visual checks, quiz) costs what `expected_tokens` expects them to take
for this effort and model at list price, times `_MARGIN`, and at least `_LEAST`. It is the same
whatever they took in the end, so that a price can be known before; `_MARGIN` pays for functions,
storage and runs that took more. It is chosen so that a default run costs 37 with visual checks.

A test key's runs have a model of $3 and $15 a million tokens forced on them and yet cost 9, as is
promised to their callers: `claude-sonnet-4-6` at low effort costs the least of every item, which
is below list price. What is held is not: where the items add up to less than the whole expected
run with all repairs of one scene at list price, the line of scenes ends so much higher. Money is
never a float: seconds become whole milliseconds first.
"""

import math
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from studio.domain import expected_tokens
from studio.domain.brief import Brief, Effort, SceneBrief, TopicBrief
from studio.domain.choices import Quality, SceneQuality
from studio.domain.pacing import PACING
from studio.domain.scene_take import MOST_REPAIRS

SCENE_RESERVE: Final = 10
"""Credits a render of a caller's scene needs at its start."""

MINIMUM_CHARGE: Final = 1

_SCENE_SECOND: Final[Mapping[SceneQuality, int]] = {
    "low": 100,
    "medium": 225,
    "high": 400,
    "twok": 700,
    "fourk": 1400,
}
"""Centicredits; so are the prices of minutes below. Those of a whole item are credits."""

CREDIT: Final = 10_000_000
"""Nanodollars."""
_MARGIN: Final = 240
"""Percent of the list price."""
_CONTEXT_BLOCK: Final = 256 * 1024
"""Bytes of attached files that a credit pays to read; a link counts as one block."""
_VOICE_MINUTE: Final = 300
_PREMIUM_VOICE_MINUTE: Final = 900
PREMIUM_NARRATORS: Final = frozenset({"aria", "milo", "reid", "grace"})
_RENDER_MINUTE: Final[Mapping[Quality, int]] = {"low": 150, "medium": 300, "high": 600}
_CAPTIONS_MINUTE: Final = 50

_NARRATION: Final[Mapping[Effort, tuple[int, int]]] = {
    "low": (30, 90),
    "medium": (50, 135),
    "high": (90, 240),
}
"""Seconds to expect at the voice's own tempo."""
_CENTI: Final = 100
_SECOND: Final = 1000
_MINUTE: Final = 60 * _SECOND

Item = Literal[
    "script", "research", "context", "voice", "scenes", "render", "visual_qa", "captions", "quiz"
]
_LEAST: Final[Mapping[Item, int]] = {
    "script": 2,
    "research": 2,
    "scenes": 2,
    "visual_qa": 1,
    "quiz": 1,
}
"""Of what language models do."""
_MADE_AGAIN: Final[frozenset[Item]] = frozenset({"scenes", "render", "visual_qa", "captions"})
"""What a rerender does; the rest it takes from its source."""


class Used(NamedTuple):
    """What was made of a topic job: the stages that were done, and how much of each."""

    script: bool = False
    research: bool = False
    narration: float = 0.0
    """Seconds at the voice's own tempo."""
    scenes: bool = False
    video: float = 0.0
    """Seconds; 0 until it was rendered."""
    visual_qa: bool = False
    quiz: bool = False


class Line(NamedTuple):
    item: Item
    low: int
    high: int


class Estimate(NamedTuple):
    """Credits a topic job of the expected length costs; it is never charged more than `high`."""

    low: int
    high: int
    breakdown: tuple[Line, ...]


def reserve(brief: Brief, *, rerender: bool = False) -> int:
    """Credits set aside before a job starts: for a topic, the most it can cost."""
    if isinstance(brief, SceneBrief):
        return SCENE_RESERVE
    return estimate(brief, rerender=rerender).high


def estimate(brief: TopicBrief, *, rerender: bool = False) -> Estimate:
    """The low end is without visual checks and quiz: they cost nothing unless they are made."""
    low = bill(brief, expected(brief, 0), rerender=rerender)
    most = expected(brief, 1)._replace(visual_qa=True, quiz=True)
    high = bill(brief, most, rerender=rerender)
    short = -(-needed(brief, rerender=rerender) // CREDIT) - sum(high.values())
    high["scenes"] += max(short, 0)
    lines = (Line(item, low.get(item, 0), credits_) for item, credits_ in high.items())
    return Estimate(sum(low.values()), sum(high.values()), tuple(lines))


def expected(brief: TopicBrief, end: Literal[0, 1]) -> Used:
    """A whole run at the short (0) or the long (1) end of what the effort makes likely."""
    narration = _NARRATION[brief.effort][end]
    pacing = PACING[brief.pace]
    silence = expected_tokens.SCENES[brief.effort][end] * (pacing.lead_in + pacing.hold)
    video = narration / (brief.speed * pacing.tempo) + silence
    return Used(script=True, research=True, narration=narration, scenes=True, video=video)


def needed(brief: TopicBrief, *, rerender: bool = False) -> int:
    """Nanodollars that the models of a long run take, with all repairs of one scene."""
    effort, asked = brief.effort, brief.model
    video = milliseconds(expected(brief, 1).video)
    scenes = expected_tokens.SCENES[effort][1]
    made = expected_tokens.composing(effort, asked, scenes=scenes, repairs=MOST_REPAIRS)
    made += expected_tokens.looking(effort, asked, brief.qa_density, video)
    if rerender:
        return made
    quiz = expected_tokens.asking(effort, asked) if brief.quiz else 0
    before = expected_tokens.writing(effort, asked) + expected_tokens.research(effort, asked)
    return before + made + quiz


def topic_charge(brief: TopicBrief, used: Used, *, hold: int, rerender: bool = False) -> int:
    """Credits for what was made, and never more than was set aside."""
    return min(sum(bill(brief, used, rerender=rerender).values()), hold)


def bill(brief: TopicBrief, used: Used, *, rerender: bool = False) -> dict[Item, int]:
    """Credits by item, without those that cost nothing.

    Raises `ValueError` for a length of time that is negative or not a number.
    """
    premium = brief.narrator in PREMIUM_NARRATORS
    voice = _PREMIUM_VOICE_MINUTE if premium else _VOICE_MINUTE
    effort, asked = brief.effort, brief.model
    looking = expected_tokens.looking(effort, asked, brief.qa_density, milliseconds(used.video))
    items: dict[Item, int] = {
        "script": used.script * _modelled("script", brief, expected_tokens.writing(effort, asked)),
        "research": used.research
        * _modelled("research", brief, expected_tokens.research(effort, asked)),
        "context": used.script * _context(brief),
        "voice": _minutes(used.narration, voice),
        "scenes": used.scenes
        * _modelled("scenes", brief, expected_tokens.composing(effort, asked)),
        "render": _minutes(used.video, _RENDER_MINUTE[brief.quality]),
        "visual_qa": used.visual_qa * _modelled("visual_qa", brief, looking),
        "captions": _minutes(used.video, _CAPTIONS_MINUTE * brief.burn_captions),
        "quiz": used.quiz
        * brief.quiz
        * _modelled("quiz", brief, expected_tokens.asking(effort, asked)),
    }
    made = _MADE_AGAIN if rerender else items.keys()
    return {item: credits_ for item, credits_ in items.items() if credits_ and item in made}


def scene_charge(quality: SceneQuality, seconds: float) -> int:
    """Credits for so many wall seconds, rounded up; at least 1.

    Raises `ValueError` for a length of time that is negative or not a number.
    """
    cost = milliseconds(seconds) * _SCENE_SECOND[quality]
    return max(MINIMUM_CHARGE, -(-cost // (_CENTI * _SECOND)))


def milliseconds(seconds: float) -> int:
    if not math.isfinite(seconds) or seconds < 0:
        raise ValueError(f"{seconds!r} is no length of time")
    return round(seconds * _SECOND)


def billable_seconds(measured: float, *, at_most: float) -> float:
    """The render's own measure, but never more than our clock saw, and never below zero."""
    ceiling = max(at_most, 0.0)
    return min(measured, ceiling) if measured > 0 else 0.0


def _minutes(seconds: float, centicredits: int) -> int:
    return -(-milliseconds(seconds) * centicredits // (_CENTI * _MINUTE))


def _modelled(item: Item, brief: TopicBrief, nanodollars: int) -> int:
    """Credits for what models are expected to take; nothing for nothing."""
    if not nanodollars:
        return 0
    forced = brief.effort == "low" and brief.model == "claude-sonnet-4-6"
    margin = 0 if forced else _MARGIN
    return max(-(-nanodollars * margin // (CREDIT * 100)), _LEAST[item])


def _context(brief: TopicBrief) -> int:
    attached = sum(file.size for file in brief.context)
    return -(-attached // _CONTEXT_BLOCK) + len(brief.urls) + len(brief.github)
