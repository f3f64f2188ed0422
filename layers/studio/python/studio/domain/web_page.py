"""What a fetched page says, as text that a writer can read. Pure, and for any bytes."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from studio.domain.markup import markdown_of

MAX_PAGE_BYTES: Final = 2_000_000
MAX_TEXT_BYTES: Final = 200_000
MAX_REDIRECTS: Final = 5
_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_READABLE: Final = _HTML | {"application/json"}
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_LOOKED_AT: Final = 2048
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python knows stranger ones, some of which take quadratic time.
_ENCODINGS: Final = re.compile(
    r"utf-8|utf-16(-[lb]e)?|ascii|iso8859-\d+|cp125\d|cp437|cp8(50|66|74)|koi8-[ru]|mac-roman"
    r"|gb2312|gbk|gb18030|big5|big5hkscs|euc_(jp|kr)|shift_jis|cp932|cp949|iso2022_jp|johab"
)


@dataclass(frozen=True, slots=True)
class PageText:
    text: str
    cut: bool
    """Whether there was more than `MAX_TEXT_BYTES`."""


def media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def is_text(content_type: str) -> bool:
    """Whether an answer of this type is read at all."""
    kind = media_type(content_type)
    return kind.startswith("text/") or kind in _READABLE


def read_page(body: bytes, content_type: str) -> PageText:
    """HTML becomes Markdown under its title; other text stays as it is."""
    kind = media_type(content_type)
    text = _decoded(body, content_type, may_say_itself=kind in _HTML)
    if kind in _HTML:
        text = markdown_of(text)
    text = text.replace("\0", "").strip()
    whole = text.encode(errors="replace")
    kept = whole[:MAX_TEXT_BYTES].decode(errors="ignore")
    return PageText(kept, cut=len(whole) > MAX_TEXT_BYTES)


def _decoded(body: bytes, content_type: str, *, may_say_itself: bool) -> str:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    said = _CHARSET.search(content_type)
    if said is None and may_say_itself:
        said = _CHARSET.search(body[:_LOOKED_AT].decode("latin-1"))
    return body.decode(_known(said[1]) if said else "utf-8", "replace")


def _known(label: str) -> str:
    """Python's name of an encoding of the web; UTF-8 for any that is none."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return "utf-8"
    return name if _ENCODINGS.fullmatch(name) else "utf-8"
