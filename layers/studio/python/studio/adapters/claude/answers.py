"""What Claude is asked to answer with, one shape for each task."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("it is empty")
    return text.strip()


Said = Annotated[str, AfterValidator(_said)]


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ResearchAnswer(_Answer):
    summary: str = Field(description="2 to 5 short facts, each with [n] for its source; or empty")
    sources: list[str] = Field(description="the URL of source n, in order; at most 5")
    warning: str | None = Field(
        description="null, or one sentence: results off topic, against the premise, or nearly none"
    )


class Segment(_Answer):
    title: Said = Field(description="2 to 6 words, shown above the picture")
    narration: Said = Field(description="what is said, with marks")
    picture: Said = Field(description="what the viewer sees, and what each mark brings")


class ScriptAnswer(_Answer):
    title: Said = Field(description="4 to 8 words in Title Case, no full stop")
    segments: list[Segment] = Field(min_length=1)


class FactAnswer(_Answer):
    approved: bool
    notes: str = Field(description="empty if approved; else what is wrong, and what is right")


class SceneAnswer(_Answer):
    code: Said = Field(description="the whole Python module")


class SeenIssue(_Answer):
    severity: Literal["warning", "error"]
    scene: int = Field(description="the number given with the picture")
    description: Said = Field(description="what is wrong where, so that it can be repaired")


class ReviewAnswer(_Answer):
    issues: list[SeenIssue]


class AskedQuestion(_Answer):
    question: Said
    options: list[Said] = Field(
        min_length=4, max_length=4, description="exactly four, starting A) B) C) D)"
    )
    answer: Literal["A", "B", "C", "D"]
    explanation: Said = Field(description="one sentence")


class QuizAnswer(_Answer):
    questions: list[AskedQuestion] = Field(min_length=4, max_length=6)
