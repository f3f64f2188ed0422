"""JSON that can be stored, and sent again as it came, whoever reads it."""

import json
import math
from collections.abc import Iterator
from typing import Any, Final, NoReturn

MAX_DEPTH: Final = 100
"""How deep a body may be nested; JSON's own parsers differ on more."""

_INT_DIGITS: Final = 18


def declares_more(content_length: str, most: int) -> bool:
    """Whether a `Content-Length` announces more than so many bytes."""
    if not content_length.isdecimal():
        return False
    return len(content_length) > _INT_DIGITS or int(content_length) > most


def loads(body: bytes) -> Any:
    """Raises `ValueError` for anything but JSON in UTF-8 of finite numbers, or `RecursionError`."""
    return json.loads(body.decode(), parse_constant=_refuse, parse_float=_finite)


def levels(value: Any) -> Iterator[list[Any]]:
    """What is nested equally deep, counted without recursion: keys of objects as well."""
    level = [value]
    while level:
        yield level
        level = [
            child
            for item in level
            if isinstance(item, dict | list)
            for child in ([*item.keys(), *item.values()] if isinstance(item, dict) else item)
        ]


def too_deep(value: Any) -> bool:
    """Whether arrays and objects are nested in more than `MAX_DEPTH` levels."""
    return any(
        depth == MAX_DEPTH and any(isinstance(item, dict | list) for item in level)
        for depth, level in enumerate(levels(value))
    )


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number
