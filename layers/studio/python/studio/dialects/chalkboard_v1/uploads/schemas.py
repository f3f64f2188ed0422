"""What Chalkboard v1 says of uploads on the wire."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from studio.dialects.chalkboard_v1.numbers import STRICTLY

_MOST_ANNOUNCED = 1000
_LONGEST_NAME = 20_000
_MOST_BYTES = 1 << 40


class FileToUpload(BaseModel):
    """A file that will be sent: its name says its type."""

    model_config = ConfigDict(extra="ignore")

    name: Annotated[str, Field(min_length=1, max_length=_LONGEST_NAME, examples=["paper.pdf"])]
    size: Annotated[int, Field(ge=0, le=_MOST_BYTES), STRICTLY] = Field(
        description="bytes", examples=[1_048_576]
    )


class CreateUploadRequest(BaseModel):
    """Every file that a job is to explain."""

    model_config = ConfigDict(extra="ignore")

    files: list[FileToUpload] = Field(min_length=1, max_length=_MOST_ANNOUNCED)


class UploadFileResponse(BaseModel):
    """Where one file goes: the method, the URL and the headers to send it with."""

    name: str = Field(description="the name it is kept by, without folders and used once")
    url: str
    method: Literal["PUT"] = "PUT"
    headers: dict[str, str]


class UploadResponse(BaseModel):
    """PUT every file, then order a job with `upload` set to this id."""

    id: str = Field(examples=["upl_0123456789abcdef0123456789abcdef"])
    files: list[UploadFileResponse] = Field(description="in the order of the request")
    expires_at: datetime = Field(description="when the URLs stop working")
