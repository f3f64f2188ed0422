"""Questions on what a video taught."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class Question(BaseModel):
    """As in quiz.json (chalkboard-v1.md A.10): options read `A) …`, the answer is a letter."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str = Field(min_length=1)
    options: tuple[str, str, str, str]
    answer: Literal["A", "B", "C", "D"]
    explanation: str = Field(min_length=1)


Quiz = Annotated[tuple[Question, ...], Field(min_length=4, max_length=6)]
QUIZ: TypeAdapter[Quiz] = TypeAdapter(Quiz)
