"""Turns a lesson into scenes for one brief: which parts, in which order, in which words."""

from collections.abc import Sequence
from typing import Final

from studio.adapters.offline_writer.lesson import Lesson, Part
from studio.adapters.offline_writer.manner import voiced, words
from studio.domain.brief import Effort, Template, TopicBrief
from studio.domain.script import DraftScene

SCENES: Final[dict[Effort, tuple[int, int]]] = {"low": (3, 4), "medium": (4, 6), "high": (6, 8)}
SECONDS: Final[dict[Effort, float]] = {"low": 75.0, "medium": 105.0, "high": 180.0}
_LIKED: Final[dict[Template, tuple[str, ...]]] = {
    "algorithm": ("array", "code"),
    "code": ("code",),
    "compare": ("comparison",),
    "derivation": ("equation",),
    "howto": ("steps",),
    "timeline": ("timeline",),
}
_BONUS: Final = 9
_WORDS_PER_SECOND: Final = 2.5
_PAUSE: Final = 2.5


def deliver(lesson: Lesson, brief: TopicBrief) -> tuple[DraftScene, ...]:
    chosen = _ordered(_chosen(lesson, brief), brief.template)
    return tuple(_scene(part, brief, closes=part is lesson.parts[-1]) for part in chosen)


def seconds(scene: DraftScene) -> float:
    return words(scene.narration) / _WORDS_PER_SECOND + _PAUSE


def _scene(part: Part, brief: TopicBrief, *, closes: bool = False) -> DraftScene:
    kind = part.visual.kind
    narration = voiced(
        part.said_to(brief.audience),
        brief.tone,
        "" if kind == "recap" and not closes else kind,
        ask=part.ask,
        casual=part.casual,
        formal=part.formal,
    )
    return DraftScene(title=part.title, narration=narration, visual=part.visual)


def _chosen(lesson: Lesson, brief: TopicBrief) -> list[Part]:
    """The weightiest parts that fit the effort, in the lesson's own order."""
    first, *middle, last = lesson.parts
    suited = [part for part in middle if brief.audience in part.suits]
    favourite = max(
        (part for part in suited if _liked(part, brief.template)),
        key=lambda part: part.weight,
        default=None,
    )
    ranked = sorted(suited, key=lambda part: -part.weight - (_BONUS if part is favourite else 0))
    fewest, most = SCENES[brief.effort]
    kept = {id(first), id(last)}
    spent = seconds(_scene(first, brief)) + seconds(_scene(last, brief))
    for part in ranked[: most - 2]:
        spent += seconds(_scene(part, brief))
        if spent <= SECONDS[brief.effort] or len(kept) < fewest:
            kept.add(id(part))
    return [part for part in lesson.parts if id(part) in kept]


def _ordered(parts: Sequence[Part], template: Template | None) -> list[Part]:
    """A template's favourite kind of picture comes right after the idea, if it can stand alone."""
    opening, rest = list(parts[:2]), list(parts[2:-1])
    forwarded = [part for part in rest if part.free and _liked(part, template)]
    others = [part for part in rest if part not in forwarded]
    return [*opening, *forwarded, *others, parts[-1]]


def _liked(part: Part, template: Template | None) -> bool:
    return template is not None and part.visual.kind in _LIKED[template]
