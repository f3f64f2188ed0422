"""The picture a list of videos shows: one frame, a tenth into the film."""

import io
from pathlib import Path
from typing import Any, Final

import av
from PIL import Image

_SIZE: Final = (640, 360)
_PLACE: Final = 0.1
_JPEG_QUALITY: Final = 88


def thumbnail(film: Path, seconds: float) -> bytes:
    """A JPEG that fits into 640 by 360."""
    wanted = seconds * _PLACE
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        assert stream.time_base is not None
        container.seek(int(wanted / stream.time_base), stream=stream)
        for frame in container.decode(stream):
            if frame.time is None or frame.time + 1e-6 >= wanted:
                break
    scale = _scale(frame.width, frame.height)
    picture: Any = frame
    image = picture.to_image(width=round(frame.width * scale), height=round(frame.height * scale))
    return _jpeg(image)


def thumbnail_of(picture: Image.Image) -> bytes:
    """The same of a picture that is at hand, on black where it is transparent."""
    scale = _scale(picture.width, picture.height)
    size = round(picture.width * scale), round(picture.height * scale)
    return _jpeg(picture.convert("RGB").resize(size, Image.Resampling.LANCZOS))


def _scale(width: int, height: int) -> float:
    return min(_SIZE[0] / width, _SIZE[1] / height)


def _jpeg(image: Image.Image) -> bytes:
    encoded = io.BytesIO()
    image.save(encoded, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    return encoded.getvalue()
