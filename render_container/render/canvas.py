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
from render.geometry import Rect, merged, unlike
from render.sight import Sight, sight

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
        self._sight = Sight(cairo.Matrix(), camera.cairo_line_width_multiple, self.pixels)
        self._drawn: dict[int, Drawn] = {}
        self._overlay: Overlay | None = None
        self._changed: list[Rect] = []
        self._stale = True
        self._fresh: list[Rect] = []

    def settle(self, shapes: Sequence[VMobject]) -> None:
        """Look at shapes that will be drawn as they are now, whatever becomes of them."""
        self._follow_camera(shapes)
        new: list[Drawn] = []
        for shape in shapes:
            if not isinstance(shape, VMobject):
                continue
            drawn = self._drawn.get(id(shape))
            now = looked_at(shape, drawn)
            if now is not drawn:
                self._changed += [drawn.box] if drawn and drawn.box else []
                self._drawn[id(shape)] = now
                new.append(now)
        self._changed += self._arranged(new)

    def draw(self, shapes: Sequence[VMobject], settled: int = 0) -> list[Rect]:
        """Show exactly these shapes, the first as settled; answer where the picture changed."""
        self._follow_camera(shapes)
        self._changed += self._compare(shapes, settled)
        if not self._in_order():
            self._stale = True
        return self.refresh()

    def take(self, picture: Pixels) -> list[Rect]:
        """Show a picture that somebody else drew."""
        self._sight, self._drawn = self._sight._replace(background=picture), {}
        if not self._stale and self._overlay is None and self.pixels.shape == picture.shape:
            self._changed = unlike(self.pixels, picture)
        else:
            self._stale = True
        return self.refresh()

    def moved_on(self, shapes: Sequence[VMobject]) -> bool:
        """Whether the camera sees these otherwise than when they were settled."""
        return not self._look_through(shapes).equals(self._sight)

    def alone(self, shapes: Sequence[VMobject]) -> Pixels:
        """The picture of settled shapes and nothing else, as they were seen then."""
        drawn = self._drawn
        self._drawn = {key: drawn[key] for key in map(id, shapes) if key in drawn}
        self._paint(self.bounds)
        self._stale = True
        return self.pixels.copy()

    def develop(self) -> None:
        """Let the camera have the picture, for scenes that look at it."""
        pixels = self._camera.pixel_array
        if (
            self._share == 1
            and pixels is not self._sight.background
            and pixels.shape == self.pixels.shape
        ):
            for x0, y0, x1, y1 in merged(self._fresh, self.bounds):
                pixels[y0:y1, x0:x1] = self.pixels[y0:y1, x0:x1]
        self._fresh = []

    def overtaken(self) -> None:
        """The camera's picture is another one by now."""
        self._fresh = [self.bounds]

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
        self._fresh += rects
        return rects

    def _look_through(self, shapes: Sequence[VMobject]) -> Sight:
        if shapes:
            return sight(self._camera, self._share)
        return self._sight._replace(background=self._camera.background)

    def _follow_camera(self, shapes: Sequence[VMobject]) -> None:
        now, before = self._look_through(shapes), self._sight
        if not now.equals(before):
            self._stale |= bool(self._drawn) or now.background is not before.background
            self._sight, self._drawn = now, {}

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
        return [box for box in changed if box is not None] + self._arranged(new)

    def _arranged(self, new: list[Drawn]) -> list[Rect]:
        """Find out where these are, and how they are outlined there."""
        self._locate([drawn for drawn in new if drawn.visible])
        outline([drawn for drawn in new if drawn.box and not drawn.outline])
        return [drawn.box for drawn in new if drawn.box is not None]

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
        matrix = self._sight.matrix
        points = np.concatenate([drawn.shape.points for drawn in visible])
        placed = points * (matrix.xx, matrix.yy, 1) + (matrix.x0, matrix.y0, 0)
        starts = np.cumsum([0] + [len(drawn.shape.points) for drawn in visible[:-1]])
        low = np.minimum.reduceat(placed, starts)
        high = np.maximum.reduceat(placed, starts)
        margins = np.array([self._margin(drawn) for drawn in visible])[:, None]
        finite = np.isfinite(np.hstack([low, high])).all(axis=1, keepdims=False)
        boxes = np.hstack([np.floor(low - margins)[:, :2], np.ceil(high + margins)[:, :2]])
        limits = np.array([self.width, self.height] * 2) + 1
        corners = np.clip(np.nan_to_num(boxes), -1, limits).astype(int).tolist()
        for drawn, box, sound in zip(visible, corners, finite.tolist(), strict=True):
            rect = Rect(*box)
            drawn.box = rect if sound and rect.meets(self.bounds) else None

    def _margin(self, drawn: Drawn) -> float:
        widest = max(0, *(layer.width or 0 for layer in drawn.layers))
        width = widest * self._sight.thickness
        sharp = LINE_JOIN_MAP[drawn.shape.joint_type] == cairo.LineJoin.MITER
        scale = max(abs(self._sight.matrix.xx), abs(self._sight.matrix.yy))
        return float(2 + width * scale / 2 * (_MITER if sharp else _ROUND))

    def _paint(self, rect: Rect) -> None:
        context, part = self._context, np.s_[rect.y0 : rect.y1, rect.x0 : rect.x1]
        self.pixels[part] = self._sight.background[part]
        context.get_target().mark_dirty()
        context.save()
        context.identity_matrix()
        context.new_path()
        context.rectangle(rect.x0, rect.y0, rect.width, rect.height)
        context.clip()
        context.set_matrix(self._sight.matrix)
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
                context.set_line_width(layer.width * self._sight.thickness)
                context.set_line_join(LINE_JOIN_MAP[shape.joint_type])
                context.set_line_cap(CAP_STYLE_MAP[shape.cap_style])
                context.stroke_preserve()

    def _choose_colour(self, layer: Layer, shape: VMobject) -> None:
        if len(layer.colours) > 1:
            self._camera.set_cairo_context_color(self._context, np.array(layer.colours), shape)
        else:
            red, green, blue, opacity = layer.colours[0]
            self._context.set_source_rgba(blue, green, red, opacity)
