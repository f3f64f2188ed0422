"""Files made to hurt their reader end as a reason, in the jail and within its limits."""

import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from jail import Jail, scratch_folder
from render.reading import docx, pdf, picture, reader
from render.reading.found import MOST_TEXT, Unreadable
from render.reading.jailed import Read, read_in_jail
from render.reading.reader import FILE
from studio.domain.context import FileKind
from tests.security import hostile_files as hostile

LONG_ENOUGH = 20.0


class Desk(NamedTuple):
    jail: Jail
    room: Path

    def read(self, kind: FileKind, content: bytes, seconds: float = LONG_ENOUGH) -> Read:
        folder = self.room / f"file-{len(list(self.room.iterdir()))}"
        folder.mkdir()
        (folder / FILE).write_bytes(content)
        return read_in_jail(self.jail, folder, "sent", kind, seconds=seconds)

    def problem(self, kind: FileKind, content: bytes) -> str | None:
        return self.read(kind, content).reading.problem


@pytest.fixture
def desk() -> Iterator[Desk]:
    with scratch_folder() as scratch:
        scratch.chmod(0o711)
        yield Desk(Jail(), scratch)


HOSTILE: list[tuple[FileKind, Callable[[], bytes], str]] = [
    ("docx", hostile.zip_bomb, "inflates to more than"),
    ("docx", hostile.lying_header, "damaged (Bad CRC-32"),
    ("docx", hostile.nested_zip, "no word/document.xml"),
    ("docx", hostile.many_entries, "100,001 entries; 2,000 are read at most"),
    ("docx", hostile.encrypted_docx, "encrypted"),
    ("docx", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted, or in Word's old format"),
    ("docx", hostile.billion_laughs, "declares a document type"),
    ("docx", hostile.external_entity, "declares a document type"),
    ("docx", lambda: hostile.related("attachedTemplate", "http://169.254.169.254/"), "outside of it (attachedTemplate)"),
    ("docx", lambda: hostile.related("image", "file:///etc/passwd"), "outside of it (image)"),
    ("docx", lambda: hostile.a_docx("<w:document"), "XML is damaged"),
    ("docx", lambda: b"", "empty"),
    ("docx", lambda: hostile.written_pdf("hello"), "not a Word document"),
    ("pdf", hostile.stream_bomb, "inflates to more than"),
    ("pdf", hostile.object_stream_bomb, "inflates to more than"),
    ("pdf", hostile.page_loop, "no pages"),
    ("pdf", hostile.deep_pages, "nested too deeply"),
    ("pdf", hostile.encrypted_pdf, "encrypted"),
    ("pdf", lambda: hostile.written_pdf("hello")[:200], "damaged"),
    ("pdf", lambda: b"%PDF-1.7\n", "damaged"),
    ("pdf", lambda: b"", "empty"),
    ("pdf", lambda: hostile.a_docx(hostile.paragraphs("hello")), "not a PDF"),
    ("pdf", lambda: hostile.a_docx(hostile.paragraphs("x")) + hostile.written_pdf("x"), "not a PDF"),
    ("image", hostile.huge_png, "50,000 x 50,000 pixels; 50 million are read at most"),
    ("image", lambda: hostile.a_picture(600, 400)[:700], "damaged picture"),
    ("image", lambda: hostile.a_picture(600, 400, "JPEG")[:300], "damaged picture"),
    ("image", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a PNG, JPEG, GIF or WebP"),
    ("image", lambda: b"<html><script>alert(1)</script></html>", "not a PNG, JPEG, GIF or WebP"),
    ("image", lambda: b"", "empty"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "made", "reason"), HOSTILE)
def test_a_hostile_file_ends_as_a_reason(
    desk: Desk, kind: FileKind, made: Callable[[], bytes], reason: str
) -> None:
    read = desk.read(kind, made())

    assert reason in (read.reading.problem or "nothing")
    assert read.product is None


def test_u181_of_a_hundred_thousand_pages_the_first_300_are_read(desk: Desk) -> None:
    reading = desk.read("pdf", hostile.many_pages()).reading

    assert (reading.problem, reading.pages) == (None, 300)
    assert reading.note == "only its first 300 pages were read"


def test_u181_a_table_that_comes_before_itself_is_read_once(desk: Desk) -> None:
    reading = desk.read("pdf", hostile.xref_loop()).reading

    assert reading.problem is None or "damaged" in reading.problem


def test_u184_a_picture_that_is_an_archive_too_is_only_a_picture(desk: Desk) -> None:
    two = hostile.a_picture(60, 40) + hostile.a_docx(hostile.paragraphs("hidden"))
    read = desk.read("image", two)

    assert read.reading.problem is None
    assert read.product is not None
    assert b"PK" not in read.product.read_bytes()


def test_a_document_that_is_deep_without_an_end_is_no_crash(desk: Desk) -> None:
    reading = desk.read("docx", hostile.deep_xml()).reading

    assert reading.problem is None or reading.problem.startswith("it ")


def test_the_cells_around_a_table_within_a_table_are_read() -> None:
    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    def table(*cells: str) -> str:
        return f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"

    body = table(cell("a"), f"<w:tc>{table(cell('b'), cell('c'))}</w:tc>", cell("d"))
    document = f'<w:document xmlns:w="{hostile.WORD}"><w:body>{body}</w:body></w:document>'

    assert docx.read_docx(hostile.a_docx(document)).text == "a | b | c | d"


def test_more_text_than_is_kept_is_cut_with_a_note(desk: Desk) -> None:
    text = " ".join(f"word {n}" for n in range(100_000))
    read = desk.read("docx", hostile.a_docx(hostile.paragraphs(text)))

    assert read.reading.note == "only its first 200 kB of text were read"
    assert read.product is not None
    assert len(read.product.read_bytes()) <= MOST_TEXT


def test_a_reader_that_never_ends_is_ended(desk: Desk) -> None:
    read = desk.read("docx", hostile.zip_bomb(90_000_000) + bytes(2_000_000), seconds=0.05)

    assert read.reading.problem == "it takes too long to read"


def test_the_picture_that_comes_out_is_small_and_says_nothing_else(desk: Desk) -> None:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    Image.new("RGB", (4000, 1000)).save(file, "JPEG", exif=exif)
    read = desk.read("image", file.getvalue())

    assert read.product is not None
    with Image.open(read.product) as image:
        assert (image.format, image.size) == ("PNG", (1568, 392))
    assert b"where I live" not in read.product.read_bytes()


def test_a_picture_of_many_details_is_made_smaller_until_a_model_takes_it(desk: Desk) -> None:
    file = io.BytesIO()
    colours = [Image.effect_noise((1568, 1568), 90) for _ in "RGB"]
    Image.merge("RGB", colours).save(file, "JPEG", quality=60)
    read = desk.read("image", file.getvalue())

    assert read.product is not None
    assert read.product.stat().st_size <= 3_500_000
    with Image.open(read.product) as image:
        assert image.size == (784, 784)


@pytest.mark.parametrize(
    ("kind", "content", "text"),
    [
        ("pdf", hostile.written_pdf("Wild yeast eats sugar."), "Wild yeast eats sugar."),
        (
            "pdf",
            hostile.written_pdf("1. Why tides?", "The Moon pulls.", "2. Mix it", "3. Bake it."),
            "## Why tides?\n\nThe Moon pulls.\n2. Mix it\n3. Bake it.",
        ),
        ("docx", hostile.a_docx(hostile.paragraphs("One", "Two &amp; three")), "One\n\nTwo &amp; three"),
        ("docx", hostile.related("hyperlink", "https://example.org"), "hello"),
    ],
)  # fmt: skip
def test_an_honest_file_becomes_its_text(
    desk: Desk, kind: FileKind, content: bytes, text: str
) -> None:
    read = desk.read(kind, content)

    assert read.reading.problem is None
    assert read.product is not None
    assert read.product.read_text() == text.replace("&amp;", "&")


def test_without_its_caps_a_reader_would_swallow_the_bomb_and_the_entries() -> None:
    bomb = hostile.zip_bomb(20_000_000)
    with pytest.raises(Unreadable, match="inflates"):
        docx.read_docx(bomb, most_inflated=10_000_000)
    entries = hostile.many_entries(3_000)
    with pytest.raises(Unreadable, match="entries"):
        docx.read_docx(entries)

    assert docx.read_docx(entries, most_entries=10_000).text == "hello"


def test_without_its_caps_a_reader_would_decode_every_pixel_and_every_page() -> None:
    wide = hostile.huge_png(9_000, 6_000)
    with pytest.raises(Unreadable, match="million are read at most"):
        picture.read_picture(wide)
    pages = hostile.many_pages(1_000)

    assert picture.read_picture(wide, most_pixels=60_000_000).picture is not None
    assert pdf.read_pdf(pages, most_pages=10_000).pages == 1_000
    assert pdf.read_pdf(pages).pages == pdf.MOST_PAGES


HONEST: dict[FileKind, bytes] = {
    "pdf": hostile.written_pdf("Wild yeast eats sugar.", "It gives off gas."),
    "docx": hostile.a_docx(hostile.paragraphs("Wild yeast eats sugar.", "It gives off gas.")),
    "image": hostile.a_picture(40, 30),
}


@given(
    st.sampled_from(sorted(HONEST)),
    st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=6)), max_size=6),
    st.integers(0, 4000),
)
def test_whatever_the_damage_a_reader_answers_or_gives_a_reason(
    kind: FileKind, changes: list[tuple[int, bytes]], end: int
) -> None:
    content = bytearray(HONEST[kind])
    for place, new in changes:
        at = place % len(content)
        content[at : at + len(new)] = new
    with suppress(Unreadable):
        found = reader.read(kind, bytes(content[: end or None]))
        assert len(found.text.encode()) <= MOST_TEXT
