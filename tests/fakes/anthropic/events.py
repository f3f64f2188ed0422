"""A message as the events of a stream."""

import json
from collections.abc import Iterator
from typing import Any, Final

_CHUNK: Final = 240
"""Characters of text in one event."""

Event = dict[str, Any]


def streamed(message: dict[str, Any]) -> Iterator[Event]:
    """Its input is counted with the first event, its output with the last but one."""
    usage = message["usage"]
    first = {**usage, "output_tokens": 1, "server_tool_use": None}
    begun = {**message, "content": [], "stop_reason": None, "stop_details": None, "usage": first}
    yield {"type": "message_start", "message": begun}
    yield {"type": "ping"}
    for index, block in enumerate(message["content"]):
        opened, deltas = _parts(block)
        yield {"type": "content_block_start", "index": index, "content_block": opened}
        for delta in deltas:
            yield {"type": "content_block_delta", "index": index, "delta": delta}
        yield {"type": "content_block_stop", "index": index}
    ended = {name: message[name] for name in ("stop_reason", "stop_sequence", "stop_details")}
    counted = {k: v for k, v in usage.items() if k not in {"cache_creation", "service_tier"}}
    yield {"type": "message_delta", "delta": ended, "usage": counted}
    yield {"type": "message_stop"}


def _parts(block: Event) -> tuple[Event, list[Event]]:
    """How a block begins, and what is then added to it."""
    match block["type"]:
        case "text":
            text, cited = block["text"], block.get("citations") or []
            pieces = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
            quoted = [{"type": "citations_delta", "citation": each} for each in cited]
            words = [{"type": "text_delta", "text": piece} for piece in pieces]
            return {**block, "text": "", "citations": [] if cited else None}, [*quoted, *words]
        case "thinking":
            thought = [{"type": "thinking_delta", "thinking": block["thinking"]}]
            signed = {"type": "signature_delta", "signature": block["signature"]}
            shown = thought if block["thinking"] else []
            return {**block, "thinking": "", "signature": ""}, [*shown, signed]
        case "server_tool_use":
            wanted = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
            return {**block, "input": {}}, [wanted]
        case _:
            return block, []


def encoded(event: Event) -> bytes:
    return f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode()
