"""What a built-in lesson is: more parts than any video needs, each with its weight."""

from dataclasses import dataclass
from typing import Final

from studio.domain.brief import Audience
from studio.domain.visual import Visual

EVERYONE: Final[tuple[Audience, ...]] = ("beginner", "intermediate", "expert")


@dataclass(frozen=True)
class Part:
    """One possible scene: what is said to whom, and what is seen meanwhile."""

    title: str
    say: str
    """Narration with one cue mark per beat; a formal tone expands its contractions."""
    visual: Visual
    ask: str
    """The question that opens the scene in a socratic tone."""
    casual: str = ""
    formal: str = ""
    beginner: str = ""
    """Said instead of `say` to a beginner, with the same marks; so too for `expert`."""
    expert: str = ""
    weight: int = 5
    """How much the lesson would miss it, 1 to 9."""
    free: bool = False
    """It tells its own story, so a template that likes its visual may show it earlier."""
    suits: tuple[Audience, ...] = EVERYONE

    def said_to(self, audience: Audience) -> str:
        wordings = {"beginner": self.beginner, "intermediate": self.say, "expert": self.expert}
        return wordings[audience] or self.say


@dataclass(frozen=True)
class Asked:
    """A question on a lesson, for videos that show one of the parts that answer it."""

    question: str
    right: str
    wrong: tuple[str, str, str]
    because: str
    parts: tuple[str, ...]


def asked(  # noqa: PLR0913 - a question with its four options
    question: str,
    right: str,
    wrong: str,
    wronger: str,
    wrongest: str,
    *,
    because: str,
    parts: tuple[str, ...],
) -> Asked:
    return Asked(question, right, (wrong, wronger, wrongest), because, parts)


@dataclass(frozen=True)
class Lesson:
    """The first part opens the video and the last one closes it, whatever is left out between."""

    title: str
    aliases: tuple[str, ...]
    parts: tuple[Part, ...]
    excludes: tuple[str, ...] = ()
    """Words that make a topic a different one, as `tree` does for binary search."""
    quiz: tuple[Asked, ...] = ()
