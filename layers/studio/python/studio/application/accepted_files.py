"""The files that come with a request itself: named, bounded, and none of them opened."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from studio.application.submit_job import StoredFile
from studio.domain.context import check_file, check_multipart, check_total, unique_names

NOTHING_STORED: Final[Mapping[str, StoredFile]] = MappingProxyType({})


def accepted_files(
    files: Sequence[tuple[str, bytes]], stored: Mapping[str, StoredFile] = NOTHING_STORED
) -> dict[str, bytes]:
    """By the names the job is to know them by, beside those of what was stored before.

    Raises `UnsupportedFile` or `FileTooLarge`, naming the file.
    """
    accepted: dict[str, bytes] = {}
    names = unique_names([name for name, _ in files], stored)
    for name, (_, body) in zip(names, files, strict=True):
        check_file(name, len(body))
        accepted[name] = body
        check_multipart(sum(map(len, accepted.values())))
    check_total([*map(len, accepted.values()), *(each.size for each in stored.values())])
    return accepted
