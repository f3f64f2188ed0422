"""Files that are sent by themselves: where to put them, and whether they have arrived."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from studio.application.artifacts import upload_key, upload_prefix, upload_record_key
from studio.application.submit_job import StoredFile
from studio.domain.account import Caller
from studio.domain.context import unique_names
from studio.domain.errors import ArtifactNotFound, UploadIncomplete, UploadNotFound
from studio.domain.upload import (
    AnnouncedFile,
    Upload,
    UploadId,
    announced,
    check_sizes,
    is_upload_id,
    upload_id,
)
from studio.ports import ArtifactStore, Clock, Randomness

URLS_LIVE: Final = 3600
"""Seconds in which the files can be sent."""


class Place(NamedTuple):
    """Where one file goes, by a PUT of exactly its bytes, once."""

    file: AnnouncedFile
    url: str


class Places(NamedTuple):
    id: UploadId
    places: tuple[Place, ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class KeepUploads:
    artifacts: ArtifactStore
    clock: Clock
    randomness: Randomness

    def prepare(self, files: list[AnnouncedFile], *, caller: Caller) -> Places:
        """Raises `UnsupportedFile` or `FileTooLarge`, before anything is stored."""
        upload = Upload(id=upload_id(self.randomness.entropy(16)), files=announced(files))
        record = upload_record_key(caller.account_id, upload.id)
        document = upload.model_dump_json().encode()
        self.artifacts.put(record, document, content_type="application/json")
        return Places(
            id=upload.id,
            places=tuple(self._place(caller, upload, file) for file in upload.files),
            expires_at=self.clock.now() + timedelta(seconds=URLS_LIVE),
        )

    def sizes(self, upload: str, *, caller: Caller) -> dict[str, int]:
        """The files that were announced: bytes by name. Raises `UploadNotFound`."""
        return {file.name: file.size for file in self._record(upload, caller).files}

    def arrived(
        self, upload: str, *, caller: Caller, taken: Collection[str] = ()
    ) -> dict[str, StoredFile]:
        """The files of an upload by names that are not taken; their sizes are looked at again.

        Raises `UploadNotFound`, `UploadIncomplete` or `FileTooLarge`.
        """
        record = self._record(upload, caller)
        prefix = upload_prefix(caller.account_id, record.id)
        sizes = self.artifacts.sizes(prefix)
        names = [file.name for file in record.files]
        if missing := [name for name in names if name not in sizes]:
            raise UploadIncomplete(missing)
        check_sizes({name: sizes[name] for name in names})
        return {
            kept: StoredFile(prefix + name, sizes[name])
            for kept, name in zip(unique_names(names, taken), names, strict=True)
        }

    def _place(self, caller: Caller, upload: Upload, file: AnnouncedFile) -> Place:
        key = upload_key(caller.account_id, upload.id, file.name)
        url = self.artifacts.presigned_upload(key, size=file.size, seconds=URLS_LIVE)
        return Place(file, url)

    def _record(self, upload: str, caller: Caller) -> Upload:
        if not is_upload_id(upload):
            raise UploadNotFound(upload)
        key = upload_record_key(caller.account_id, UploadId(upload))
        try:
            return Upload.model_validate_json(self.artifacts.get(key))
        except ArtifactNotFound as error:
            raise UploadNotFound(upload) from error
