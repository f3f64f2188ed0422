"""Points of two coordinates, formulas in text, and sums of mobjects."""

# ruff: noqa: F403, F405
from manim import *


class Moved(Scene):
    def construct(self):
        self.add(Square().move_to([1, 2]), Circle().shift((1, -1)))


class Drawn(Scene):
    def construct(self):
        self.add(Line([0, 0], [1, 1]), Dot((2, 1)), Arrow(start=[0, 0], end=np.array([1, 0])))


class Cornered(Scene):
    def construct(self):
        self.add(Polygon([0, 0], [1, 0], [0, 1]))


class Traced(Scene):
    def construct(self):
        shape = VMobject()
        shape.set_points_as_corners([[0, 0], [1, 1], [2, 0]])
        self.add(shape)


class Wound(Scene):
    def construct(self):
        self.add(ParametricFunction(lambda t: (np.cos(t), np.sin(t)), t_range=[0, 3]))


class Together(Scene):
    def construct(self):
        square = Square()
        self.add(square + Circle())


class Everything(Scene):
    def construct(self):
        self.add(Dot(), Group(Square(), Mobject()))
        self.play(FadeOut(VGroup(*self.mobjects)))


class Fraction(Scene):
    def construct(self):
        self.add(MathTex("\frac{1}{2}"))


class Lines(Scene):
    def construct(self):
        listing = Code(code_string="x = 1", language="python")
        self.add(listing.code[0])


class Returned(Scene):
    def construct(self):
        self.add(Dot())
        self.play(self.camera.frame.animate.scale(0.5))
        self.play(Restore(self.camera.frame))
