# ruff: noqa: F403, F405
"""Forty bars put in order by insertion and by merging: many mobjects, short animations."""

import random

from manim import *

COUNT = 40


class SortedBars(Scene):
    def construct(self) -> None:
        chance = random.Random(7)  # noqa: S311 - nothing is secret here
        heights = [0.3 + 4.2 * (place + 1) / COUNT for place in range(COUNT)]
        chance.shuffle(heights)
        bars = [self.bar(height) for height in heights]
        row = VGroup(*bars).arrange(RIGHT, buff=0.06, aligned_edge=DOWN).shift(0.4 * DOWN)
        self.slots = [bar.get_x() for bar in bars]
        title = Text("Putting forty bars in order", font_size=36).to_edge(UP)
        self.play(FadeIn(title), LaggedStart(*map(GrowFromCenter, row), lag_ratio=0.04), run_time=2)
        for place in range(1, 13):
            self.insert(bars, place)
        self.wait(0.5)
        for width in (10, 20, 40):
            self.gather(bars, width)
        self.play(LaggedStart(*(Indicate(bar) for bar in bars), lag_ratio=0.05), run_time=2)
        self.wait(1.5)

    def bar(self, height: float) -> Rectangle:
        shade = interpolate_color(TEAL_E, YELLOW, height / 4.5)
        return Rectangle(width=0.24, height=height, stroke_width=1, fill_opacity=0.9, color=shade)

    def insert(self, bars: list[Rectangle], place: int) -> None:
        chosen = bars.pop(place)
        goal = next((i for i in range(place) if bars[i].height > chosen.height), place)
        bars.insert(goal, chosen)
        self.play(chosen.animate.set_fill(RED), run_time=0.2)
        self.settle(bars, 0.45)
        self.play(chosen.animate.set_fill(chosen.get_stroke_color()), run_time=0.2)

    def gather(self, bars: list[Rectangle], width: int) -> None:
        for start in range(0, COUNT, width):
            bars[start : start + width] = sorted(
                bars[start : start + width], key=lambda bar: float(bar.height)
            )
        self.settle(bars, 1.5)

    def settle(self, bars: list[Rectangle], seconds: float) -> None:
        moves = [
            bar.animate.set_x(x)
            for bar, x in zip(bars, self.slots, strict=True)
            if abs(bar.get_x() - x) > 1e-6  # noqa: PLR2004 - it stands there already
        ]
        if moves:
            self.play(*moves, run_time=seconds)
