"""Claude checks what a script says."""

from collections.abc import Mapping
from typing import Final

from studio.adapters.claude.answers import FactAnswer
from studio.adapters.claude.conversation import Claude
from studio.adapters.claude.material import fenced, said
from studio.adapters.claude.prompts import prompt
from studio.adapters.claude.question import Question
from studio.adapters.claude.spoken import told
from studio.domain.brief import Effort, TopicBrief
from studio.domain.fact_check import FactCheck
from studio.domain.models import model_for
from studio.domain.script import Script
from studio.ports import Meter

_MAX_TOKENS: Final = 3_000
_LONGEST_NOTES: Final = 2_000
"""Characters: after the last draft they are a warning that somebody reads."""
_CARE: Final[Mapping[Effort, str]] = {
    "low": "Reject only obvious errors.",
    "medium": "Spot-check the claims that matter; approve what is merely uncertain.",
    "high": "Check every claim; reject what is uncertain, too.",
}


class ClaudeFactChecker:
    def __init__(self, claude: Claude) -> None:
        self._claude = claude

    def check(self, script: Script, brief: TopicBrief, *, meter: Meter) -> FactCheck:
        question = Question(
            task="fact_check",
            model=model_for("fact_check", brief.model),
            system=prompt("fact_check"),
            content=[
                fenced("topic", brief.topic),
                fenced("script", told(script)),
                said(f"Check this script. {_CARE[brief.effort]}"),
            ],
            answer=FactAnswer,
            max_tokens=_MAX_TOKENS,
            effort=brief.effort,
            thinks=brief.effort == "high",
        )
        verdict = self._claude.ask(question, meter)
        notes = "" if verdict.approved else verdict.notes.strip()[:_LONGEST_NOTES]
        return FactCheck(approved=not notes, notes=notes)
