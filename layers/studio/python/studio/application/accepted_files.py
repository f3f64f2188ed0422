"""The files that come with a request itself: named, bounded, and none of them opened."""

from collections.abc import Mapping, Sequence

from studio.application.submit_job import StoredFile
from studio.domain.context import check_file, check_multipart, check_total, unique_names


def accepted_files(files: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """By the names the job is to know them by.

    Raises `UnsupportedFile` or `FileTooLarge`, naming the file.
    """
    accepted: dict[str, bytes] = {}
    names = unique_names([name for name, _ in files])
    for name, (_, body) in zip(names, files, strict=True):
        check_file(name, len(body))
        accepted[name] = body
        check_multipart(sum(map(len, accepted.values())))
    check_together(accepted, {})
    return accepted


def check_together(files: Mapping[str, bytes], stored: Mapping[str, StoredFile]) -> None:
    """Raises `FileTooLarge` for more than one job may have."""
    check_total([*map(len, files.values()), *(each.size for each in stored.values())])
