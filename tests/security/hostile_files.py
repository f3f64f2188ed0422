"""Files that are made to hurt whoever opens them, built here rather than kept."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from functools import cache

from PIL import Image

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = "word/document.xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraphs(*texts: str) -> str:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def a_zip(entries: Iterable[tuple[str, bytes | str]]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def a_docx(document: bytes | str, *more: tuple[str, bytes | str]) -> bytes:
    return a_zip([(DOCUMENT, document), *more])


@cache
def zip_bomb(size: int = 200_000_000) -> bytes:
    blank = b" " * size
    return a_docx(b'<w:document xmlns:w="x">' + blank + b"</w:document>")


def lying_header() -> bytes:
    """Says that its document has 10 bytes."""
    honest = zip_bomb()
    size = struct.pack("<L", 200_000_000 + len(b'<w:document xmlns:w="x"></w:document>'))
    return honest.replace(size, struct.pack("<L", 10))


def nested_zip() -> bytes:
    inner = a_docx(paragraphs("inner"))
    for _ in range(10):
        inner = a_zip([("nested.zip", inner)])
    return inner


def many_entries(count: int = 100_000) -> bytes:
    """As many as fit into a Word document of 10 MB."""
    return a_zip([(DOCUMENT, paragraphs("hello")), *((f"{n:x}", b"") for n in range(count))])


def encrypted_docx() -> bytes:
    """With the bit in both headers that says so."""
    content = bytearray(a_docx(paragraphs("secret")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    return bytes(content)


def billion_laughs() -> bytes:
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(10)
    )
    return a_docx(f"<!DOCTYPE d [{laughs}]>" + paragraphs("&l9;"))


def external_entity() -> bytes:
    return a_docx(
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + paragraphs("root: &x;")
    )


def related(kind: str, target: str) -> bytes:
    relationship = (
        f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="r1" Type="{_OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    return a_docx(paragraphs("hello"), ("word/_rels/document.xml.rels", relationship))


def deep_xml(depth: int = 1_000_000) -> bytes:
    return a_docx("<a>" * depth + "</a>" * depth)


def a_pdf(objects: list[bytes], trailer: bytes = b"", version: bytes = b"1.7") -> bytes:
    """The first object is the catalogue."""
    out, places = bytearray(b"%PDF-" + version + b"\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, count = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (count, trailer, start)
    return bytes(out)


def a_stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def written_pdf(*lines: str) -> bytes:
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    return a_pdf([*_leaf(), a_stream(f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode())])


def _leaf() -> list[bytes]:
    """A catalogue and one page, whose content is the object after them."""
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]


def many_pages(count: int = 100_000) -> bytes:
    """Each a name for a page object of its own, 100 to a branch."""
    branches = count // 100
    pages = range(branches + 3, branches + 3 + count)
    kids = b" ".join(b"%d 0 R" % number for number in range(3, branches + 3))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/MediaBox[0 0 9 9]/Kids[%s]>>" % (count, kids),
    ]
    for branch in range(branches):
        own = b" ".join(b"%d 0 R" % number for number in pages[branch * 100 : branch * 100 + 100])
        objects.append(b"<</Type/Pages/Parent 2 0 R/Count 100/Kids[%s]>>" % own)
    objects += [b"<</Type/Page/Parent %d 0 R>>" % (3 + n // 100) for n in range(count)]
    return a_pdf(objects)


def stream_bomb(size: int = 300_000_000) -> bytes:
    """A page whose content inflates twice, to 300 MB."""
    packer, packed = zlib.compressobj(9), bytearray()
    for _ in range(size // 1_000_000):
        packed += packer.compress(b" " * 1_000_000)
    packed += packer.flush()
    filters = b"/Filter[/FlateDecode/FlateDecode]"
    return a_pdf([*_leaf(), a_stream(zlib.compress(bytes(packed), 9), filters)])


def object_stream_bomb() -> bytes:
    """The catalogue itself lies in an object stream that inflates to 100 MB."""
    head = b"1 0 <</Type/Catalog/Pages 2 0 R>>"
    packed = zlib.compress(head + b" " * 100_000_000, 9)
    out = bytearray(b"%PDF-1.7\n")
    holder = len(out)
    out += b"3 0 obj\n"
    out += a_stream(packed, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode") + b"\nendobj\n"
    table = len(out)
    rows = b"".join(
        struct.pack(">BLH", *row) for row in ((0, 0, 65535), (2, 3, 0), (2, 3, 0), (1, holder, 0))
    )
    out += b"4 0 obj\n"
    out += a_stream(rows, b"/Type/XRef/Size 4/W[1 4 2]/Root 1 0 R") + b"\nendobj\n"
    return bytes(out) + b"startxref\n%d\n%%%%EOF" % table


def xref_loop() -> bytes:
    """Its table's predecessor is the table."""
    content = a_pdf(_leaf())
    start = content.rindex(b"xref\n0")
    return content.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)


def page_loop() -> bytes:
    return a_pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])


def deep_pages(depth: int = 100_000) -> bytes:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    objects += [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 3) for n in range(depth)]
    return a_pdf([*objects, b"<</Type/Page/MediaBox[0 0 9 9]>>"])


def encrypted_pdf() -> bytes:
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>/ID[(a)(a)]" % (
        b"o" * 32,
        b"u" * 32,
    )
    return a_pdf([*_leaf(), a_stream(b"")], lock)


def a_picture(width: int, height: int, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#204060").save(file, kind)
    return file.getvalue()


def huge_png(width: int = 50_000, height: int = 50_000) -> bytes:
    """Black, in grey of one bit: 2,500 megapixels in less than 400 kB."""

    def chunk(name: bytes, content: bytes) -> bytes:
        crc = struct.pack(">L", zlib.crc32(name + content))
        return struct.pack(">L", len(content)) + name + content + crc

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)
