"""A spoken narration and the time of each of its words."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

MediaType = Literal["audio/wav", "audio/mpeg"]


class Word(BaseModel):
    """Seconds from the start of the audio, at natural speed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    start: float = Field(ge=0)
    end: float = Field(ge=0)

    def later(self, seconds: float) -> "Word":
        return Word(text=self.text, start=self.start + seconds, end=self.end + seconds)


class VoiceTrack(BaseModel):
    """Timings of one scene's narration: one word per `narration.split()`, in order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    voice: str
    media_type: MediaType
    seconds: float = Field(gt=0)
    words: tuple[Word, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _words_follow_each_other(self) -> Self:
        clock = 0.0
        for word in self.words:
            if not clock <= word.start <= word.end <= self.seconds + 1e-6:
                raise ValueError(f"{word.text!r} is spoken out of turn")
            clock = word.start
        return self


class Speech(BaseModel):
    """What a voice answers: the audio, mono, and its timings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    audio: bytes
    track: VoiceTrack
