"""Scenes of a module that changes Manim's settings for all of its scenes."""

# ruff: noqa: F403, F405
from manim import *

config.frame_width = 10
config.frame_height = 10 * 9 / 16
config.background_color = "#332211"
config.background_opacity = 0.8
Text.set_default(color=ORANGE)
Square.set_default(stroke_width=12)


class OtherFrame(Scene):
    def construct(self):
        self.play(Create(Square(4)), FadeIn(Text("framed", font_size=30)), run_time=0.3)
        self.wait(0.2)


class NarrowFrame(MovingCameraScene):
    def construct(self):
        self.add(Square(4), Circle().to_edge(RIGHT))
        self.play(self.camera.frame.animate.shift(UP), run_time=0.3)


class RendersQuietly(Scene):
    def construct(self):
        config.frame_rate = 30
        self.play(Create(Square()), run_time=0.2)
        self.wait(0.2)
