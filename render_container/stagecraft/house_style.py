"""What plain manim mobjects look like when scene code does not say."""

from typing import Final

from manim import Annulus, Dot, MarkupText, Paragraph, Rectangle, Text, VMobject, config

from stagecraft.shaping import REGULAR
from stagecraft.themes import Theme

_WHITE_BY_DEFAULT: Final = (VMobject, Rectangle, Dot, Annulus)
_LETTERED: Final = (Text, MarkupText, Paragraph)


def dress(theme: Theme) -> None:
    """Draw and write in the theme's primary colour: manim's white is lost on a light board.

    What is put behind a text has the board's colour.
    """
    config.background_color = theme.background
    for shape in _WHITE_BY_DEFAULT:
        shape.set_default(color=theme.primary)
    for text in _LETTERED:
        text.set_default(color=theme.primary, font=REGULAR.font)
