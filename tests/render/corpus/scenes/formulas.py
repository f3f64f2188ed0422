"""Scenes that LaTeX sets: formulas written, matched, coloured, counted, on axes and in tables."""

# ruff: noqa: F403, F405
from manim import *


class Formula(Scene):
    def construct(self):
        formula = MathTex(r"\int_0^1 x^2\,\mathrm{d}x = \frac{1}{3}")
        self.play(Write(formula), run_time=0.6)
        self.play(formula.animate.scale(1.5).set_color(YELLOW), run_time=0.3)


class LatexText(Scene):
    def construct(self):
        text = Tex(r"Words, \textbf{bold} and $a^2+b^2=c^2$", font_size=40)
        self.play(FadeIn(text, shift=UP), run_time=0.4)
        self.play(Indicate(text), run_time=0.4)


class MatchedTerms(Scene):
    def construct(self):
        before = MathTex("x", "^2", "+", "y", "^2", "=", "z")
        after = MathTex("z", "=", "x", "^2", "+", "y", "^2")
        self.add(before)
        self.play(TransformMatchingTex(before, after, path_arc=PI / 2), run_time=0.6)
        self.wait(0.2)


class ColouredTerms(Scene):
    def construct(self):
        law = MathTex(r"e^{i\pi} + 1 = 0", substrings_to_isolate=["e", r"\pi"])
        law.set_color_by_tex("e", BLUE).set_color_by_tex(r"\pi", RED)
        box = SurroundingRectangle(law, buff=0.2)
        self.play(Write(law), Create(box), run_time=0.6)


class AlignedLines(Scene):
    def construct(self):
        lines = MathTex(r"f(x) &= (x+1)^2 \\ &= x^2 + 2x + 1")
        items = BulletedList("first", "second", font_size=36).to_edge(DOWN)
        self.play(Write(lines), FadeIn(items), run_time=0.5)
        self.play(items.animate.fade_all_but(1), run_time=0.3)


class Matrices(Scene):
    def construct(self):
        matrix = Matrix([[1, r"\pi"], [r"\sqrt{2}", -4]])
        whole = IntegerMatrix([[1, 0], [0, 1]]).next_to(matrix, RIGHT)
        self.play(Create(matrix), FadeIn(whole), run_time=0.5)
        self.play(Circumscribe(matrix.get_entries()[0]), run_time=0.5)


class NumberedAxes(Scene):
    def construct(self):
        axes = Axes(
            x_range=[-3, 3], y_range=[0, 9, 3], axis_config={"include_numbers": True}, tips=False
        )
        labels = axes.get_axis_labels(x_label="t", y_label="f(t)")
        curve = axes.plot(lambda t: t**2, color=BLUE)
        self.add(axes, labels)
        self.play(Create(curve), run_time=0.5)
        self.play(Write(axes.get_graph_label(curve, r"t^2")), run_time=0.3)


class NumberedPlane(Scene):
    def construct(self):
        plane = NumberPlane().add_coordinates()
        line = NumberLine(x_range=[0, 5], include_numbers=True, length=6).to_edge(DOWN)
        self.add(plane)
        self.play(Create(line), run_time=0.5)


class CountingVariable(Scene):
    def construct(self):
        variable = Variable(0.5, MathTex("x"), num_decimal_places=2)
        number = DecimalNumber(1.25, num_decimal_places=2, unit=r"\text{ m}").shift(DOWN)
        self.add(variable, number)
        self.play(
            variable.tracker.animate.set_value(3), ChangeDecimalToValue(number, 9), run_time=0.6
        )


class BracedFormula(Scene):
    def construct(self):
        line = Line(LEFT * 2, RIGHT * 2)
        brace = Brace(line, DOWN)
        self.add(line)
        self.play(GrowFromCenter(brace), Write(brace.get_tex(r"\ell = 4")), run_time=0.5)
        self.play(FadeIn(Title("Lengths")), run_time=0.3)


class FormulaTable(Scene):
    def construct(self):
        table = MathTable([["x", "x^2"], [2, 4]], include_outer_lines=True)
        self.play(table.create(run_time=0.6))


class OwnPreamble(Scene):
    def construct(self):
        template = TexTemplate()
        template.add_to_preamble(r"\usepackage{cancel}")
        fraction = MathTex(
            r"\frac{\cancel{6}}{\cancel{3}} = 2", tex_template=template, font_size=96
        )
        self.play(DrawBorderThenFill(fraction), run_time=0.5)


class TurningFormula(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=-45 * DEGREES)
        formula = MathTex(r"\nabla \cdot E")
        self.add_fixed_in_frame_mobjects(formula)
        self.add(ThreeDAxes())
        self.wait(0.2)
