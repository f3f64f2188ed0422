"""The fake vendor speaks the real one's language: its own SDK is who asks here."""

import json
from collections.abc import Iterator
from typing import Any

import anthropic
import httpx2
import pytest

from tests.fakes.anthropic import (
    BROKEN,
    BUSY,
    OVERLOADED,
    UNPAID,
    BreaksOff,
    CutShort,
    Declines,
    FakeAnthropic,
    HangsUp,
    Mishap,
    Pauses,
    Refused,
    Says,
    Scenario,
    Slow,
    a_fake_anthropic,
)
from tests.fakes.anthropic.questions import QUESTION, shaped

SCRIPT = shaped(title={"type": "string"}, segments={"type": "array", "items": {"type": "string"}})


@pytest.fixture(scope="module")
def server() -> Iterator[FakeAnthropic]:
    with a_fake_anthropic() as server:
        yield server


@pytest.fixture
def client(server: FakeAnthropic) -> Iterator[anthropic.Anthropic]:
    server.play(Scenario())
    with a_client(server) as client:
        yield client


def a_client(server: FakeAnthropic, key: str = FakeAnthropic.key) -> anthropic.Anthropic:
    return anthropic.Anthropic(api_key=key, base_url=server.url, max_retries=0, timeout=10)


def befalls(server: FakeAnthropic, fault: Any) -> None:
    server.play(Scenario(mishaps=[Mishap("other", fault)]))


def text_of(message: Any) -> str:
    return "".join(block.text for block in message.content if block.type == "text")


def test_an_answer_has_the_form_that_was_asked_for(server, client):
    message = client.messages.create(**QUESTION, output_config=SCRIPT)

    assert json.loads(text_of(message))["title"]
    assert (message.stop_reason, message.model) == ("end_turn", "claude-sonnet-5-5")
    assert server.tally() == {"script": 1}


def test_a_stream_adds_up_to_the_same_message(client):
    asked = QUESTION | {"thinking": {"type": "adaptive", "display": "summarized"}}
    whole = client.messages.create(**asked, output_config=SCRIPT)
    with client.messages.stream(**asked, output_config=SCRIPT) as stream:
        kinds = [event.type for event in stream]
        final = stream.get_final_message()

    assert text_of(final) == text_of(whole)
    assert [block.type for block in final.content] == ["thinking", "text"]
    assert final.content[0].thinking
    assert final.content[0].signature
    assert final.usage.output_tokens == whole.usage.output_tokens
    assert (kinds[0], kinds[-1]) == ("message_start", "message_stop")


def test_thoughts_are_hidden_and_paid_for(client):
    thinking = client.messages.create(**QUESTION | {"thinking": {"type": "adaptive"}})
    at_once = client.messages.create(**QUESTION)

    assert [block.type for block in thinking.content] == ["thinking", "text"]
    assert thinking.content[0].thinking == ""
    assert thinking.usage.output_tokens > at_once.usage.output_tokens
    assert at_once.usage.output_tokens_details.thinking_tokens == 0


@pytest.mark.parametrize("streams", [False, True])
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Refused(400, "no"), anthropic.BadRequestError),
        (UNPAID, anthropic.BadRequestError),
        (Refused(401), anthropic.AuthenticationError),
        (Refused(403), anthropic.PermissionDeniedError),
        (Refused(404), anthropic.NotFoundError),
        (Refused(413), anthropic.ContentTooLargeError),
        (BUSY, anthropic.RateLimitError),
        (BROKEN, anthropic.InternalServerError),
        (OVERLOADED, anthropic.OverloadedError),
        (HangsUp(), anthropic.APIConnectionError),
    ],
)
def test_the_sdk_knows_every_error(server, client, streams, fault, error):
    befalls(server, fault)

    with pytest.raises(error) as raised:
        ask(client, streams)
    if isinstance(fault, Refused):
        assert raised.value.request_id.startswith("req_")
        assert raised.value.body["error"]["type"] == raised.value.type
    assert text_of(client.messages.create(**QUESTION)) == "Hello.", "it befalls one call only"


