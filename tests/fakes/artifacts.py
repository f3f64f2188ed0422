"""Files, in memory."""

from dataclasses import dataclass, field

from studio.domain.errors import ArtifactNotFound, RangeNotSatisfiable
from studio.ports import Bytes


@dataclass
class InMemoryArtifacts:
    bodies: dict[str, bytes] = field(default_factory=dict)

    def put(self, key: str, body: bytes, *, content_type: str) -> None:
        assert content_type
        self.bodies[key] = body

    def put_once(self, key: str, body: bytes, *, content_type: str) -> None:
        if key not in self.bodies:
            self.put(key, body, content_type=content_type)

    def copy(self, key: str, to: str) -> None:
        self.bodies[to] = self.get(key)

    def get(self, key: str) -> bytes:
        if key not in self.bodies:
            raise ArtifactNotFound(key)
        return self.bodies[key]

    def delete(self, prefix: str) -> None:
        for key in [key for key in self.bodies if key.startswith(prefix)]:
            del self.bodies[key]

    def names(self, prefix: str) -> tuple[str, ...]:
        found = (key.removeprefix(prefix) for key in self.bodies if key.startswith(prefix))
        return tuple(sorted(found))

    def sizes(self, prefix: str) -> dict[str, int]:
        return {name: len(self.bodies[prefix + name]) for name in self.names(prefix)}

    def open(self, key: str, byte_range: tuple[int | None, int | None] | None) -> Bytes:
        body = self.get(key)
        first, last = byte_range or (0, None)
        if first is None:
            first, last = max(len(body) - (last or 0), 0), None
        if byte_range is not None and first >= len(body):
            raise RangeNotSatisfiable(len(body))
        last = len(body) - 1 if last is None else min(last, len(body) - 1)
        chunks = iter([body[first : last + 1]])
        return Bytes(chunks=chunks, size=len(body), etag='"fake"', first=first, last=last)

    def presigned_get(self, key: str, *, seconds: int) -> str:
        return f"https://artifacts.invalid/{key}?get"

    def presigned_put(
        self, key: str, *, content_type: str, seconds: int, once: bool = False
    ) -> str:
        return f"https://artifacts.invalid/{key}?put{'-once' if once else ''}"

    def presigned_upload(self, key: str, *, size: int, seconds: int) -> str:
        return f"https://artifacts.invalid/{key}?put-{size}"
