"""What a prompt carries of callers' own: fenced, labelled, measured, and never instructions."""

import base64
import json
import re
import struct
from collections.abc import Iterable
from typing import Any, Final, Literal

Block = dict[str, Any]
ImageType = Literal["image/png", "image/jpeg"]

_FENCE: Final = re.compile(r"<(?=[\s/]*data\b)", re.IGNORECASE)
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff"
    r"\U000e0000-\U000e007f]"
)
_NOT_A_NAME: Final = re.compile(r"[^\w .,:/?=&%#@()+-]")
_LONGEST_NAME: Final = 200
_CHARS_A_TOKEN: Final = 3
_PIXELS_A_TOKEN: Final = 750
_UNKNOWN_IMAGE: Final = 1600
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_MARKER: Final = 0xFF
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG's frame headers."""


def said(text: str) -> Block:
    """Words of ours."""
    return {"type": "text", "text": text}


def fenced(name: str, text: str) -> Block:
    """Anybody's words. What would end the fence early, or open another, cannot be in it."""
    inside = _FENCE.sub("&lt;", _INVISIBLE.sub("", text))
    label = _NOT_A_NAME.sub("_", name)[:_LONGEST_NAME]
    return said(f'<data name="{label}">\n{inside}\n</data>')


def picture(content: bytes, media_type: ImageType) -> Block:
    source = {
        "type": "base64",
        "media_type": media_type,
        "data": base64.b64encode(content).decode(),
    }
    return {"type": "image", "source": source}


def is_png(content: bytes) -> bool:
    return content.startswith(_PNG)


def tokens_of(*texts: str) -> int:
    """Rather too many than too few: a budget is set aside by it."""
    return sum(-(-len(text) // _CHARS_A_TOKEN) for text in texts)


def tokens_in(blocks: Iterable[Block]) -> int:
    return sum(_tokens_in(block) for block in blocks)


def _tokens_in(block: Block) -> int:
    if block["type"] == "text":
        return tokens_of(block["text"])
    if block["type"] == "image":
        return _tokens_in_picture(base64.b64decode(block["source"]["data"]))
    return tokens_of(json.dumps(block, default=str))


def _tokens_in_picture(content: bytes) -> int:
    size = _png_size(content) if is_png(content) else _jpeg_size(content)
    if size is None:
        return _UNKNOWN_IMAGE
    width, height = size
    return -(-width * height // _PIXELS_A_TOKEN)


def _png_size(content: bytes) -> tuple[int, int] | None:
    if len(content) < len(_PNG) + 16:
        return None
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """From the frame header, which stands behind segments that say how long they are."""
    at = 2
    while at + 9 <= len(content) and content[at] == _MARKER:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        at += 2 + length
    return None