def ask(client: anthropic.Anthropic, streams: bool) -> Any:
    if not streams:
        return client.messages.create(**QUESTION)
    with client.messages.stream(**QUESTION) as stream:
        return stream.get_final_message()


def test_whoever_is_too_fast_is_told_when_to_come_back(server, client):
    befalls(server, BUSY)
    with pytest.raises(anthropic.RateLimitError) as raised:
        client.messages.create(**QUESTION)

    assert raised.value.response.headers["retry-after"] == "1"


def test_a_wrong_key_is_refused(server):
    with a_client(server, "sk-ant-other") as client, pytest.raises(anthropic.AuthenticationError):
        client.messages.create(**QUESTION)


def test_the_sdk_tries_again(server):
    befalls(server, OVERLOADED)
    with a_client(server) as client:
        message = client.with_options(max_retries=1).messages.create(**QUESTION)

    assert text_of(message) == "Hello."
    assert server.tally() == {"other": 2}


@pytest.mark.parametrize("streams", [False, True])
def test_a_model_may_decline(server, client, streams):
    befalls(server, Declines())
    message = ask(client, streams)

    assert (message.stop_reason, message.stop_details.type) == ("refusal", "refusal")
    assert message.content == []


@pytest.mark.parametrize("fault", [CutShort(20), None])
def test_an_answer_that_is_too_long_is_cut(server, client, fault):
    if fault:
        server.play(Scenario(mishaps=[Mishap("script", fault)]))
    room = 2000 if fault else 20
    message = client.messages.create(**QUESTION | {"max_tokens": room}, output_config=SCRIPT)

    assert (message.stop_reason, message.usage.output_tokens) == ("max_tokens", 20)
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        json.loads(text_of(message))


def test_what_is_said_can_be_no_json_at_all(server, client):
    befalls(server, Says("Sure! Here it is:"))

    assert text_of(client.messages.create(**QUESTION)) == "Sure! Here it is:"


def test_a_stream_may_break(server, client):
    befalls(server, BreaksOff())
    with pytest.raises(anthropic.APIStatusError) as raised:
        ask(client, streams=True)
    assert raised.value.type == "overloaded_error"

    befalls(server, HangsUp(events=4))
    with pytest.raises(
        (anthropic.APIConnectionError, httpx2.HTTPError), match=r"peer|incomplete|closed"
    ):
        ask(client, streams=True)


def test_a_slow_answer_is_an_answer(server, client):
    befalls(server, Slow(before=0.2, between=0.01))
    assert text_of(ask(client, streams=True)) == "Hello."

    befalls(server, Slow(before=2))
    with pytest.raises(anthropic.APITimeoutError):
        client.with_options(timeout=0.2).messages.create(**QUESTION)


def test_a_model_that_searches_shows_what_it_found(client):
    search = {"type": "web_search_20250305", "name": "web_search", "max_uses": 3}
    asked = QUESTION | {"tools": [search]}
    with client.messages.stream(**asked) as stream:
        message = stream.get_final_message()
    used, found, text = message.content

    assert (used.type, used.input) == ("server_tool_use", {"query": "halving"})
    assert (found.tool_use_id, found.content[0].type) == (used.id, "web_search_result")
    assert text.citations[0].url == found.content[0].url
    assert message.usage.server_tool_use.web_search_requests == 1


def test_a_long_search_pauses_and_goes_on(server, client):
    befalls(server, Pauses())
    asked = QUESTION | {"tools": [{"type": "web_search_20250305", "name": "web_search"}]}
    paused = client.messages.create(**asked)
    turns = [*QUESTION["messages"], {"role": "assistant", "content": paused.content}]

    assert paused.stop_reason == "pause_turn"
    assert text_of(client.messages.create(**asked | {"messages": turns})) == "Hello."
