"""Artifacts in one S3 bucket."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from studio.domain.errors import ArtifactNotFound, NotDeleted, RangeNotSatisfiable
from studio.ports import Bytes

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_MISSING: Final = frozenset({"NoSuchKey", "404", "NotFound"})
_TAKEN: Final = frozenset({"PreconditionFailed", "412"})
_CHUNK: Final = 256 * 1024


class S3Artifacts:
    def __init__(self, client: "S3Client", *, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, key: str, body: bytes, *, content_type: str) -> None:
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType=content_type)

    def put_once(self, key: str, body: bytes, *, content_type: str) -> None:
        try:
            self._client.put_object(
                Bucket=self._bucket, Key=key, Body=body, ContentType=content_type, IfNoneMatch="*"
            )
        except ClientError as error:
            if error.response["Error"]["Code"] not in _TAKEN:
                raise

    def copy(self, key: str, to: str) -> None:
        source: Any = {"Bucket": self._bucket, "Key": key}
        try:
            self._client.copy_object(Bucket=self._bucket, Key=to, CopySource=source)
        except ClientError as error:
            raise _explained(error, key) from error

    def get(self, key: str) -> bytes:
        body: bytes = self._read(key)["Body"].read()
        return body

    def delete(self, prefix: str) -> None:
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=prefix
        )
        for page in pages:
            keys: Any = [{"Key": entry["Key"]} for entry in page.get("Contents", [])]
            if not keys:
                continue
            answer = self._client.delete_objects(
                Bucket=self._bucket, Delete={"Objects": keys, "Quiet": True}
            )
            if failed := answer.get("Errors"):
                raise NotDeleted(failed[0]["Key"], len(failed))

    def names(self, prefix: str) -> tuple[str, ...]:
        return tuple(sorted(self.sizes(prefix)))

    def sizes(self, prefix: str) -> dict[str, int]:
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=prefix
        )
        return {
            entry["Key"].removeprefix(prefix): entry["Size"]
            for page in pages
            for entry in page.get("Contents", [])
        }

    def open(self, key: str, byte_range: tuple[int | None, int | None] | None) -> Bytes:
        head = self._head(key)
        size, etag = int(head["ContentLength"]), head["ETag"]
        first, last = _bounds(byte_range, size)
        wanted = {} if byte_range is None or size == 0 else {"Range": f"bytes={first}-{last}"}
        chunks = self._chunks(key, IfMatch=etag, **wanted)
        return Bytes(chunks=chunks, size=size, etag=etag, first=first, last=last)

    def _chunks(self, key: str, **options: Any) -> Iterator[bytes]:
        """Reads when somebody does, and only what was looked at."""
        yield from self._read(key, **options)["Body"].iter_chunks(_CHUNK)

    def presigned_get(self, key: str, *, seconds: int) -> str:
        return self._client.generate_presigned_url(
            "get_object", Params={"Bucket": self._bucket, "Key": key}, ExpiresIn=seconds
        )

    def presigned_put(
        self, key: str, *, content_type: str, seconds: int, once: bool = False
    ) -> str:
        condition = {"IfNoneMatch": "*"} if once else {}
        parameters = {"Bucket": self._bucket, "Key": key, "ContentType": content_type}
        return self._client.generate_presigned_url(
            "put_object", Params=parameters | condition, ExpiresIn=seconds
        )

    def presigned_upload(self, key: str, *, size: int, seconds: int) -> str:
        # A header that is signed has to be sent as it was signed: another length is refused.
        return self._client.generate_presigned_url(
            "put_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ContentLength": size,
                "IfNoneMatch": "*",
            },
            ExpiresIn=seconds,
        )

    def _head(self, key: str) -> Any:
        try:
            return self._client.head_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            raise _explained(error, key) from error

    def _read(self, key: str, **options: Any) -> Any:
        try:
            return self._client.get_object(Bucket=self._bucket, Key=key, **options)
        except ClientError as error:
            raise _explained(error, key) from error


def _bounds(byte_range: tuple[int | None, int | None] | None, size: int) -> tuple[int, int]:
    """First and last byte; a range without a first counts from the end (RFC 9110, 14.1.2)."""
    first, last = byte_range or (0, None)
    if first is None:
        first, last = max(size - (last or 0), 0), None
        if first == size:
            raise RangeNotSatisfiable(size)
    if byte_range is not None and first >= size:
        raise RangeNotSatisfiable(size)
    return first, size - 1 if last is None else min(last, size - 1)


def _explained(error: ClientError, key: str) -> Exception:
    return ArtifactNotFound(key) if error.response["Error"]["Code"] in _MISSING else error
