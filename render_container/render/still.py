"""The last resort: a plain picture of a segment's title, drawn without any scene code."""

import textwrap
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from render.order import FilmOrder
from studio.domain.choices import Theme

_COLOURS: Final[dict[Theme, tuple[str, str]]] = {
    "chalkboard": ("#1C1C1C", "#F5F0E8"),
    "light": ("#FAFAFA", "#1A1A1A"),
    "colorful": ("#000000", "#FFFFFF"),
}
_FONT: Final = "Inter-Regular.otf"
_LINE_CHARACTERS: Final = 28


def draw_title(order: FilmOrder) -> NDArray[np.uint8]:
    background, ink = _COLOURS[order.theme]
    size = order.format.width, order.format.height
    image = Image.new("RGBA", size, background)
    ImageDraw.Draw(image).multiline_text(
        (size[0] / 2, size[1] / 2),
        textwrap.fill(order.title, _LINE_CHARACTERS),
        fill=ink,
        font=_font(min(size) // 12),
        anchor="mm",
        align="center",
    )
    return np.array(image)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Inter, or the font that comes with Pillow where it is not installed."""
    try:
        return ImageFont.truetype(_FONT, size)
    except OSError:
        return ImageFont.load_default(size)
