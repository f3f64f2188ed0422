"""What voices say on the wire."""

from pydantic import BaseModel, Field

from studio.domain.narrators import NarratorId


class VoiceResponse(BaseModel):
    """A narrator; `id` is what an order names as its `narrator`."""

    id: NarratorId
    label: str
    tagline: str
    premium: bool = Field(description="costs more for each minute")
    backend: str = Field(description="whose voice it is, on this server", examples=["polly"])
    available: bool
    sample_url: str | None = Field(
        description="path of a short recording, on this host",
        examples=["/api/v1/voices/alloy/sample"],
    )
    default: bool = Field(description="reads where an order names nobody")


class VoicesResponse(BaseModel):
    voices: list[VoiceResponse]
