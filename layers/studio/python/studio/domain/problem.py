"""What is wrong with a scene, said so that whoever repairs it knows what to change."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

ProblemKind = Literal[
    "not_python",
    "forbidden",
    "crash",
    "timeout",
    "empty",
    "off_frame",
    "text_overlap",
    "label_on_curve",
    "low_contrast",
    "too_small",
    "unused_cue",
    "outlasts",
    "looks_wrong",
]
"""`outlasts`: it moves on after its narration; `looks_wrong`: so says who looked at the video."""


_IN_SHORT: Final = 300


class Problem(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ProblemKind
    message: str = Field(max_length=4000)
    line: int | None = Field(default=None, ge=1, description="of the scene's own module")
    hint: str = Field(default="", max_length=1000)
    at: float | None = Field(default=None, ge=0, description="seconds from the scene's start")

    @property
    def in_short(self) -> str:
        """For timelines, which keep many of them: a scene may say anything of itself."""
        return str(self)[:_IN_SHORT]

    def __str__(self) -> str:
        where = f" (line {self.line})" if self.line else ""
        return f"{self.message}{where}"
