"""A message as the vendor makes it: thoughts, searches, words, and what all of it came to."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from tests.fakes.anthropic.models import OFFERS
from tests.fakes.anthropic.tokens import Input, tokens_of

_THOUGHTS: Final = {"low": 60, "medium": 200, "high": 500, "xhigh": 900, "max": 1500}
"""Tokens that a model thinks before it answers."""
_THOUGHT: Final = "The task is clear, and so is its answer. "
_CHARS_A_TOKEN: Final = 3.5
_FOUND: Final = ("https://example.com/halving", "Halving, explained")


@dataclass(frozen=True)
class Answer:
    """`stop` is why it ended; `thoughts` are tokens that nobody may see."""

    blocks: tuple[dict[str, Any], ...]
    stop: str
    thoughts: int = 0
    searches: int = 0
    details: dict[str, Any] | None = None

    @property
    def tokens(self) -> int:
        return max(1, self.thoughts + sum(_weight(block) for block in self.blocks))

    def usage(self, weighed: Input) -> dict[str, Any]:
        searched = {"web_search_requests": self.searches, "web_fetch_requests": 0}
        return {
            **weighed.usage(),
            "output_tokens": self.tokens,
            "output_tokens_details": {"thinking_tokens": self.thoughts},
            "server_tool_use": searched if self.searches else None,
            "service_tier": "standard",
        }

    def message(self, model: str, usage: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": f"msg_{secrets.token_hex(12)}",
            "type": "message",
            "role": "assistant",
            "model": model,
            "content": list(self.blocks),
            "stop_reason": self.stop,
            "stop_sequence": None,
            "stop_details": self.details,
            "usage": usage,
        }


def answered(body: dict[str, Any], text: str, *, cut: int | None = None) -> Answer:
    """The model's whole turn, held to the tokens that it may use."""
    thoughts = _thinks(body)
    room = min(body["max_tokens"], cut or body["max_tokens"])
    if thoughts >= room:
        return Answer(tuple(_thinking(body, room)), "max_tokens", thoughts=room)
    before = [*_thinking(body, thoughts), *_searching(body)]
    chars = int((room - thoughts) * _CHARS_A_TOKEN)
    words = _words(body, text[:chars])
    stop = "end_turn" if len(text) <= chars else "max_tokens"
    return Answer((*before, words), stop, thoughts, searches=_searches(body))


def declined(said: str) -> Answer:
    blocks = ({"type": "text", "text": said, "citations": None},) if said else ()
    details = {"type": "refusal", "category": "cyber", "explanation": "This may be harmful."}
    return Answer(blocks, "refusal", details=details)


def paused(body: dict[str, Any]) -> Answer:
    return Answer(tuple(_searching(body)), "pause_turn", searches=_searches(body))


def _thinks(body: dict[str, Any]) -> int:
    told = (body.get("thinking") or {}).get("type")
    thinks = told in {"adaptive", "enabled"} or (told is None and OFFERS[body["model"]].thinks)
    effort = (body.get("output_config") or {}).get("effort", "high")
    return _THOUGHTS[effort] if thinks else 0


def _thinking(body: dict[str, Any], tokens: int) -> Iterator[dict[str, Any]]:
    if tokens:
        modern = OFFERS[body["model"]].modern
        display = (body.get("thinking") or {}).get("display", "omitted" if modern else "summarized")
        shown = _THOUGHT if display == "summarized" else ""
        yield {"type": "thinking", "thinking": shown, "signature": secrets.token_urlsafe(24)}


def _searches(body: dict[str, Any]) -> int:
    return sum(tool.get("name") == "web_search" for tool in body.get("tools", []))


def _searching(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One search, where there is a tool for it."""
    if not _searches(body):
        return
    id_, (url, title) = f"srvtoolu_{secrets.token_hex(8)}", _FOUND
    yield {
        "type": "server_tool_use",
        "id": id_,
        "name": "web_search",
        "input": {"query": "halving"},
        "caller": {"type": "direct"},
    }
    result = {"type": "web_search_result", "url": url, "title": title, "page_age": None}
    yield {
        "type": "web_search_tool_result",
        "tool_use_id": id_,
        "content": [{**result, "encrypted_content": secrets.token_urlsafe(16)}],
        "caller": {"type": "direct"},
    }


def _words(body: dict[str, Any], text: str) -> dict[str, Any]:
    """What was found is cited, except in an answer that owes a shape."""
    cites = _searches(body) and "format" not in (body.get("output_config") or {})
    url, title = _FOUND
    citation = {
        "type": "web_search_result_location",
        "url": url,
        "title": title,
        "cited_text": "Halving is fast.",
        "encrypted_index": secrets.token_urlsafe(8),
    }
    return {"type": "text", "text": text, "citations": [citation] if cites else None}


def _weight(block: dict[str, Any]) -> int:
    return tokens_of(block["text"]) if block["type"] == "text" else 0
