"""The program that runs in the jail: one file in its folder becomes a result.

`python -m render.reading.reader pdf` reads `file`, and leaves `text.txt` or `picture.png`
next to `result.json`. It knows no URL and has no network.
"""

import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from render.reading.found import Found, Unreadable

FILE: Final = "file"
RESULT: Final = "result.json"
TEXT: Final = "text.txt"
PICTURE: Final = "picture.png"


def read(kind: str, content: bytes) -> Found:
    """Raises `Unreadable`."""
    if not content:
        raise Unreadable("it is empty")
    return _reader(kind)(content)


def _reader(kind: str) -> Callable[[bytes], Found]:
    match kind:
        case "pdf":
            from render.reading.pdf import read_pdf  # noqa: PLC0415 - one run reads one kind

            return read_pdf
        case "docx":
            from render.reading.docx import read_docx  # noqa: PLC0415

            return read_docx
        case "image":
            from render.reading.picture import read_picture  # noqa: PLC0415

            return read_picture
        case _:
            raise Unreadable(f"files of kind {kind} are not read here")


def main(kind: str) -> None:
    logging.disable(logging.ERROR)
    result: dict[str, str | int | None]
    try:
        found = read(kind, Path(FILE).read_bytes())
    except Unreadable as problem:
        result = {"problem": str(problem)}
    except MemoryError:
        result = {"problem": "it takes more memory to read than a file is given"}
    except RecursionError:
        result = {"problem": "it is nested too deeply"}
    else:
        if found.picture is not None:
            Path(PICTURE).write_bytes(found.picture)
        if found.text:
            Path(TEXT).write_text(found.text, encoding="utf-8")
        result = {"pages": found.pages, "chars": len(found.text), "note": found.note}
    Path(RESULT).write_text(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])
