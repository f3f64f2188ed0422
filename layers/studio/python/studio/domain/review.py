"""What was seen by looking at a finished video."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

MOST_REVIEW_REPAIRS: Final = 2
"""Rounds of repairs that reviews may ask for; the last review only reports (pipeline.md B.12)."""


class FrameSpot(BaseModel):
    """One picture to look at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seconds: float = Field(ge=0, description="from the start of the video")
    scene: int = Field(ge=1)


SPOTS: TypeAdapter[tuple[FrameSpot, ...]] = TypeAdapter(tuple[FrameSpot, ...])
"""As whoever plans the pictures stores them, for whoever looks."""


def frame_name(place: int) -> str:
    """File name of the picture of a spot, counted from 1."""
    return f"frame-{place:03d}.jpg"


class Issue(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    severity: Literal["warning", "error"]
    scene: int = Field(ge=1)
    description: str = Field(min_length=1)


class Review(BaseModel):
    """One look at a video. Only errors are worth a repair."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    round: int = Field(ge=1)
    scenes: tuple[int, ...] = Field(description="numbers of the scenes that were looked at")
    frames: int = Field(ge=0)
    issues: tuple[Issue, ...] = ()

    @property
    def faulty(self) -> tuple[int, ...]:
        """Numbers of the scenes to be repaired, in order."""
        return tuple(sorted({i.scene for i in self.issues if i.severity == "error"}))
