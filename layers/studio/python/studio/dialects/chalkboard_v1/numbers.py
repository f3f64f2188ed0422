"""Numbers as JSON has them: 5.0 is an integer; true and "5" are none."""

from typing import Final

from pydantic import BeforeValidator


def _a_number(value: object) -> object:
    if isinstance(value, bool | str):
        raise ValueError("not an integer")
    return value


STRICTLY: Final = BeforeValidator(_a_number)
"""Stands after the bounds of a number, or the schema would not say them."""
