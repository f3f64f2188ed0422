"""Draws what changed: a picture kept up to date from one list of shapes to the next.

The canvas follows the camera, and what others draw; a display list remembers
every shape, compares a new list with the old one, and paints again only the
rectangles in which something differs. It is a native one where that was built,
and then leaves a sketch that another thread may paint while the scene goes on.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import starmap
from typing import NamedTuple, Protocol, cast

import cairo
import numpy as np
from manim import Camera, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from numpy.typing import NDArray

from render.display_list import DisplayList
from render.geometry import Rect, merged, unlike
from render.native import load
from render.sight import Sight, sight

Pixels = NDArray[np.uint8]


class Overlay(NamedTuple):
    """A picture, in the canvas's own channel order, and where it lies."""

    surface: cairo.ImageSurface
    box: Rect


class Sketch(Protocol):
    """What is still to be painted, whatever becomes of the shapes."""

    @property
    def rects(self) -> Sequence[tuple[int, int, int, int]]: ...

    def paint(self) -> None: ...


def _ready() -> None:
    """Nobody else is painting."""


class Canvas:
    """Pixels (RGBA, as Manim orders them) and the shapes they show.

    With a `share` below one the shapes take the upper part of the picture only,
    smaller, and leave the lower part to whatever covers it.
    """

    def __init__(self, camera: Camera, share: float = 1.0) -> None:
        self.width, self.height = camera.pixel_width, camera.pixel_height
        self._pixels: Pixels = np.zeros((self.height, self.width, 4), np.uint8)
        self.bounds = Rect(0, 0, self.width, self.height)
        self._camera = camera
        self._share = share
        self._list = _display_list(self._pixels, camera)
        self._sight = Sight(cairo.Matrix(), camera.cairo_line_width_multiple, self._pixels)
        self._see(self._sight)
        self._overlay: Overlay | None = None
        self._stale = True
        self._fresh: list[Rect] = []
        self._sketch: Sketch | None = None
        self._wait: Callable[[], None] = _ready

    @property
    def pixels(self) -> Pixels:
        """The picture, painted to the end; whatever others paint meanwhile is waited for."""
        wait, self._wait = self._wait, _ready
        wait()
        sketch, self._sketch = self._sketch, None
        if sketch is not None:
            sketch.paint()
        return self._pixels

    def hand_over(self, wait: Callable[[], None]) -> Callable[[], Pixels]:
        """The picture for somebody else to paint, one after the other, until `wait` returns."""
        self._wait, sketch, self._sketch = wait, self._sketch, None

        def painted() -> Pixels:
            if sketch is not None:
                sketch.paint()
            return self._pixels

        return painted

    def settle(self, shapes: Sequence[VMobject]) -> None:
        """Look at shapes that will be drawn as they are now, whatever becomes of them."""
        self._follow_camera(shapes)
        self._list.settle(shapes)

    def draw(self, shapes: Sequence[VMobject], settled: int = 0) -> list[Rect]:
        """Show exactly these shapes, the first as settled; answer where the picture changed."""
        self._follow_camera(shapes)
        if not self._list.compare(shapes, settled):
            self._stale = True
        return self.refresh()

    def take(self, picture: Pixels) -> list[Rect]:
        """Show a picture that somebody else drew."""
        self._see(self._sight._replace(background=picture))
        if not self._stale and self._overlay is None and self._pixels.shape == picture.shape:
            self._list.clean()
            for rect in unlike(self.pixels, picture):
                self._list.touch(rect)
        else:
            self._stale = True
        return self.refresh()

    def moved_on(self, shapes: Sequence[VMobject]) -> bool:
        """Whether the camera sees these otherwise than when they were settled."""
        return not self._look_through(shapes).equals(self._sight)

    def alone(self, shapes: Sequence[VMobject]) -> Pixels:
        """The picture of settled shapes and nothing else, as they were seen then."""
        pixels = self.pixels
        self._list.keep(shapes)
        self._list.paint(True)
        self._stale = True
        return pixels.copy()

    def develop(self) -> None:
        """Let the camera have the picture, for scenes that look at it."""
        pixels = self._camera.pixel_array
        if (
            self._share == 1
            and pixels is not self._sight.background
            and pixels.shape == self._pixels.shape
        ):
            for x0, y0, x1, y1 in merged(self._fresh, self.bounds):
                pixels[y0:y1, x0:x1] = self.pixels[y0:y1, x0:x1]
        self._fresh = []

    def overtaken(self) -> None:
        """The camera's picture is another one by now."""
        self._fresh = [self.bounds]

    def cover(self, overlay: Overlay | None) -> None:
        """Lay something over the picture from now on."""
        for each in (self._overlay, overlay):
            if each is not None:
                self._list.touch(each.box)
        self._overlay = overlay
        if overlay is None:
            self._list.cover(None, 0, self.bounds)
        else:
            overlay.surface.flush()
            data, stride = overlay.surface.get_data(), overlay.surface.get_stride()
            self._list.cover(data, stride, overlay.box)

    def refresh(self) -> list[Rect]:
        """Have painted what changed since the last time, and answer where."""
        whole, self._stale = self._stale, False
        rects = list(starmap(Rect, self._painted(whole)))
        self._fresh += rects
        return rects

    def _painted(self, whole: bool) -> Iterable[tuple[int, int, int, int]]:
        """Only as a sketch, unless what lies behind may change before that is painted."""
        if isinstance(self._list, DisplayList) or not self._backed_by_camera:
            assert self.pixels is self._pixels
            return self._list.paint(whole)
        if self._sketch is not None:
            assert self.pixels is self._pixels
        sketch = self._list.sketch(whole)
        self._sketch = sketch if sketch.rects else None
        return sketch.rects

    @property
    def _backed_by_camera(self) -> bool:
        return self._sight.background is self._camera.background

    def _look_through(self, shapes: Sequence[VMobject]) -> Sight:
        if shapes:
            return sight(self._camera, self._share)
        return self._sight._replace(background=self._camera.background)

    def _follow_camera(self, shapes: Sequence[VMobject]) -> None:
        now, before = self._look_through(shapes), self._sight
        if not now.equals(before):
            drew = self._see(now)
            self._stale |= drew or now.background is not before.background

    def _see(self, now: Sight) -> bool:
        """Forget all shapes; whether there were any."""
        self._sight, to = now, now.matrix
        placing = to.xx, to.yx, to.xy, to.yy, to.x0, to.y0
        return self._list.see(placing, now.thickness, now.background)


def _display_list(pixels: Pixels, camera: Camera) -> DisplayList:
    native = load("canvas")
    if native is None:
        return DisplayList(pixels, camera)
    return cast(DisplayList, native.DisplayList(pixels, VMobject, LINE_JOIN_MAP, CAP_STYLE_MAP))
