"""Requests to the fake vendor, to be varied."""

import base64
import io
from typing import Any

from PIL import Image

QUESTION: dict[str, Any] = {
    "model": "claude-sonnet-5-5",
    "max_tokens": 2000,
    "messages": [{"role": "user", "content": "Hello?"}],
    "thinking": {"type": "between_tools"},
}


def an_object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def shaped(**properties: Any) -> dict[str, Any]:
    return {"format": {"type": "json_schema", "schema": an_object(**properties)}}


def a_picture(kind: str = "JPEG", media_type: str = "image/jpeg") -> dict[str, Any]:
    file = io.BytesIO()
    Image.new("RGB", (320, 180)).save(file, kind)
    data = base64.b64encode(file.getvalue()).decode()
    return {"type": "image", "source": {"type": "base64", "media_type": media_type, "data": data}}
