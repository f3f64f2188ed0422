"""Files that a caller sends by themselves, before the job that they are for."""

import re
from collections.abc import Mapping
from typing import Final, NewType

from pydantic import BaseModel, ConfigDict, Field

from studio.domain.context import check_file, check_total, unique_names

UploadId = NewType("UploadId", str)

_ID: Final = re.compile(r"upl_[0-9a-f]{32}")


class AnnouncedFile(BaseModel):
    """What a caller says that he will send."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    size: int = Field(ge=0, description="bytes")


class Upload(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: UploadId
    files: tuple[AnnouncedFile, ...]


def upload_id(entropy: bytes) -> UploadId:
    """From 16 random bytes."""
    return UploadId(f"upl_{entropy.hex()}")


def is_upload_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def announced(files: list[AnnouncedFile]) -> tuple[AnnouncedFile, ...]:
    """In the order given, by the names they are kept by.

    Raises `UnsupportedFile` or `FileTooLarge`.
    """
    names = unique_names([file.name for file in files])
    named = tuple(
        file.model_copy(update={"name": name}) for name, file in zip(names, files, strict=True)
    )
    check_sizes({file.name: file.size for file in named})
    return named


def check_sizes(sizes: Mapping[str, int]) -> None:
    """Bytes by name. Raises `UnsupportedFile` or `FileTooLarge`."""
    for name, size in sizes.items():
        check_file(name, size)
    check_total(sizes.values())
