"""Claude at Anthropic, or at Amazon Bedrock."""

from collections.abc import Mapping
from typing import Final

from anthropic import Anthropic, AnthropicBedrock

from studio.adapters.claude.conversation import RETRIES, Claude
from studio.domain.models import Model

BEDROCK_NAMES: Final[Mapping[Model, str]] = {
    "claude-opus-5-5": "global.anthropic.claude-opus-5-5",
    "claude-sonnet-5-5": "global.anthropic.claude-sonnet-5-5",
    "claude-haiku-5-5": "global.anthropic.claude-haiku-5-5",
    "claude-sonnet-4-6": "global.anthropic.claude-sonnet-4-6",
}
"""Inference profiles that every commercial region offers, at the price of the list."""


def at_anthropic(*, api_key: str, url: str) -> Claude:
    return Claude(Anthropic(api_key=api_key, base_url=url, max_retries=RETRIES))


def at_bedrock() -> Claude:
    """In the region and by the role that this process has.

    Not every model enforces schemas there, so that answers are asked for in words.
    """
    client = AnthropicBedrock(max_retries=RETRIES)
    return Claude(client, names=BEDROCK_NAMES, in_words=True)
