# ruff: noqa: F403, F405
"""A tangent that follows a point: axes, curves, value trackers and updaters."""

import numpy as np
from manim import *


def height(x: float) -> float:
    return float(2 * np.sin(x) * np.exp(-x / 8) + 2)


def slope(x: float, step: float = 1e-4) -> float:
    return (height(x + step) - height(x - step)) / (2 * step)


class SlidingTangent(Scene):
    def construct(self) -> None:
        axes = Axes(x_range=[0, 10, 1], y_range=[0, 5, 1], x_length=11, y_length=5.5)
        names = axes.get_axis_labels(Text("t", font_size=28), Text("h", font_size=28))
        curve = axes.plot(height, x_range=[0, 10], color=BLUE)
        self.play(Create(axes), FadeIn(names), run_time=2)
        self.play(Create(curve), run_time=2)
        place = ValueTracker(0.5)
        dot = always_redraw(
            lambda: Dot(axes.c2p(place.get_value(), height(place.get_value())), color=YELLOW)
        )
        tangent = always_redraw(lambda: self.tangent_at(axes, place.get_value()))
        label = always_redraw(
            lambda: Text(f"slope {slope(place.get_value()):+.1f}", font_size=26).next_to(dot, UP)
        )
        self.play(FadeIn(dot), Create(tangent), FadeIn(label))
        self.play(place.animate.set_value(4.7), run_time=4, rate_func=linear)
        self.wait(1)
        self.play(place.animate.set_value(9.2), run_time=4)
        self.play(FadeOut(tangent), FadeOut(label))
        area = axes.get_area(curve, x_range=(1, 9), color=[BLUE, GREEN], opacity=0.5)
        self.play(FadeIn(area), run_time=1.5)
        self.wait(2)

    def tangent_at(self, axes: Axes, x: float) -> Line:
        rise = slope(x)
        return Line(
            axes.c2p(x - 1, height(x) - rise), axes.c2p(x + 1, height(x) + rise), color=YELLOW
        )
