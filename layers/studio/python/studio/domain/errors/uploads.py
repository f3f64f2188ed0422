"""What is wrong with an upload."""

from collections.abc import Iterable

from studio.domain.errors.base import StudioError


class UploadNotFound(StudioError):
    """Also raised for another account's upload: existence is not revealed."""

    code = "upload_not_found"

    def __init__(self, upload_id: str) -> None:
        super().__init__("Upload not found")
        self.upload_id = upload_id


class UploadIncomplete(StudioError):
    code = "upload_incomplete"

    def __init__(self, missing: Iterable[str]) -> None:
        names = ", ".join(missing)
        super().__init__(f"Not all files of the upload have arrived. Still missing: {names}.")
