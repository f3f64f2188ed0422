"""Messages and the blocks in them, looked at as strictly as the vendor does."""

import base64
import binascii
import io
from collections.abc import Iterator
from typing import Any, Final

from PIL import Image, UnidentifiedImageError

from tests.fakes.anthropic.wrong import Wrong, need

_PICTURES: Final = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
}
_MOST_PICTURES: Final = 100
_LARGEST_PICTURE: Final = 5 << 20
_LONGEST_SIDE: Final = 8000
_MOST_BREAKPOINTS: Final = 4
_USERS: Final = frozenset({"text", "image", "tool_result"})
_ASSISTANTS: Final = frozenset(
    {
        "text",
        "thinking",
        "redacted_thinking",
        "tool_use",
        "server_tool_use",
        "web_search_tool_result",
    }
)


def check_messages(messages: Any) -> None:
    need(isinstance(messages, list), "messages: Input should be a valid array")
    need(messages, "messages: at least one message is required")
    for at, message in enumerate(messages):
        need(isinstance(message, dict), f"messages.{at}: Input should be an object")
        _check_message(at, message)
    need(messages[0]["role"] == "user", 'messages: first message must use the "user" role')
    _check_end(messages[-1])
    pictures = [b for m in messages for b in blocks_of(m["content"]) if b["type"] == "image"]
    need(len(pictures) <= _MOST_PICTURES, f"messages: at most {_MOST_PICTURES} images")


def _check_message(at: int, message: dict[str, Any]) -> None:
    extra = message.keys() - {"role", "content"}
    need(not extra, f"messages.{at}.{', '.join(extra)}: Extra inputs are not permitted")
    role = message.get("role")
    need(
        role in {"user", "assistant"}, f"messages.{at}.role: Input should be 'user' or 'assistant'"
    )
    content = message.get("content")
    need(isinstance(content, str | list), f"messages.{at}.content: Field required")
    need(content, f"messages.{at}: all messages must have non-empty content")
    for place, block in enumerate(blocks_of(content)):
        check_block(
            f"messages.{at}.content.{place}", block, _USERS if role == "user" else _ASSISTANTS
        )


def _check_end(last: dict[str, Any]) -> None:
    """An assistant's last turn may be continued only where a server tool has paused it."""
    if last["role"] == "assistant":
        paused = blocks_of(last["content"])[-1]["type"] in {
            "server_tool_use",
            "web_search_tool_result",
        }
        need(
            paused,
            "This model does not support assistant message prefill. "
            "The conversation must end with a user message.",
        )


def blocks_of(content: Any) -> list[dict[str, Any]]:
    """A string is one block of text."""
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


def check_block(where: str, block: Any, kinds: frozenset[str] = frozenset({"text"})) -> None:
    need(
        isinstance(block, dict) and block.get("type") in kinds,
        f"{where}.type: Input should be one of {sorted(kinds)}",
    )
    if block["type"] == "text":
        need(isinstance(block.get("text"), str), f"{where}.text: Field required")
        need(block["text"].strip(), f"{where}: text content blocks must be non-empty")
        extra = block.keys() - {"type", "text", "cache_control", "citations"}
        need(not extra, f"{where}.{', '.join(extra)}: Extra inputs are not permitted")
    if block["type"] == "image":
        picture_size(where, block)
    if block["type"] == "thinking":
        need(block.get("signature"), f"{where}.thinking.signature: Field required")
    if "cache_control" in block:
        _check_cache_control(where, block["cache_control"])


def _check_cache_control(where: str, control: Any) -> None:
    if control is None:
        return
    good = isinstance(control, dict) and control.get("type") == "ephemeral"
    need(good, f"{where}.cache_control: Input tag should be 'ephemeral'")
    ttl = control.get("ttl", "5m") in {"5m", "1h"}
    need(
        ttl and control.keys() <= {"type", "ttl"},
        f"{where}.cache_control.ttl: Input should be '5m' or '1h'",
    )


def picture_size(where: str, block: dict[str, Any]) -> tuple[int, int]:
    """Its pixels; raises `Wrong` for what is no picture of the kind it says it is."""
    source: Any = block.get("source")
    need(
        isinstance(source, dict) and source.get("type") == "base64",
        f"{where}.source: Field required",
    )
    kind = source.get("media_type")
    need(
        kind in _PICTURES,
        f"{where}.source.base64.media_type: Input should be one of {sorted(_PICTURES)}",
    )
    try:
        content = base64.b64decode(source.get("data", ""), validate=True)
    except (binascii.Error, ValueError, TypeError) as error:
        raise Wrong(f"{where}.source.base64: invalid base64 data") from error
    need(len(content) <= _LARGEST_PICTURE, f"{where}.source.base64: image exceeds 5 MB maximum")
    try:
        with Image.open(io.BytesIO(content)) as picture:
            need(
                picture.format == _PICTURES[kind],
                f"{where}.source.base64.data: the image was specified using the {kind} media type,"
                f" but it appears to be {picture.format}",
            )
            need(
                max(picture.size) <= _LONGEST_SIDE, f"{where}: image dimensions exceed 8000 pixels"
            )
            picture.load()
            return picture.size
    except (UnidentifiedImageError, OSError) as error:
        raise Wrong("Could not process image") from error


def check_breakpoints(body: dict[str, Any]) -> None:
    found = sum(block.get("cache_control") is not None for block in cacheable(body))
    need(
        found <= _MOST_BREAKPOINTS,
        f"A maximum of {_MOST_BREAKPOINTS} blocks with cache_control may be provided. Found {found}.",
    )


def cacheable(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Whatever a breakpoint can stand on, in the order in which it is read."""
    yield from body.get("tools", [])
    if body.get("system"):
        yield from blocks_of(body["system"])
    for message in body["messages"]:
        for block in blocks_of(message["content"]):
            yield {"role": message["role"], **block}
