# ruff: noqa: F403, F405
"""How a request travels: boxes that appear, arrows that grow, a parcel that moves along."""

from itertools import pairwise

from manim import *


def station(name: str, colour: ManimColor) -> VGroup:
    box = RoundedRectangle(width=2.6, height=1.3, corner_radius=0.2, color=colour)
    box.set_fill(colour, opacity=0.25)
    return VGroup(box, Text(name, font_size=28).move_to(box))


class RequestJourney(Scene):
    def construct(self) -> None:
        title = Text("One click, four stations", font_size=44).to_edge(UP)
        self.play(Write(title), run_time=1.5)
        stations = VGroup(
            station("Browser", BLUE),
            station("Gateway", GREEN),
            station("Program", YELLOW),
            station("Database", RED),
        ).arrange(RIGHT, buff=0.9)
        arrows = VGroup(
            *(
                Arrow(left.get_right(), right.get_left(), buff=0.1, stroke_width=4)
                for left, right in pairwise(stations)
            )
        )
        self.play(FadeIn(stations[0], shift=UP))
        for arrow, box in zip(arrows, stations[1:], strict=True):
            self.play(GrowArrow(arrow), FadeIn(box, shift=LEFT), run_time=0.8)
        self.wait(2)
        self.send_along(stations)
        note = Text("Most of the time is spent waiting, not computing.", font_size=30)
        self.play(FadeIn(note.to_edge(DOWN), shift=UP))
        self.wait(3)
        self.play(Circumscribe(stations[3], color=WHITE), run_time=1.5)
        self.play(FadeOut(VGroup(stations, arrows, note)), title.animate.move_to(ORIGIN))
        self.wait(1)

    def send_along(self, stations: VGroup) -> None:
        parcel = Dot(radius=0.16, color=ORANGE).move_to(stations[0].get_top() + 0.3 * UP)
        self.play(FadeIn(parcel, scale=2))
        for box in stations[1:]:
            self.play(parcel.animate.move_to(box.get_top() + 0.3 * UP), run_time=0.7)
            self.play(Indicate(box, color=WHITE), run_time=0.6)
        self.wait(1.5)
        for box in stations[-2::-1]:
            self.play(parcel.animate.move_to(box.get_top() + 0.3 * UP), run_time=0.5)
        self.play(FadeOut(parcel), stations[0][0].animate.set_fill(BLUE, opacity=0.7))
