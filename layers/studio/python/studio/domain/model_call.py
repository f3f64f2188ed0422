"""One call of a language model: what went in, what came out, what it cost."""

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.models import WEB_SEARCH, Model, Task, price_of

_AGENT: Final[Mapping[str, str]] = {
    "research": "research_agent",
    "script": "script_agent",
    "fact_check": "fact_validator",
    "scene": "manim_agent",
    "repair": "code_validator",
    "visual_qa": "visual_qa",
    "quiz": "quiz",
}


def agent_of(task: str) -> str:
    """Who asks for it, by the names that callers know (chalkboard-v1.md A.7)."""
    return _AGENT.get(task, task)


class ModelCall(BaseModel):
    """As the vendor counted it. `input_tokens` are those that no cache held."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    task: Task
    model: Model
    input_tokens: int = Field(ge=0)
    output_tokens: int = Field(ge=0)
    cache_read_tokens: int = Field(default=0, ge=0)
    cache_write_tokens: int = Field(default=0, ge=0)
    web_searches: int = Field(default=0, ge=0)
    max_tokens: int = Field(ge=1, description="output it was allowed")
    stop_reason: str
    seconds: float = Field(ge=0)
    scene: int | None = Field(default=None, ge=1, description="number of the scene it was about")

    @property
    def cost(self) -> int:
        """Nanodollars, by the list."""
        prompt = self.input_tokens + self.cache_read_tokens + self.cache_write_tokens
        price = price_of(self.model, prompt)
        return (
            self.input_tokens * price.input
            + self.output_tokens * price.output
            + self.cache_read_tokens * price.cache_read
            + self.cache_write_tokens * price.cache_write
            + self.web_searches * WEB_SEARCH
        )


class BookedCall(BaseModel):
    """A call as a timeline keeps it, at the price of its day; its model may be gone by now."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    task: str
    model: str
    input_tokens: int
    output_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int
    web_searches: int
    max_tokens: int
    stop_reason: str
    seconds: float
    scene: int | None
    cost_nanodollars: int = Field(ge=0)
