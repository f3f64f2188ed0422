"""Narrators as Chalkboard v1 tells of them. Pure."""

from studio.dialects.chalkboard_v1.voices.schemas import VoiceResponse
from studio.domain.narrators import DEFAULT_NARRATOR, Narrator


def to_voice(narrator: Narrator, provider: str) -> VoiceResponse:
    return VoiceResponse(
        id=narrator.id,
        label=narrator.label,
        tagline=narrator.tagline,
        premium=narrator.premium,
        backend=provider,
        available=True,
        sample_url=f"/api/v1/voices/{narrator.id}/sample",
        default=narrator == DEFAULT_NARRATOR,
    )
