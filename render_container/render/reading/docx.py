"""The text of a Word document: a ZIP whose word/document.xml is read as a stream.

Every byte is counted as it is inflated, for what a header says of itself may be a lie.
Relationships are looked at and never followed.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Final
from xml.parsers import expat

from render.reading.docx_text import DocumentText
from render.reading.found import Found, Unreadable

MOST_ENTRIES: Final = 2_000
MOST_INFLATED: Final = 100_000_000
HIGHEST_RATIO: Final = 100
_ALWAYS_FINE: Final = 5_000_000
"""Bytes inflated below which no ratio is looked at: short documents compress well."""

_OLE: Final = b"\xd0\xcf\x11\xe0"
_DOCUMENT: Final = "word/document.xml"
_RELATIONSHIPS: Final = re.compile(r"(?:^|.*/)_rels/[^/]*\.rels")
_ENCRYPTED: Final = 1
_KNOWN: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_CHUNK: Final = 1 << 16

StartElement = Callable[[str, dict[str, str]], None]


def read_docx(
    content: bytes, *, most_inflated: int = MOST_INFLATED, most_entries: int = MOST_ENTRIES
) -> Found:
    """Raises `Unreadable`."""
    if content.startswith(_OLE):
        raise Unreadable("it is encrypted, or in Word's old format")
    if not content.startswith(b"PK"):
        raise Unreadable("it is not a Word document")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(_Package(archive, len(content), most_inflated, most_entries))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise Unreadable(f"it is damaged ({error})") from error
    except expat.ExpatError as error:
        raise Unreadable(f"its XML is damaged ({error})") from error
    except (NotImplementedError, RuntimeError, ValueError) as error:
        raise Unreadable(f"it is damaged ({type(error).__name__})") from error


class _Package:
    """The archive, with what may be inflated of it in all."""

    def __init__(
        self, archive: zipfile.ZipFile, size: int, most_inflated: int, most_entries: int
    ) -> None:
        entries = archive.infolist()
        if len(entries) > most_entries:
            raise Unreadable(f"it has {len(entries):,} entries; {most_entries:,} are read at most")
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise Unreadable("it is encrypted; send it without a password")
        self._archive = archive
        self._most = min(most_inflated, max(size * HIGHEST_RATIO, _ALWAYS_FINE))
        self._inflated = 0
        if sum(entry.file_size for entry in entries) > self._most:
            raise self._too_much()

    def names(self) -> list[str]:
        return self._archive.namelist()

    def chunks(self, name: str) -> Iterator[bytes]:
        entry = self._archive.getinfo(name)
        if entry.compress_type not in _KNOWN:
            raise Unreadable("it is compressed in a way that Word does not use")
        with self._archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                self._inflated += len(chunk)
                if self._inflated > self._most:
                    raise self._too_much()
                yield chunk

    def _too_much(self) -> Unreadable:
        return Unreadable(
            f"it inflates to more than {self._most / 1e6:.0f} MB; no document of its size does"
        )


def _read(package: _Package) -> Found:
    if _DOCUMENT not in package.names():
        raise Unreadable("it is not a Word document (there is no word/document.xml in it)")
    for name in package.names():
        if _RELATIONSHIPS.fullmatch(name):
            _parse(package.chunks(name), _refuse_external)
    document = DocumentText()
    parser = _parser(document.start)
    parser.EndElementHandler = document.end
    parser.CharacterDataHandler = document.text
    for chunk in package.chunks(_DOCUMENT):
        parser.Parse(chunk, False)
        if document.full:
            break
    else:
        parser.Parse(b"", True)
    return Found(document.content, note=document.note)


def _parser(start: StartElement) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    parser.buffer_text = True
    return parser


def _parse(chunks: Iterator[bytes], start: StartElement) -> None:
    parser = _parser(start)
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    raise Unreadable("its XML declares a document type, which no Word document does")


def _refuse_external(element: str, attributes: dict[str, str]) -> None:
    """A hyperlink is text for people; anything else out there would be part of the document."""
    if attributes.get("TargetMode", "").lower() != "external":
        return
    kind = attributes.get("Type", "").rpartition("/")[2]
    if kind != "hyperlink":
        raise Unreadable(f"it refers to something outside of it ({kind[:40] or 'unknown'})")
