"""Where files are kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Bytes:
    """An artifact, or a range of it, on its way to a caller."""

    chunks: Iterator[bytes]
    size: int
    """Of the whole artifact, in bytes."""
    etag: str
    first: int
    last: int
    """The range that `chunks` holds, inclusive."""


class ArtifactStore(Protocol):
    def put(self, key: str, body: bytes, *, content_type: str) -> None: ...

    def put_once(self, key: str, body: bytes, *, content_type: str) -> None:
        """Keep what is there already, if anything is."""
        ...

    def copy(self, key: str, to: str) -> None:
        """Raises `ArtifactNotFound`."""
        ...

    def get(self, key: str) -> bytes:
        """Raises `ArtifactNotFound`."""
        ...

    def delete(self, prefix: str) -> None:
        """Delete everything whose key starts with `prefix`; nothing to delete is fine."""
        ...

    def names(self, prefix: str) -> tuple[str, ...]:
        """What follows `prefix` in every key that starts with it, sorted."""
        ...

    def sizes(self, prefix: str) -> dict[str, int]:
        """Bytes, by what follows `prefix` in every key that starts with it."""
        ...

    def open(self, key: str, byte_range: tuple[int | None, int | None] | None) -> Bytes:
        """Raises `ArtifactNotFound`, or `RangeNotSatisfiable` for a range outside it."""
        ...

    def presigned_get(self, key: str, *, seconds: int) -> str: ...

    def presigned_put(
        self, key: str, *, content_type: str, seconds: int, once: bool = False
    ) -> str:
        """With `once` it wants the header `If-None-Match: *`, and never overwrites."""
        ...

    def presigned_upload(self, key: str, *, size: int, seconds: int) -> str:
        """A PUT of exactly so many bytes; it wants `If-None-Match: *`, and never overwrites."""
        ...
