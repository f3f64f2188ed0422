"""What all deliberate errors have in common."""

from typing import ClassVar


class StudioError(Exception):
    """Base of all deliberate errors."""

    code: ClassVar[str] = "internal_error"


class Busy(StudioError):
    """Too many changes of one account at once; worth asking again in a moment."""

    code = "busy"

    def __init__(self) -> None:
        super().__init__("Too much is happening on this account at once. Try again in a moment.")
