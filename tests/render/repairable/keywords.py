"""Keywords that Manim's classes do not take."""

# ruff: noqa: F403, F405
from manim import *


class Hue(Scene):
    def construct(self):
        self.add(Circle(colour=RED, opacity=0.5))


class Glow(Scene):
    def construct(self):
        self.add(Square(side_length=2, glow=True, shadow=3))


class Letters(Scene):
    def construct(self):
        self.add(Text("words", size=0.5, alignment="center", weight="bold"))


class Listing(Scene):
    def construct(self):
        self.add(
            Code(
                code="x = 1",
                language="python",
                font="Monospace",
                font_size=20,
                style="monokai",
                insert_line_no=False,
            )
        )


class Ranges(Scene):
    def construct(self):
        axes = Axes(x_min=-1, x_max=5, y_min=0, y_max=3, number_line_config={"color": GREY})
        self.add(axes, axes.plot(lambda x: x / 2, x_min=0, x_max=4))


class Curve(Scene):
    def construct(self):
        self.add(ParametricFunction(lambda t: [t, t * t, 0], t_min=-1, t_max=1))


class Numbers(Scene):
    def construct(self):
        self.add(NumberLine(x_min=0, x_max=4, numbers_to_show=[1, 2]))


class Corners(Scene):
    def construct(self):
        self.add(Rectangle(width=3, height=1, corner_radius=0.2), Square(1, corner_radius=0.1))


class Dashes(Scene):
    def construct(self):
        self.add(Line(LEFT, RIGHT, dashed=True), Line(UP, DOWN, stroke_dasharray=[1, 2]))


class Tips(Scene):
    def construct(self):
        self.add(Arrow(LEFT, RIGHT, tip_size=0.2))


class Braced(Scene):
    def construct(self):
        brace = Brace(Line(LEFT, RIGHT))
        self.add(brace, brace.get_text("wide", font_size=24))


class Bars(Scene):
    def construct(self):
        self.add(BarChart([1, 2, 3], max_value=4, bar_labels=["a", "b", "c"]))


class Cells(Scene):
    def construct(self):
        self.add(Table([[1, 2], [3, 4]], row_labels=["a", "b"]))


class Boxed(Scene):
    def construct(self):
        dot = Dot()
        self.add(dot, SurroundingRectangle(dot, RED, 0.3))


class Sides(Scene):
    def construct(self):
        self.add(RegularPolygon(sides=6), Triangle(side_length=2), Circle(diameter=1))


class Beside(Scene):
    def construct(self):
        dot = Dot()
        self.add(dot, Square().next_to(dot, RIGHT, buf=1))


class Decimals(Scene):
    def construct(self):
        self.add(DecimalNumber(2.5, decimal_places=1))


class Gone(Scene):
    def construct(self):
        dot = Dot()
        self.add(dot)
        self.play(FadeOut(dot, direction=DOWN), duration=2)


class Area(Scene):
    def construct(self):
        axes = Axes()
        graph = axes.plot(lambda x: x)
        self.add(axes.get_area(graph, 0, 2), axes.get_graph_label(graph, "x", font_size=20))
