"""The fake vendor refuses whatever the real one refuses, and in its words."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.fakes.anthropic import FakeAnthropic, Scenario, a_fake_anthropic
from tests.fakes.anthropic.questions import QUESTION, a_picture, an_object, shaped


@pytest.fixture(scope="module")
def started() -> Iterator[FakeAnthropic]:
    with a_fake_anthropic() as server:
        yield server


@pytest.fixture
def server(started: FakeAnthropic) -> FakeAnthropic:
    started.play(Scenario())
    return started


def user(*blocks: Any) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": list(blocks)}]}


def marks(count: int) -> dict[str, Any]:
    mark = {"type": "text", "text": "x", "cache_control": {"type": "ephemeral"}}
    return {"system": [mark] * count}


def tree() -> dict[str, Any]:
    node = an_object(child={"$ref": "#/$defs/node"})
    return {
        "format": {
            "type": "json_schema",
            "schema": an_object(root={"$ref": "#/$defs/node"}) | {"$defs": {"node": node}},
        }
    }


OPEN = {"format": {"type": "json_schema", "schema": {"type": "object", "properties": {}}}}
SEARCH = {"type": "web_search_20250305", "name": "web_search"}
MALFORMED: dict[str, dict[str, Any]] = {
    "no max_tokens": {"max_tokens": None},
    "no tokens at all": {"max_tokens": 0},
    "more tokens than there are": {"max_tokens": 128_001},
    "an unknown field": {"prompt": "x"},
    "no message": {"messages": []},
    "an assistant who begins": {"messages": [{"role": "assistant", "content": "x"}, *QUESTION["messages"]]},
    "words put into a mouth": {"messages": [*QUESTION["messages"], {"role": "assistant", "content": "{"}]},
    "a system message among the others": {"messages": [{"role": "system", "content": "x"}]},
    "an empty text": user({"type": "text", "text": " "}),
    "a block of no known kind": user({"type": "video", "text": "x"}),
    "a picture that is none": user({"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AAAA"}}),
    "a picture that is no base64": user({"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "ä"}}),
    "a picture of another kind": user(a_picture("PNG", "image/jpeg")),
    "a temperature": {"temperature": 0.5},
    "a top_p": {"top_p": 0.5},
    "a top_k": {"top_k": 5},
    "thinking that cannot be off": {"thinking": {"type": "disabled"}},
    "a budget for thoughts": {"thinking": {"type": "enabled", "budget_tokens": 1024}},
    "little thinking at great effort": {"output_config": {"effort": "max"}},
    "an unknown effort": {"output_config": {"effort": "heroic"}},
    "an unknown wish": {"output_config": {"style": "x"}},
    "a forced tool": {"tools": [SEARCH], "tool_choice": {"type": "tool", "name": "web_search"}},
    "any tool": {"tools": [SEARCH], "tool_choice": {"type": "any"}},
    "a tool that nobody knows": {"tools": [{"type": "web_search_1999", "name": "web_search"}]},
    "no search at all": {"tools": [SEARCH | {"max_uses": 0}]},
    "an open object": {"output_config": OPEN},
    "a shortest length": {"output_config": shaped(a={"type": "string", "minLength": 1})},
    "a least number": {"output_config": shaped(a={"type": "integer", "minimum": 1})},
    "a longest list": {"output_config": shaped(a={"type": "array", "items": {"type": "string"}, "maxItems": 4})},
    "a list of four": {"output_config": shaped(a={"type": "array", "items": {"type": "string"}, "minItems": 4})},
    "a tuple": {"output_config": shaped(a={"type": "array", "prefixItems": [{"type": "string"}]})},
    "one of": {"output_config": shaped(a={"oneOf": [{"type": "string"}]})},
    "a schema within itself": {"output_config": tree()},
    "a schema elsewhere": {"output_config": shaped(a={"$ref": "https://example.com/a.json"})},
    "five breakpoints": marks(5),
    "a cache for ever": {"system": [{"type": "text", "text": "x", "cache_control": {"type": "ephemeral", "ttl": "1d"}}]},
}  # fmt: skip


@pytest.mark.parametrize("flaw", MALFORMED)
def test_what_is_malformed_is_refused(server, flaw):
    body = {
        name: value for name, value in (QUESTION | MALFORMED[flaw]).items() if value is not None
    }
    answer = post(server, body)

    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_request_error")
    assert answer.json()["request_id"] == answer.headers["request-id"]
    assert (len(server.refused), server.requests) == (1, [])


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"x-api-key": "other"}, 401),
        ({"x-api-key": ""}, 401),
        ({"anthropic-version": ""}, 400),
        ({"anthropic-version": "2031-01-01"}, 400),
        ({"content-type": "text/plain"}, 400),
    ],
)
def test_headers_are_looked_at(server, changes, status):
    assert post(server, QUESTION, **changes).status_code == status


def test_a_model_that_is_not_offered_is_not_found(server):
    answer = post(server, QUESTION | {"model": "claude-2"})

    assert (answer.status_code, answer.json()["error"]["type"]) == (404, "not_found_error")


def test_what_is_well_formed_is_taken(server):
    legacy = {"model": "claude-sonnet-4-6", "temperature": 0.5, "thinking": {"type": "disabled"}}
    optional = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}
    for changes in (legacy, marks(4), {"output_config": shaped(a=optional) | {"effort": "low"}}):
        assert post(server, QUESTION | changes).status_code == 200
    assert post(server, QUESTION | legacy, **{"anthropic-version": "2026-10-21"}).status_code == 400


def post(server: FakeAnthropic, body: Any, **changes: str) -> httpx.Response:
    headers = {
        "x-api-key": server.key,
        "anthropic-version": "2023-06-01",
        "content-type": "application/json",
    }
    url = f"{server.url}/v1/messages"
    return httpx.post(url, json=body, headers=headers | changes, trust_env=False)
