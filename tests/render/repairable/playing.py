"""Calls of play and wait that Manim refuses, and scenes of the wrong kind."""

# ruff: noqa: F403, F405
from manim import *


class OldStyle(Scene):
    def construct(self):
        square, dot = Square(), Dot()
        self.add(square, dot)
        self.play(square.shift, UP, dot.scale, 2, dot.set_color, RED, run_time=2)


class Method(Scene):
    def construct(self):
        square = Square()
        self.play(square.shift(UP).scale(2))


class Shape(Scene):
    def construct(self):
        self.play(Circle())


class Nothing(Scene):
    def construct(self):
        self.add(Dot())
        self.play()


class NoTime(Scene):
    def construct(self):
        self.add(Dot())
        self.wait(-1)


class Seconds(Scene):
    def construct(self):
        self.play(Create(Circle()), 2)


class Directed(Scene):
    def construct(self):
        self.play(FadeIn(Square(), UP))


class Turned(Scene):
    def construct(self):
        self.set_camera_orientation(phi=1)
        self.add(Square())


class Nearer(Scene):
    def construct(self):
        self.add(Square())
        self.play(self.camera.frame.animate.scale(0.5))


class Followed(MovingCameraScene):
    def construct(self):
        dot = Dot(RIGHT)
        self.add(dot)
        self.play(self.camera_frame.animate.move_to(dot))


class Zoomed(Scene):
    def construct(self):
        self.add(Dot())
        self.activate_zooming()


class Kept(Scene):
    def construct(self):
        self.add(Dot())
        self.interactive_embed()


class Counted(Scene):
    def construct(self):
        self.add(*[Dot([math.cos(k), 0, 0]) for k, _ in itertools.product(range(2), range(2))])
