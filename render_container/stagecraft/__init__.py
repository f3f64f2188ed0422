# ruff: noqa: F401
"""Stagecraft: the vocabulary that scenes are written in. `from stagecraft import *` is enough."""

from math import cos, exp, log, log2, pi, sin, sqrt

import manim as _manim
import numpy as np
from manim import *  # noqa: F403

from stagecraft.arrays import Array
from stagecraft.code_listing import CodeListing
from stagecraft.comparison import Comparison
from stagecraft.component import Component
from stagecraft.diagram import Diagram
from stagecraft.equation import Equation
from stagecraft.lettering import Words
from stagecraft.plot import Plot
from stagecraft.recap import Recap
from stagecraft.segment import Segment
from stagecraft.stage import Area
from stagecraft.steps import Steps
from stagecraft.themes import THEMES, Theme
from stagecraft.timeline import Timeline
from stagecraft.title_card import TitleCard

_OURS = (
    "Area", "Array", "CodeListing", "Comparison", "Component", "Diagram", "Equation", "Plot",
    "Recap", "Segment", "Steps", "THEMES", "Theme", "Timeline", "TitleCard", "Words",
)  # fmt: skip
_ARITHMETIC = ("cos", "exp", "log", "log2", "np", "pi", "sin", "sqrt")
_MANIM = tuple(name for name in vars(_manim) if not name.startswith("_"))

__all__ = [*_MANIM, *_ARITHMETIC, *_OURS]  # noqa: PLE0604
