"""What a brief asks for, in words of ours."""

from collections.abc import Mapping
from typing import Final

from studio.domain.brief import Audience, Effort, Pace, Tone, TopicBrief

_AUDIENCES: Final[Mapping[Audience, str]] = {
    "beginner": "Beginners: no jargon that is not explained, from first principles.",
    "intermediate": "People who know the basics of the field.",
    "expert": "Experts: precise, deep, without the basics.",
}
_TONES: Final[Mapping[Tone, str]] = {
    "casual": "Casual, like a friend at a whiteboard.",
    "formal": "Formal, like a good lecture.",
    "socratic": "Socratic: ask the question first, let the answer follow.",
}
_PACES: Final[Mapping[Pace, str]] = {
    "relaxed": "Relaxed: short sentences with room to look.",
    "normal": "Even.",
    "brisk": "Brisk: dense, no repetition.",
}
_LENGTHS: Final[Mapping[Effort, str]] = {
    "low": "3 or 4 segments, 60 to 120 words in all. Be brief: one idea a segment.",
    "medium": "4 to 6 segments, 130 to 250 words in all.",
    "high": "6 to 8 segments, 250 to 450 words in all; show the why and an edge case.",
}


def wishes(brief: TopicBrief) -> str:
    lines = (
        f"Audience: {_AUDIENCES[brief.audience]}",
        f"Tone: {_TONES[brief.tone]}",
        f"Pace: {_PACES[brief.pace]}",
        f"Length: {_LENGTHS[brief.effort]}",
    )
    return "\n".join(lines)
