"""A writer and a voice whose work is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.domain.brief import TopicBrief
from studio.domain.script import Draft
from studio.domain.voice import Speech
from tests.builders import a_draft, a_track


@dataclass
class CannedWriter:
    draft: Draft = field(default_factory=a_draft)
    asked: list[tuple[TopicBrief, dict[str, bytes]]] = field(default_factory=list)

    def write(self, brief: TopicBrief, context: Mapping[str, bytes]) -> Draft:
        self.asked.append((brief, dict(context)))
        return self.draft


class EvenVoice:
    """Half a second a word."""

    def speak(self, narration: str, *, narrator: str | None = None) -> Speech:
        seconds = len(narration.split()) / 2
        return Speech(audio=b"audio", track=a_track(narration, seconds))
