# ruff: noqa: F403, F405
"""A map seen from afar and from near: the camera zooms, pans and comes back."""

from itertools import pairwise

from manim import *

TOWNS = {
    "Aldmoor": (-5.0, 2.0),
    "Brenn": (-2.2, -1.4),
    "Castor": (0.4, 1.6),
    "Dunfall": (2.8, -2.1),
    "Eastmere": (5.1, 1.0),
}
ROUTE = ("Aldmoor", "Brenn", "Castor", "Eastmere")


class MapFlight(MovingCameraScene):
    def construct(self) -> None:
        grid = NumberPlane(background_line_style={"stroke_opacity": 0.25})
        spots = {name: Dot([*place, 0], color=ORANGE) for name, place in TOWNS.items()}
        names = VGroup(
            *(Text(name, font_size=20).next_to(spot, UP, 0.1) for name, spot in spots.items())
        )
        roads = VGroup(
            *(
                Line(spots[start], spots[end], color=GREY_B, stroke_width=3)
                for start, end in pairwise(TOWNS)
            ),
            Line(spots["Castor"], spots["Eastmere"], color=GREY_B, stroke_width=3),
        )
        self.play(Create(grid, lag_ratio=0.05), run_time=2)
        self.play(LaggedStart(*map(FadeIn, spots.values()), lag_ratio=0.2), FadeIn(names))
        self.play(Create(roads), run_time=1.5)
        self.wait(1)
        self.camera.frame.save_state()
        self.play(self.camera.frame.animate.set(width=5).move_to(spots[ROUTE[0]]), run_time=1.5)
        self.travel(spots)
        self.play(Restore(self.camera.frame), run_time=1.5)
        self.wait(2)

    def travel(self, spots: dict[str, Dot]) -> None:
        walker = Triangle(color=GREEN, fill_opacity=1).scale(0.12).move_to(spots[ROUTE[0]])
        self.add(walker)
        for name in ROUTE[1:]:
            goal = spots[name].get_center()
            self.play(
                walker.animate.move_to(goal), self.camera.frame.animate.move_to(goal), run_time=2
            )
            self.play(Flash(spots[name], color=GREEN), run_time=0.6)
            self.wait(0.8)
