"""Names that other versions of Manim have."""

# ruff: noqa: F403, F405, RUF012
from manim import *


class Shown(Scene):
    def construct(self):
        self.play(ShowCreation(Square()))


class FadedFromAbove(Scene):
    def construct(self):
        self.play(FadeInFrom(Dot(), UP))


class FadedFromBelow(Scene):
    def construct(self):
        self.play(FadeInFromDown(Dot()))


class FadedAway(Scene):
    def construct(self):
        dot = Dot()
        self.add(dot)
        self.play(FadeOutAndShift(dot, 2 * LEFT))


class Grown(Scene):
    def construct(self):
        self.play(FadeInFromLarge(Triangle(), 3))


class Pointed(Scene):
    def construct(self):
        dot = Dot()
        self.play(CircleIndicate(dot), WiggleOutThenIn(dot))


class Around(Scene):
    def construct(self):
        square = Square()
        self.play(ShowCreationThenFadeAround(square))
        self.play(ShowCreationThenDestruction(square))


class Lettered(Scene):
    def construct(self):
        words = TextMobject("words")
        formula = TexMobject("x", "+", "y")
        self.add(VGroup(words, formula).arrange(DOWN))


class Graphed(Scene):
    def construct(self):
        axes = Axes()
        self.add(axes, axes.get_graph(lambda x: x**2 / 8))


class Surfaced(ThreeDScene):
    def construct(self):
        self.add(
            ParametricSurface(
                lambda u, v: np.array([u, v, u * v]),
                u_min=-1,
                u_max=1,
                v_min=-1,
                v_max=1,
                resolution=4,
            )
        )


class Framed(Scene):
    def construct(self):
        self.add(Line(LEFT_SIDE, RIGHT_SIDE), Square(FRAME_HEIGHT / 2))


class InPlace(Scene):
    def construct(self):
        square = Square().scale_in_place(2)
        self.add(square.rotate_in_place(1))


class Coloured(Scene):
    def construct(self):
        self.add(Circle(color=CYAN), Square(color=DARK_GREEN), Dot(color="light blue"))


class Eased(Scene):
    def construct(self):
        self.play(Create(Circle()), rate_func=ease_in_out_sine)


class Degrees(Scene):
    def construct(self):
        self.add(Square().rotate(45 * DEGREE))


class Plotted(GraphScene):
    CONFIG = {"x_min": 0, "x_max": 4, "y_min": 0, "y_max": 8, "x_axis_label": "$t$"}

    def construct(self):
        self.setup_axes(animate=True)
        graph = self.get_graph(lambda x: x**2 / 2, color=GREEN)
        self.play(ShowCreation(graph), Write(self.get_graph_label(graph, label="x^2")))
        self.play(FadeIn(self.get_riemann_rectangles(graph, x_min=1, x_max=3, dx=0.5)))


class Settings(Scene):
    CONFIG = {"count": 3, "hue": RED}

    def construct(self):
        self.add(VGroup(*[Dot(color=self.hue) for _ in range(self.count)]).arrange())
