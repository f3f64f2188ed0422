"""A writer and a voice whose work is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.domain.brief import TopicBrief
from studio.domain.errors import BudgetSpent
from studio.domain.model_call import ModelCall
from studio.domain.models import Model, Task
from studio.domain.research import Research
from studio.domain.script import Draft
from studio.domain.voice import Speech
from studio.ports import Allowance, Meter
from tests.builders import a_draft, a_track


@dataclass
class CannedWriter:
    draft: Draft = field(default_factory=a_draft)
    asked: list[tuple[TopicBrief, dict[str, bytes]]] = field(default_factory=list)

    def write(
        self,
        brief: TopicBrief,
        context: Mapping[str, bytes],
        *,
        meter: Meter,
        research: Research | None = None,
        notes: str = "",
    ) -> Draft:
        self.asked.append((brief, dict(context)))
        return self.draft


@dataclass
class FakeMeter:
    """Pays for anything, or for nothing, and remembers every call."""

    pays: bool = True
    calls: list[ModelCall] = field(default_factory=list)
    under_way: int = 0

    def allow(
        self, task: Task, model: Model, *, input_tokens: int, output_tokens: int
    ) -> Allowance:
        if not self.pays:
            raise BudgetSpent(f"There is no money for {task}.")
        self.under_way += 1
        return Allowance(output_tokens, 0)

    def free(self, allowance: Allowance) -> None:
        self.under_way -= 1

    def record(self, call: ModelCall) -> None:
        self.calls.append(call)


class EvenVoice:
    """Half a second a word."""

    def speak(self, narration: str, *, narrator: str | None = None) -> Speech:
        seconds = len(narration.split()) / 2
        return Speech(audio=b"audio", track=a_track(narration, seconds))
