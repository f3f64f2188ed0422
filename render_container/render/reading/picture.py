"""A picture, decoded once and written again as a plain PNG of moderate size."""

import io
import struct
import warnings
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from render.reading.found import Found, Unreadable

MOST_PIXELS: Final = 50_000_000
LONGER_SIDE: Final = 1568
_SMALLER: Final = (LONGER_SIDE, 1176, 784)
_MOST_BYTES: Final = 3_500_000
"""Language models take no larger ones; a detailed photograph has more as a PNG of full size."""
_MAGIC: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")


def read_picture(content: bytes, *, most_pixels: int = MOST_PIXELS) -> Found:
    """Whatever its name says, its first bytes decide. Raises `Unreadable`."""
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if not (webp or content.startswith(_MAGIC)):
        raise Unreadable("it is not a PNG, JPEG, GIF or WebP picture")
    Image.MAX_IMAGE_PIXELS = None  # the count below is stricter, and says so itself
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                return Found(picture=_plain(image, most_pixels))
    except UnidentifiedImageError as error:
        raise Unreadable("it is a damaged picture") from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        ArithmeticError,
        LookupError,
        struct.error,
    ) as error:
        raise Unreadable(f"it is a damaged picture ({type(error).__name__})") from error


def _plain(image: Image.Image, most_pixels: int) -> bytes:
    width, height = image.size
    if width * height > most_pixels:
        raise Unreadable(
            f"it has {width:,} x {height:,} pixels; {most_pixels // 1_000_000} million are read "
            "at most"
        )
    image.draft("RGB", (LONGER_SIDE, LONGER_SIDE))
    image.load()
    seen = image.convert("RGBA" if image.has_transparency_data else "RGB")
    seen.thumbnail((LONGER_SIDE, LONGER_SIDE))
    seen = ImageOps.exif_transpose(seen)
    for side in _SMALLER:
        seen.thumbnail((side, side))
        png = _as_png(seen)
        if len(png) <= _MOST_BYTES:
            break
    return png


def _as_png(seen: Image.Image) -> bytes:
    file = io.BytesIO()
    Image.frombytes(seen.mode, seen.size, seen.tobytes()).save(file, "PNG")
    return file.getvalue()
