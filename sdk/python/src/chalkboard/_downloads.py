"""Files of any size, onto the disk: resumed after a break, and there only when they are whole."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import IO

import httpx

from ._errors import ConnectionFailedError, StatusError
from ._events import Open
from ._transport import pause

_PARTIAL = 206


def download(opened: Open, out: Path) -> Path:
    """`out`, written beside itself and renamed. Raises StatusError, ConnectionFailedError."""
    part = out.with_name(f".{out.name}.{uuid.uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            _fill(file, opened)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return out


def _fill(file: IO[bytes], opened: Open) -> None:
    etag, failures, whole = "", 0, False
    while not whole:
        before = file.tell()
        try:
            with opened(_asking(before, etag)) as response:
                resumed = _continues(response, before, etag)
                if not resumed:
                    file.seek(0)
                    file.truncate()
                etag = response.headers.get("ETag", "")
                if resumed or response.status_code != _PARTIAL:
                    whole = _copy(response, file)
            broken: Exception = ConnectionFailedError("The file changed, or ended early.")
        except (httpx.TransportError, StatusError) as error:
            broken = error
        if not whole:
            failures = 1 if file.tell() > before else failures + 1
            pause(broken, failures)


def _asking(have: int, etag: str) -> dict[str, str]:
    """Encoded bytes could be neither counted nor resumed."""
    headers = {"Accept-Encoding": "identity"}
    if have and etag:
        headers.update({"Range": f"bytes={have}-", "If-Range": etag})
    return headers


def _continues(response: httpx.Response, have: int, etag: str) -> bool:
    """Whether these are the bytes after those that we have, and of the same file."""
    starts_here = response.headers.get("Content-Range", "").startswith(f"bytes {have}-")
    same = response.headers.get("ETag", "") == etag
    return response.status_code == _PARTIAL and starts_here and same


def _copy(response: httpx.Response, file: IO[bytes]) -> bool:
    """Whether as many bytes came as were promised."""
    promised, got = response.headers.get("Content-Length"), 0
    for chunk in response.iter_bytes():
        file.write(chunk)
        got += len(chunk)
    return promised is None or got == int(promised)
