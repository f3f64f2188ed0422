"""What all components share: a place on the stage, panels, and their entrance."""

from manim import Animation, RoundedRectangle, VGroup, VMobject

from stagecraft.motion import Appear, Beat
from stagecraft.stage import PX, Area, stage
from stagecraft.themes import Theme


class Component(VGroup):
    """A visual that lays itself out on the stage and unfolds in beats."""

    def __init__(self) -> None:
        super().__init__()
        self.palette: Theme = stage().theme
        self.area: Area = stage().area

    def entrance(self) -> Animation:
        """Beat 0."""
        return Beat(self, [Appear(part) for part in self.submobjects], run_time=0.6)


def panel(
    area: Area,
    *,
    fill: str | None = None,
    edge: str | None = None,
    width: float = 2.0,
    radius: float = 12 * PX,
) -> VMobject:
    """A rounded rectangle that fills an area."""
    theme = stage().theme
    box = RoundedRectangle(
        width=area.width,
        height=area.height,
        corner_radius=min(radius, area.height / 2.01, area.width / 2.01),
        fill_color=fill or theme.panel,
        fill_opacity=1.0,
        stroke_color=edge or theme.edge,
        stroke_width=width,
    )
    return box.move_to(area.center)


def roomy(height: float, area: Area) -> float:
    """Rows may be taller where lines are shorter."""
    return height * 1.7 if area.height > area.width else height
