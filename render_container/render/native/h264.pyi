from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Plane: TypeAlias = NDArray[np.uint8]
Box: TypeAlias = tuple[int, int, int, int]

# Writes one stream of pictures of one size, each from the one before. Sizes are even; raises
# ValueError for others, and for planes of another size.
class Writer:
    def __init__(self, width: int, height: int, fps: int) -> None: ...

    # Parameter sets with start codes: what a decoder needs before the first picture.
    def headers(self) -> bytes: ...

    # One picture with its start code; outside the rectangles it equals the one before. A key
    # picture takes all of the planes and can be decoded alone, as the first one always is. None
    # stands for whatever was last written with a higher QP than this one. Some macroblocks that
    # have rested for 0.3 seconds are written with the QP `fine` if that is lower: -1 is for never.
    def encode(
        self,
        y: Plane,
        u: Plane,
        v: Plane,
        rects: Iterable[Box] | None,
        key: bool,
        qp: int,
        fine: int = -1,
        /,
    ) -> bytes: ...

    # A picture that equals the one before.
    def repeat(self) -> bytes: ...

    # What a decoder has by now: three planes of whole macroblocks.
    def decoded(self) -> tuple[bytes, bytes, bytes]: ...
