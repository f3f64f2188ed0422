"""Files that are not there, or not fit."""

from studio.domain.errors.base import StudioError


class ArtifactNotFound(StudioError):
    code = "file_not_found"

    def __init__(self, key: str) -> None:
        super().__init__("File not found")
        self.key = key


class RangeNotSatisfiable(StudioError):
    code = "range_not_satisfiable"

    def __init__(self, size: int) -> None:
        super().__init__(f"The file has {size} bytes; the range asked for is outside it.")
        self.size = size


class NotDeleted(StudioError):
    """The store kept what it was to delete; worth another attempt."""

    code = "not_deleted"

    def __init__(self, key: str, files: int) -> None:
        super().__init__(f"{files} files were not deleted, {key!r} among them.")
        self.key = key


class UnsupportedFile(StudioError):
    code = "unsupported_file"


class FileTooLarge(StudioError):
    code = "file_too_large"
