"""One question to Claude: what a task needs, and the request that asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel

from studio.adapters.claude.material import Block, said, tokens_in, tokens_of
from studio.adapters.claude.schema import schema_of
from studio.domain.brief import Effort
from studio.domain.models import Model, Task

Answer = TypeVar("Answer", bound=BaseModel)

_SEARCHED: Final = 8_000
"""Tokens that a search brings into the conversation."""

_AT_ONCE: Final[dict[Model, dict[str, str] | None]] = {
    "claude-opus-5-5": None,
    "claude-sonnet-5-5": {"type": "between_tools"},
    "claude-haiku-5-5": {"type": "disabled"},
    "claude-sonnet-4-6": {"type": "disabled"},
}
"""How each model is told to answer without thinking; the largest always thinks."""


@dataclass(frozen=True, kw_only=True)
class Question(Generic[Answer]):
    """`system` is the same for everybody, and the vendor may cache it; `content` is not."""

    task: Task
    model: Model
    system: str
    content: Sequence[Block]
    answer: type[Answer]
    max_tokens: int
    effort: Effort = "medium"
    thinks: bool = False
    searches: int = 0
    scene: int | None = None

    def again(self, trouble: str) -> Sequence[Block]:
        """The content, with what was wrong with the answer before."""
        return [*self.content, said(f"An earlier answer could not be used: {trouble}")]

    def input_tokens(self) -> int:
        schema = tokens_of(str(schema_of(self.answer)))
        known = tokens_of(self.system) + tokens_in(self.content) + schema
        return known + self.searches * _SEARCHED

    def request(self, *, max_tokens: int, name: str, in_words: bool) -> dict[str, Any]:
        """All but the messages. `name` is what the model is called where it is asked."""
        config: dict[str, Any] = {"effort": self.effort}
        if not in_words:
            schema = schema_of(self.answer)
            config["format"] = {"type": "json_schema", "schema": schema}
        request: dict[str, Any] = {
            "model": name,
            "max_tokens": max_tokens,
            "system": [said(self.system) | {"cache_control": {"type": "ephemeral"}}],
            "output_config": config,
        }
        thinking = {"type": "adaptive"} if self.thinks else _AT_ONCE[self.model]
        if thinking is not None:
            request["thinking"] = thinking
        if self.searches:
            search = {"type": "web_search_20250305", "name": "web_search"}
            request["tools"] = [search | {"max_uses": self.searches}]
        return request
