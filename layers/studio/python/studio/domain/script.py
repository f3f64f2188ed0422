"""A script: what is said, in scenes, and what each scene shows."""

from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.visual import Visual

MAX_SOURCE_BYTES: Final = 200_000
"""Of a scene's code that anybody looks into."""


class DraftScene(BaseModel):
    """One scene as a writer hands it in; its narration still carries cue marks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    narration: str
    visual: Visual


class Draft(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    scenes: tuple[DraftScene, ...]
    writer: str = Field(description="who wrote it, as the viewer may be told")
    warnings: tuple[str, ...] = ()


class ChapterMark(BaseModel):
    """A chapter that begins with a word of a scene."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    word: int = Field(ge=0, description="index of the word, 0-based")
    title: str = Field(min_length=1)


class Scene(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(ge=1)
    title: str
    narration: str = Field(min_length=1)
    cues: tuple[int, ...] = Field(default=(), description="word indices, 0-based, not decreasing")
    beats: tuple[int, ...] = Field(default=(), description="words with a pause before them")
    chapters: tuple[ChapterMark, ...] = ()
    visual: Visual
    expected_seconds: float = Field(gt=0)

    @property
    def class_name(self) -> str:
        return f"Segment{self.number:02d}"


class Script(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    scenes: tuple[Scene, ...] = Field(min_length=1)
    writer: str
    warnings: tuple[str, ...] = ()

    def scene(self, number: int) -> Scene:
        return next(scene for scene in self.scenes if scene.number == number)

    @property
    def expected_seconds(self) -> float:
        return sum(scene.expected_seconds for scene in self.scenes)


class SceneCode(BaseModel):
    """One scene as Manim source: a whole module that renders alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(ge=1)
    class_name: str = Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")
    source: str
