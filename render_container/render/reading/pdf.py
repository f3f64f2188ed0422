"""The text of a PDF; scripts, forms and embedded files in it are not looked at."""

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from pypdf import PageObject, PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from render.reading.found import Found, Gathering, Unreadable

MOST_PAGES: Final = 300
_HYPHENATED: Final = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_HEADING: Final = re.compile(r"(?m)^(?:\d{1,2}\.)+\d{0,2}[ ]+([A-Z].{1,58}[^\s.,;:])\n(?=[A-Z])")
"""A numbered line that ends like no sentence, above one that begins like one."""

_DEEPEST: Final = 50
_WHAT_DAMAGE_DOES: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
)
"""To a reader that believes what a file says of itself."""

_INHERITED: Final = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


def read_pdf(content: bytes, *, most_pages: int = MOST_PAGES) -> Found:
    """Raises `Unreadable`."""
    if not content.startswith(b"%PDF-"):
        raise Unreadable("it is not a PDF")
    try:
        return _read(PdfReader(io.BytesIO(content)), most_pages)
    except LimitReachedError as error:
        raise Unreadable("it inflates to more than a PDF of its size does") from error
    except (PyPdfError, *_WHAT_DAMAGE_DOES) as error:
        raise Unreadable(f"it is damaged ({type(error).__name__})") from error


def _read(reader: PdfReader, most_pages: int) -> Found:
    if reader.is_encrypted:
        raise Unreadable("it is encrypted; send it without a password")
    gathering, count = Gathering(), 0
    pages = _pages(reader)
    for page in islice(pages, most_pages):
        count += 1
        text = _HYPHENATED.sub("", page.extract_text().strip())
        text = _HEADING.sub(r"\n## \1\n\n", text)
        gathering.add(f"{text}\n\n")
        if gathering.full:
            return Found(gathering.text, pages=count, note=gathering.note)
    if not count:
        raise Unreadable("it has no pages")
    more = count == most_pages and next(pages, None) is not None
    note = f"only its first {most_pages} pages were read" if more else None
    return Found(gathering.text.strip(), pages=count, note=note)


def _pages(reader: PdfReader) -> Iterator[PageObject]:
    """One after the other, where pypdf would first make all of them."""
    seen: set[tuple[int, int]] = set()

    def walk(item: Any, inherited: dict[str, Any], depth: int) -> Iterator[PageObject]:
        if depth > _DEEPEST:
            raise Unreadable("its pages are nested too deeply")
        if isinstance(item, IndirectObject):
            place = (item.idnum, item.generation)
            if place in seen:
                return
            seen.add(place)
        node = item.get_object()
        if not isinstance(node, DictionaryObject):
            return
        inherited = inherited | {name: node[name] for name in _INHERITED if name in node}
        kids = node.get("/Kids")
        kids = kids.get_object() if kids is not None else None
        if isinstance(kids, ArrayObject):
            for kid in kids:
                yield from walk(kid, inherited, depth + 1)
        elif kids is None and node.get("/Type") != "/Pages":
            page = PageObject(reader)
            page.update(inherited | node)
            yield page

    yield from walk(reader.root_object.raw_get("/Pages"), {}, 0)
