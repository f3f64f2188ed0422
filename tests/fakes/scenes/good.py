"""Scenes with nothing wrong: stagecraft's components, and raw Manim inside a segment."""

from typing import Final

from tests.fakes.scenes.scene import GoodScene, module

_DIAGRAM: Final = module("""
    self.heading("What happens to a request")
    picture = self.show(
        Diagram(
            [("client", "Browser", "asks"), ("server", "Server", "answers")],
            [("client", "server", "GET")],
            "row",
        )
    )
    self.cue(1)
    self.play(picture.reveal("client"))
    self.cue(2)
    self.play(picture.reveal("server"))
""")

_ARRAY: Final = module("""
    self.heading("Looking for 23")
    cells = self.show(Array(["2", "8", "16", "23", "42"]))
    self.cue(1)
    self.play(cells.point(middle=2), cells.note("16 is less than 23."))
    self.cue(2)
    self.play(cells.dim(0, 1, 2), cells.highlight(3))
""")

_EQUATION: Final = module("""
    self.heading("Why it is fast")
    lines = self.show(Equation(r"T(n) = T(n/2) + 1", "one look, then half"))
    self.cue(1)
    self.play(lines.then(r"T(n) = T(n/4) + 2"))
    self.cue(2)
    self.play(lines.then(r"T(n) = \\log_2 n", "so few looks"))
""")

_PLOT: Final = module("""
    self.heading("Walking down a slope")
    plot = self.show(Plot("weight", "loss", (-3, 3), (0, 10)))
    self.cue(1)
    self.play(plot.draw(lambda x: x**2 + 0.5, "loss(w)"))
    self.cue(2)
    self.play(plot.mark(0, 1.2, tangent=True))
""")

_RAW: Final = module("""
    self.heading("Two shapes")
    circle = Circle(radius=1, color=YELLOW).move_to(LEFT * 3)
    square = Square(side_length=2, color=BLUE).move_to(RIGHT * 3)
    self.cue(1)
    self.play(Create(circle), run_time=0.5)
    self.play(FadeIn(Text("round", font_size=32).next_to(circle, DOWN)), run_time=0.4)
    self.cue(2)
    self.play(Create(square), run_time=0.5)
    self.play(FadeIn(Text("straight", font_size=32).next_to(square, DOWN)), run_time=0.4)
""")

_CURVE: Final = module("""
    self.heading("Growth")
    axes = Axes(x_range=[0, 5, 1], y_range=[0, 10, 2], x_length=8, y_length=4).shift(DOWN * 0.5)
    self.play(Create(axes), run_time=0.5)
    graph = axes.plot(lambda x: 0.4 * x**2, color=YELLOW)
    self.cue(1)
    self.play(Create(graph), run_time=0.5)
    label = Text("quadratic", font_size=30, color=YELLOW)
    label.next_to(axes.c2p(5, 10), LEFT, buff=1.2)
    self.cue(2)
    self.play(FadeIn(label), run_time=0.4)
""")

_LETTERS: Final = module("""
    self.heading("A formula in parts")
    formula = MathTex("a^2", "+", "b^2", "=", "c^2", font_size=64)
    self.cue(1)
    self.play(Write(formula), run_time=0.5)
    self.cue(2)
    self.play(formula[4].animate.set_color(YELLOW), run_time=0.4)
""")

_ROW: Final = module("""
    self.heading("Boxes in a row")
    boxes = VGroup(*[Square(side_length=1.2, color=WHITE) for _ in range(4)]).arrange(RIGHT)
    names = VGroup(*[Text(n, font_size=34).move_to(b) for n, b in zip("abcd", boxes)])
    self.cue(1)
    self.play(LaggedStart(*[FadeIn(box) for box in boxes], lag_ratio=0.2), run_time=0.6)
    self.cue(2)
    self.play(FadeIn(names), run_time=0.4)
    self.play(boxes[2].animate.set_fill(BLUE, opacity=0.4), run_time=0.3)
""")

GOOD: Final = (
    GoodScene("diagram", _DIAGRAM),
    GoodScene("array", _ARRAY),
    GoodScene("equation", _EQUATION),
    GoodScene("plot", _PLOT),
    GoodScene("shapes", _RAW),
    GoodScene("curve", _CURVE),
    GoodScene("formula", _LETTERS),
    GoodScene("row", _ROW),
)
