"""Between what Chalkboard v1 says of uploads and what the domain means. Pure."""

from studio.application.keep_uploads import Place, Places
from studio.dialects.chalkboard_v1.uploads.schemas import (
    CreateUploadRequest,
    UploadFileResponse,
    UploadResponse,
)
from studio.domain.upload import AnnouncedFile


def to_announced(request: CreateUploadRequest) -> list[AnnouncedFile]:
    return [AnnouncedFile(name=file.name, size=file.size) for file in request.files]


def to_response(places: Places) -> UploadResponse:
    return UploadResponse(
        id=places.id,
        files=[_file(place) for place in places.places],
        expires_at=places.expires_at,
    )


def _file(place: Place) -> UploadFileResponse:
    headers = {"Content-Length": str(place.file.size), "If-None-Match": "*"}
    return UploadFileResponse(name=place.file.name, url=place.url, headers=headers)
