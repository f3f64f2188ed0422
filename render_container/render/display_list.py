"""The shapes that a picture shows, compared by value from one list to the next.

This is the fallback for `DisplayList` in native/canvas.c, and says what that has
to do: the same methods, the same rectangles, the same pixels.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import cairo
import numpy as np
from manim import Camera, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from numpy.typing import NDArray

from render.drawn import Drawn, Layer, looked_at, outline
from render.geometry import Rect, merged
from render.outlines import has_sharp_corner

Pixels = NDArray[np.uint8]
Matrix = tuple[float, float, float, float, float, float]

_MITER: Final = 10.0
_ROUND: Final = 1.5


class DisplayList:
    """Draws on these pixels, in Manim's own order and manner, what was touched."""

    def __init__(self, pixels: Pixels, camera: Camera) -> None:
        self._pixels, self._camera = pixels, camera
        height, width = pixels.shape[:2]
        self._bounds = Rect(0, 0, width, height)
        surface = cairo.ImageSurface.create_for_data(
            pixels.data, cairo.FORMAT_ARGB32, width, height
        )
        self._context = cairo.Context(surface)
        self._matrix, self._thickness, self._background = cairo.Matrix(), 0.0, pixels
        self._drawn: dict[int, Drawn] = {}
        self._touched: list[Rect] = []
        self._cover: tuple[cairo.ImageSurface, Rect] | None = None

    def see(self, matrix: Matrix, thickness: float, background: Pixels) -> bool:
        """Forget all shapes, and see others so from now on; answer whether there were any."""
        drew = bool(self._drawn)
        self._matrix, self._thickness = cairo.Matrix(*matrix), thickness
        self._background, self._drawn = background, {}
        return drew

    def settle(self, shapes: Sequence[VMobject]) -> None:
        """Look at shapes that will be drawn as they are now, whatever becomes of them."""
        new: list[Drawn] = []
        for shape in shapes:
            if not isinstance(shape, VMobject):
                continue
            drawn = self._drawn.get(id(shape))
            now = looked_at(shape, drawn)
            if now is not drawn:
                self._touched += [drawn.box] if drawn and drawn.box else []
                self._drawn[id(shape)] = now
                new.append(now)
        self._touched += self._arranged(new)

    def compare(self, shapes: Sequence[VMobject], settled: int) -> bool:
        """Show exactly these, the first as settled; answer whether they are stacked as before."""
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
        self._touched += [box for box in changed if box is not None] + self._arranged(new)
        return self._in_order()

    def keep(self, shapes: Sequence[VMobject]) -> None:
        """Forget all shapes but these, and touch nothing."""
        drawn = self._drawn
        self._drawn = {key: drawn[key] for key in map(id, shapes) if key in drawn}

    def touch(self, rect: Rect) -> None:
        """Have this part drawn again."""
        self._touched.append(rect)

    def clean(self) -> None:
        """Have nothing drawn again."""
        self._touched = []

    def cover(self, data: memoryview | None, stride: int, box: Rect) -> None:
        """Lay these pixels over the shapes from now on; nothing where there are none."""
        if data is None:
            self._cover = None
        else:
            surface = cairo.ImageSurface.create_for_data(
                data, cairo.FORMAT_ARGB32, box.width, box.height, stride
            )
            self._cover = surface, box

    def paint(self, whole: bool) -> Iterable[Rect]:
        """Draw everything, or what was touched since the last time, and answer where."""
        rects = [self._bounds] if whole else merged(self._touched, self._bounds)
        self._touched = []
        for rect in rects:
            self._paint(rect)
        return rects

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
        matrix, (width, height) = self._matrix, self._bounds[2:]
        points = np.concatenate(
            [drawn.shape.points for drawn in visible], dtype=float, casting="unsafe"
        )
        placed = points * (matrix.xx, matrix.yy, 1) + (matrix.x0, matrix.y0, 0)
        starts = np.cumsum([0] + [len(drawn.shape.points) for drawn in visible[:-1]])
        low = np.minimum.reduceat(placed, starts)
        high = np.maximum.reduceat(placed, starts)
        margins = np.array([self._margin(drawn) for drawn in visible])[:, None]
        finite = np.isfinite(np.hstack([low, high])).all(axis=1, keepdims=False)
        boxes = np.hstack([np.floor(low - margins)[:, :2], np.ceil(high + margins)[:, :2]])
        limits = np.array([width, height] * 2) + 1
        corners = np.clip(np.nan_to_num(boxes), -1, limits).astype(int).tolist()
        for drawn, box, sound in zip(visible, corners, finite.tolist(), strict=True):
            rect = Rect(*box)
            drawn.box = rect if sound and rect.meets(self._bounds) else None

    def _margin(self, drawn: Drawn) -> float:
        widest = max(0, *(layer.width or 0 for layer in drawn.layers))
        sharp = LINE_JOIN_MAP[drawn.shape.joint_type] == cairo.LineJoin.MITER
        if sharp and widest:
            points = np.asarray(drawn.shape.points, np.float64)
            with np.errstate(all="ignore"):
                sharp = has_sharp_corner(points, self._matrix.xx, self._matrix.yy)
        scale = max(abs(self._matrix.xx), abs(self._matrix.yy))
        return float(2 + widest * self._thickness * scale / 2 * (_MITER if sharp else _ROUND))

    def _paint(self, rect: Rect) -> None:
        context, part = self._context, np.s_[rect.y0 : rect.y1, rect.x0 : rect.x1]
        self._pixels[part] = self._background[part]
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
        if self._cover is not None and self._cover[1].meets(rect):
            surface, box = self._cover
            context.identity_matrix()
            context.set_source_surface(surface, box.x0, box.y0)
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
                context.set_line_width(layer.width * self._thickness)
                context.set_line_join(LINE_JOIN_MAP[shape.joint_type])
                context.set_line_cap(CAP_STYLE_MAP[shape.cap_style])
                context.stroke_preserve()

    def _choose_colour(self, layer: Layer, shape: Any) -> None:
        if len(layer.colours) > 1:
            self._camera.set_cairo_context_color(self._context, np.array(layer.colours), shape)
        else:
            red, green, blue, opacity = layer.colours[0]
            self._context.set_source_rgba(blue, green, red, opacity)
