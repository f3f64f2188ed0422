from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Box = tuple[int, int, int, int]

def to_i420(pixels: Pixels, rects: Iterable[Box], y: Pixels, u: Pixels, v: Pixels) -> None:
    """Bring these parts of the planes up to date with the pixels: BT.709 in limited range.

    Pixels are RGBA in rows; rectangles are (x0, y0, x1, y1), clipped to the picture and grown to
    even edges. Raises ValueError for planes that are too small, read-only or not of bytes.
    """
