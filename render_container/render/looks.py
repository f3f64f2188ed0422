"""Pictures of a film for whoever looks at it."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import av
from PIL import Image

_WIDEST: Final = 1280
_JPEG_QUALITY: Final = 80
_NEARLY: Final = 1e-3


def pictures(film: Path, moments: Iterable[float]) -> Iterator[bytes]:
    """JPEGs of what is seen at these seconds, at most 1280 pixels wide."""
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        for seconds in moments:
            yield _jpeg(_frame(container, stream, seconds))


def _frame(container: Any, stream: Any, seconds: float) -> Any:
    """The last one that begins by then."""
    container.seek(int(seconds / stream.time_base), stream=stream)
    length = 1 / stream.average_rate
    for frame in container.decode(stream):
        if frame.time + length > seconds + _NEARLY:
            break
    return frame


def _jpeg(frame: Any) -> bytes:
    width = min(frame.width, _WIDEST)
    image: Image.Image = frame.to_image(
        width=width, height=round(frame.height * width / frame.width)
    )
    encoded = io.BytesIO()
    image.save(encoded, "JPEG", quality=_JPEG_QUALITY)
    return encoded.getvalue()
