"""What the fake vendor counts, and what it remembers of prompts."""

from collections.abc import Iterator
from typing import Any

import anthropic
import pytest

from tests.fakes.anthropic import FakeAnthropic, a_fake_anthropic
from tests.fakes.anthropic.questions import QUESTION, a_picture
from tests.fakes.anthropic.tokens import PromptCache

LONG = "Scenes are written in the house's own vocabulary. " * 60


@pytest.fixture
def client() -> Iterator[anthropic.Anthropic]:
    with (
        a_fake_anthropic() as server,
        anthropic.Anthropic(
            api_key=FakeAnthropic.key, base_url=server.url, max_retries=0
        ) as client,
    ):
        yield client


def cached(**changes: Any) -> dict[str, Any]:
    system = [{"type": "text", "text": LONG, "cache_control": {"type": "ephemeral"}}]
    return QUESTION | {"system": system} | changes


def counters(message: Any) -> tuple[int, int, int]:
    usage = message.usage
    return (
        usage.input_tokens,
        usage.cache_creation_input_tokens,
        usage.cache_read_input_tokens,
    )


def test_a_prefix_is_written_once_and_read_by_whoever_shares_it(client):
    tokens = -(-len(LONG) * 10 // 35)
    first = client.messages.create(**cached())
    other = client.messages.create(**cached(messages=[{"role": "user", "content": "And now?"}]))
    elsewhere = client.messages.create(
        **cached(model="claude-opus-5-5", thinking={"type": "adaptive"})
    )

    assert counters(first) == (1, tokens, 0)
    assert counters(other) == (2, 0, tokens)
    assert counters(elsewhere) == (1, tokens, 0), "every model has a cache of its own"
    assert first.usage.cache_creation.ephemeral_5m_input_tokens == tokens


def test_what_is_too_short_is_not_kept(client):
    brief = [{"type": "text", "text": LONG[:1000], "cache_control": {"type": "ephemeral"}}]
    first, again = (client.messages.create(**cached(system=brief)) for _ in range(2))

    assert counters(first) == counters(again) == (288, 0, 0)


def test_a_prefix_can_be_read_once_an_answer_to_it_has_begun_and_for_five_minutes():
    now = [0.0]
    cache = PromptCache(clock=lambda: now[0])
    first = cache.weigh(cached())
    assert cache.weigh(cached()).read == 0, "nobody has begun to answer"
    first.begun()
    assert cache.weigh(cached()).read == first.written
    now[0] = 301
    assert cache.weigh(cached()).read == 0


def test_tokens_are_counted_and_pictures_by_their_size(client):
    words = client.messages.count_tokens(model="claude-haiku-5-5", messages=QUESTION["messages"])
    both = [{"type": "text", "text": "Hello?"}, a_picture()]
    seen = client.messages.count_tokens(
        model="claude-haiku-5-5", messages=[{"role": "user", "content": both}]
    )

    assert words.input_tokens == 2
    assert seen.input_tokens == 2 + -(-320 * 180 // 750)
