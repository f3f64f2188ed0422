"""Claude looks a topic up on the web."""

from typing import Final

from studio.adapters.claude.answers import ResearchAnswer
from studio.adapters.claude.conversation import Claude
from studio.adapters.claude.material import fenced, said
from studio.adapters.claude.prompts import prompt
from studio.adapters.claude.question import Question
from studio.domain.brief import TopicBrief
from studio.domain.models import MOST_SEARCHES, model_for
from studio.domain.research import Research
from studio.ports import Meter

_MOST_SOURCES: Final = 5
_MAX_TOKENS: Final = 6_000
_LONGEST_SOURCE: Final = 2_000
_LONGEST_WARNING: Final = 500


class ClaudeResearcher:
    def __init__(self, claude: Claude) -> None:
        self._claude = claude

    def research(self, brief: TopicBrief, *, meter: Meter) -> Research:
        # It thinks: without, a model that owes JSON tends to answer before it has searched.
        question = Question(
            task="research",
            model=model_for("research", brief.model),
            system=prompt("research"),
            content=[fenced("topic", brief.topic), said("Research this topic.")],
            answer=ResearchAnswer,
            max_tokens=_MAX_TOKENS,
            effort="low",
            thinks=True,
            searches=MOST_SEARCHES,
        )
        found = self._claude.ask(question, meter)
        return Research(
            summary=found.summary.strip() or None,
            sources=tuple(_web_addresses(found.sources)),
            warning=(found.warning or "").strip()[:_LONGEST_WARNING] or None,
        )


def _web_addresses(sources: list[str]) -> list[str]:
    """A model may name a book, or make a script of a link."""
    plain = [source.strip() for source in sources]
    kept = [s for s in plain if s.startswith(("https://", "http://")) and len(s) <= _LONGEST_SOURCE]
    return kept[:_MOST_SOURCES]
