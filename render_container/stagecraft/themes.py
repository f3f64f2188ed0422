"""Colours by role, so that no component names a colour itself."""

from dataclasses import dataclass, field
from typing import Final

from manim import BLUE, GOLD, GREEN, ORANGE, PINK, PURPLE, RED, TEAL, WHITE, YELLOW


@dataclass(frozen=True)
class Theme:
    """`primary` is text, `accent` what is spoken about now, `secondary` structure, `muted` done."""

    name: str
    background: str
    primary: str
    accent: str
    secondary: str
    muted: str
    panel: str
    edge: str
    ghost: str
    on_accent: str
    series: tuple[str, ...]
    syntax: dict[str, str] = field(hash=False)
    varied: bool = False
    textured: bool = False

    def structure(self, index: int) -> str:
        """The structural colour of the index-th of several equals."""
        return self.series[index % len(self.series)] if self.varied else self.secondary


CHALKBOARD: Final = Theme(
    name="chalkboard",
    background="#1C1C1C",
    primary="#F5F0E8",
    accent="#E8D44D",
    secondary="#6EC6E8",
    muted="#9A958B",
    panel="#262626",
    edge="#595956",
    ghost="#2A2A29",
    on_accent="#1C1C1C",
    series=("#E8D44D", "#6EC6E8", "#F2937E", "#9AD5A4", "#C7A9E8", "#F2B36B"),
    syntax={
        "Keyword": "#E8D44D",
        "Name.Function": "#6EC6E8",
        "Name.Class": "#6EC6E8",
        "Name.Builtin": "#9FD3E8",
        "Name.Decorator": "#C7A9E8",
        "Name.Tag": "#E8D44D",
        "Name.Attribute": "#6EC6E8",
        "String": "#9AD5A4",
        "Number": "#F2937E",
        "Operator.Word": "#E8D44D",
        "Comment": "#9A958B",
    },
    textured=True,
)

LIGHT: Final = Theme(
    name="light",
    background="#FAFAFA",
    primary="#1A1A1A",
    accent="#2563EB",
    secondary="#16A34A",
    muted="#6B7280",
    panel="#FFFFFF",
    edge="#CDD3DC",
    ghost="#EFF1F4",
    on_accent="#FFFFFF",
    series=("#2563EB", "#16A34A", "#D97706", "#DC2626", "#7C3AED", "#0891B2"),
    syntax={
        "Keyword": "#7C3AED",
        "Name.Function": "#2563EB",
        "Name.Class": "#2563EB",
        "Name.Builtin": "#0E7490",
        "Name.Decorator": "#B45309",
        "Name.Tag": "#7C3AED",
        "Name.Attribute": "#2563EB",
        "String": "#15803D",
        "Number": "#C2410C",
        "Operator.Word": "#7C3AED",
        "Comment": "#6B7280",
    },
)

COLORFUL: Final = Theme(
    name="colorful",
    background="#000000",
    primary=WHITE.to_hex(),
    accent=YELLOW.to_hex(),
    secondary=BLUE.to_hex(),
    muted="#8E8E93",
    panel="#15161A",
    edge="#4A4B52",
    ghost="#16171B",
    on_accent="#000000",
    series=tuple(c.to_hex() for c in (BLUE, GREEN, ORANGE, PINK, PURPLE, TEAL, GOLD, RED)),
    syntax={
        "Keyword": PINK.to_hex(),
        "Name.Function": BLUE.to_hex(),
        "Name.Class": TEAL.to_hex(),
        "Name.Builtin": TEAL.to_hex(),
        "Name.Decorator": "#C78AE0",
        "Name.Tag": PINK.to_hex(),
        "Name.Attribute": BLUE.to_hex(),
        "String": GREEN.to_hex(),
        "Number": ORANGE.to_hex(),
        "Operator.Word": PINK.to_hex(),
        "Comment": "#8E8E93",
    },
    varied=True,
)

THEMES: Final = {theme.name: theme for theme in (CHALKBOARD, LIGHT, COLORFUL)}


def theme_named(name: str) -> Theme:
    if name not in THEMES:
        raise ValueError(f"no theme is called {name!r}; there are {', '.join(THEMES)}")
    return THEMES[name]
