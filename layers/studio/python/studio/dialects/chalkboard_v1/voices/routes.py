"""Voices, for anybody who asks: choosing one comes before an account."""

from typing import Any, Final

from fastapi import APIRouter, Response

from studio.dialects.chalkboard_v1.asking import TheEngine
from studio.dialects.chalkboard_v1.voices.schemas import VoicesResponse
from studio.dialects.chalkboard_v1.voices.translate import to_voice

_WAV: Final = "audio/wav"
_SAMPLE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "Five to ten seconds of speech.",
        "content": {_WAV: {"schema": {"type": "string", "format": "binary"}}},
    }
}
_KEPT: Final = "public, max-age=86400"

router = APIRouter()


@router.get("/voices")
def list_voices(engine: TheEngine) -> VoicesResponse:
    """The narrators: a default, and premium ones. Needs no key."""
    offered = engine.voices
    return VoicesResponse(voices=[to_voice(each, offered.provider) for each in offered.every()])


@router.get("/voices/{voice_id}/sample", response_class=Response, responses=_SAMPLE)
def get_sample(voice_id: str, engine: TheEngine) -> Response:
    """How a narrator sounds: a sentence, as WAV. Needs no key.

    The first to ask for one gets a 503, and the sample some seconds later.
    """
    sample = engine.voices.sample(voice_id)
    return Response(sample, media_type=_WAV, headers={"Cache-Control": _KEPT})
