"""What a multipart form orders: its fields, and the files that come with them."""

from typing import Final

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import FormData

from studio.dialects.chalkboard_v1.jobs.schemas import CreateJobRequest, JobForm

_FILES: Final = "files"
_NO_FILE: Final = {
    "loc": ("body", _FILES),
    "msg": "Every part of this name must be a file, with a filename",
    "type": "file_type",
}
_LISTS: Final = frozenset({"urls", "github"})


def body_of(form: FormData) -> CreateJobRequest:
    """A form cannot say null: what is empty was not said. Raises the 422 of a JSON body."""
    said = {
        name: [value for value in form.getlist(name) if value != ""]
        for name in form
        if name != _FILES
    }
    fields = {
        name: values if name in _LISTS else values[-1] for name, values in said.items() if values
    }
    try:
        return JobForm.model_validate(fields)
    except ValidationError as error:
        found = [{**e, "loc": ("body", *e["loc"])} for e in error.errors(include_url=False)]
        raise RequestValidationError(found) from error


async def files_of(form: FormData) -> list[tuple[str, bytes]]:
    """Names and bytes. A browser sends a nameless, empty file where none was chosen."""
    files: list[tuple[str, bytes]] = []
    for part in form.getlist(_FILES):
        if isinstance(part, str):
            raise RequestValidationError([_NO_FILE])
        if part.filename or part.size:
            files.append((part.filename or "", await part.read()))
    return files
