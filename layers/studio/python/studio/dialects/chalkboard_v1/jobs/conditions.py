"""What a caller has of a file already, and which part of it they want (RFC 9110, 13 and 14)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Header, Request

ByteRange = tuple[int | None, int | None]

_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def to_byte_range(header: str | None) -> ByteRange | None:
    """One range of a `Range` header; None for none, several or nonsense (RFC 9110, 14.2)."""
    match = _RANGE.fullmatch(header.strip()) if header else None
    if match is None or match.groups() == ("", ""):
        return None
    first, last = (int(number) if number else None for number in match.groups())
    if first is not None and last is not None and first > last:
        return None
    return first, last


@dataclass(frozen=True, slots=True)
class Conditions:
    wanted: str | None = None
    if_range: str | None = None
    if_none_match: str | None = None
    head_only: bool = False

    def range_of(self, etag: Callable[[], str]) -> ByteRange | None:
        """The range to send: none when it is of another version than the one that is there.

        Nor of one that the caller has: 304 goes before 416 (RFC 9110, 13.2.2). `etag` is asked
        only if it matters. A date instead of one matches none.
        """
        wanted = to_byte_range(self.wanted)
        if wanted is None or (self.if_none_match is not None and self.known(etag())):
            return None
        return wanted if self.if_range is None or self.if_range.strip() == etag() else None

    def known(self, etag: str) -> bool:
        """Whether the caller has this version."""
        if self.if_none_match is None:
            return False
        known = {tag.strip().removeprefix("W/") for tag in self.if_none_match.split(",")}
        return bool(known & {etag, "*"})


def _conditions(
    request: Request,
    range_header: Annotated[str | None, Header(alias="Range")] = None,
    if_range: Annotated[str | None, Header()] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Conditions:
    return Conditions(range_header, if_range, if_none_match, request.method == "HEAD")


FileConditions = Annotated[Conditions, Depends(_conditions)]
