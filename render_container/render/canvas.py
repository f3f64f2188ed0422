"""Draws what changed: a picture kept up to date from one list of shapes to the next.

This is the other seam a native module may replace. The canvas remembers every
shape it drew; a new list is compared with the old one, and only the rectangles
in which something differs are painted again, in Manim's own order and manner.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import cairo
import numpy as np
from manim import Camera, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from numpy.typing import NDArray

from render.drawn import Drawn, Layer, looked_at, outline
from render.geometry import Rect, merged

Pixels = NDArray[np.uint8]

_MITER: Final = 10.0
_ROUND: Final = 1.5


class Overlay(NamedTuple):
    """A picture, in the canvas's own channel order, and where it lies."""

    surface: cairo.ImageSurface
    box: Rect


class Canvas:
    """Pixels (RGBA, as Manim orders them) and the shapes they show.

    With a `share` below one the shapes take the upper part of the picture only,
    smaller, and leave the lower part to whatever covers it.
    """

    def __init__(self, camera: Camera, share: float = 1.0) -> None:
        self.width, self.height = camera.pixel_width, camera.pixel_height
        self.pixels: Pixels = np.zeros((self.height, self.width, 4), np.uint8)
        self.bounds = Rect(0, 0, self.width, self.height)
        surface = cairo.ImageSurface.create_for_data(
            self.pixels.data, cairo.FORMAT_ARGB32, self.width, self.height
        )
        self._context = cairo.Context(surface)
        self._camera = camera
        self._share = share
        self._matrix = cairo.Matrix()
        self._backdrop: Pixels = self.pixels
        self._drawn: dict[int, Drawn] = {}
        self._overlay: Overlay | None = None
        self._changed: list[Rect] = []
        self._stale = True

    def draw(self, shapes: Sequence[VMobject], settled: int = 0) -> list[Rect]:
        """Show exactly these shapes; answer where the picture changed, or may have.

        The first `settled` of them are as they were the last time.
        """
        self._follow_camera()
        self._changed += self._compare(shapes, settled)
        if not self._in_order():
            self._stale = True
        return self.refresh()

    def take(self, picture: Pixels) -> list[Rect]:
        """Show a picture that somebody else drew."""
        self._backdrop, self._drawn, self._stale = picture, {}, True
        return self.refresh()

    def cover(self, overlay: Overlay | None) -> None:
        """Lay something over the picture from now on."""
        self._changed += [each.box for each in (self._overlay, overlay) if each is not None]
        self._overlay = overlay

    def refresh(self) -> list[Rect]:
        """Paint what changed since the last time, and answer where."""
        rects = [self.bounds] if self._stale else merged(self._changed, self.bounds)
        self._stale, self._changed = False, []
        for rect in rects:
            self._paint(rect)
        return rects

    def _follow_camera(self) -> None:
        camera = self._camera
        across = self.width / camera.frame_width * self._share
        down = self.height / camera.frame_height * self._share
        x, y, _ = camera.frame_center
        top = y + camera.frame_height / 2
        matrix = cairo.Matrix(across, 0, 0, -down, self.width / 2 - x * across, top * down)
        if matrix != self._matrix or self._backdrop is not camera.background:
            self._matrix, self._backdrop = matrix, camera.background
            self._drawn, self._stale = {}, True

    def _compare(self, shapes: Sequence[VMobject], settled: int) -> list[Rect]:
        """Bring the list of drawn shapes up to date; where the old and the new ones are."""
        before, self._drawn = self._drawn, {}
        new: list[Drawn] = []
        changed: list[Rect | None] = []
        for place, shape in enumerate(shapes):
            key = id(shape)
            if key in self._drawn or not isinstance(shape, VMobject):
                continue
            drawn = before.pop(key, None)
            if drawn is None or place >= settled:
                now = looked_at(shape, drawn)
                if now is not drawn:
                    changed.append(drawn.box if drawn else None)
                    new.append(now)
                drawn = now
            self._drawn[key] = drawn
        changed += [gone.box for gone in before.values()]
        self._locate([drawn for drawn in new if drawn.visible])
        outline([drawn for drawn in new if drawn.box and not drawn.outline])
        changed += [drawn.box for drawn in new]
        return [box for box in changed if box is not None]

    def _in_order(self) -> bool:
        """Whether the shapes that stayed are still stacked as they were."""
        last, ordered = 0, True
        for place, drawn in enumerate(self._drawn.values(), 1):
            if drawn.place:
                ordered = ordered and drawn.place > last
                last = drawn.place
            drawn.place = place
        return ordered

    def _locate(self, visible: list[Drawn]) -> None:
        if not visible:
            return
        points = np.concatenate([drawn.shape.points[:, :2] for drawn in visible])
        scale = np.array([self._matrix.xx, self._matrix.yy])
        placed = points * scale + np.array([self._matrix.x0, self._matrix.y0])
        starts = np.cumsum([0] + [len(drawn.shape.points) for drawn in visible[:-1]])
        low = np.minimum.reduceat(placed, starts)
        high = np.maximum.reduceat(placed, starts)
        margins = np.array([self._margin(drawn) for drawn in visible])[:, None]
        finite = np.isfinite(low + high).all(axis=1, keepdims=False)
        boxes = np.hstack([np.floor(low - margins), np.ceil(high + margins)])
        limits = np.array([self.width, self.height] * 2) + 1
        corners = np.clip(np.nan_to_num(boxes), -1, limits).astype(int).tolist()
        for drawn, box, sound in zip(visible, corners, finite.tolist(), strict=True):
            rect = Rect(*box)
            drawn.box = rect if sound and rect.meets(self.bounds) else None

    def _margin(self, drawn: Drawn) -> float:
        widest = max(layer.width or 0 for layer in drawn.layers)
        width = widest * self._camera.cairo_line_width_multiple
        sharp = LINE_JOIN_MAP[drawn.shape.joint_type] == cairo.LineJoin.MITER
        return float(2 + width * self._matrix.xx / 2 * (_MITER if sharp else _ROUND))

    def _paint(self, rect: Rect) -> None:
        context, part = self._context, np.s_[rect.y0 : rect.y1, rect.x0 : rect.x1]
        self.pixels[part] = self._backdrop[part]
        context.get_target().mark_dirty()
        context.save()
        context.identity_matrix()
        context.new_path()
        context.rectangle(rect.x0, rect.y0, rect.width, rect.height)
        context.clip()
        context.set_matrix(self._matrix)
        for drawn in self._drawn.values():
            if drawn.box is not None and drawn.box.meets(rect):
                self._paint_shape(drawn)
        if self._overlay is not None and self._overlay.box.meets(rect):
            context.identity_matrix()
            context.set_source_surface(
                self._overlay.surface, self._overlay.box.x0, self._overlay.box.y0
            )
            context.paint()
        context.restore()
        context.get_target().flush()

    def _paint_shape(self, drawn: Drawn) -> None:
        context, shape = self._context, drawn.shape
        context.new_path()
        if drawn.path is None:
            assert drawn.outline is not None
            drawn.outline.trace(context)
            drawn.path = context.copy_path()
        else:
            context.append_path(drawn.path)
        for layer in drawn.layers:
            self._choose_colour(layer, shape)
            if layer.width is None:
                context.fill_preserve()
            else:
                context.set_line_width(layer.width * self._camera.cairo_line_width_multiple)
                context.set_line_join(LINE_JOIN_MAP[shape.joint_type])
                context.set_line_cap(CAP_STYLE_MAP[shape.cap_style])
                context.stroke_preserve()

    def _choose_colour(self, layer: Layer, shape: VMobject) -> None:
        if len(layer.colours) > 1:
            self._camera.set_cairo_context_color(self._context, np.array(layer.colours), shape)
        else:
            red, green, blue, opacity = layer.colours[0]
            self._context.set_source_rgba(blue, green, red, opacity)
