"""Scenes of charts: axes, curves, tables, matrices, graphs and fields."""

# ruff: noqa: F403, F405
import numpy as np
from manim import *


def numbered(value, **options):
    return Text(str(value), font_size=18)


class LabelledAxes(Scene):
    def construct(self):
        axes = Axes(x_range=[-1, 5], y_range=[-1, 4], x_length=9, y_length=5)
        labels = axes.get_axis_labels(Text("time", font_size=24), Text("load", font_size=24))
        curve = axes.plot(lambda x: 2 + np.sin(2 * x), x_range=[0, 5], color=BLUE)
        self.play(Create(axes), FadeIn(labels), run_time=0.5)
        self.play(Create(curve), run_time=0.4)
        self.play(FadeIn(axes.get_area(curve, x_range=(1, 3), color=[GREEN, BLUE])), run_time=0.3)


class RiemannSteps(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 4], y_range=[0, 4], x_length=6, y_length=4, tips=False)
        curve = axes.plot(lambda x: x * x / 4)
        coarse = axes.get_riemann_rectangles(curve, x_range=[0, 4], dx=0.8)
        fine = axes.get_riemann_rectangles(curve, x_range=[0, 4], dx=0.4, color=[RED, YELLOW])
        self.add(axes, curve)
        self.play(Create(coarse), run_time=0.4)
        self.play(Transform(coarse, fine), run_time=0.4)


class RuledLine(Scene):
    def construct(self):
        line = NumberLine(x_range=[-4, 4, 1], length=10, include_tip=True)
        line.add_labels({k: numbered(k) for k in range(-4, 4)})
        pointer = Triangle(fill_opacity=1, color=RED).scale(0.15).rotate(PI)
        pointer.next_to(line.n2p(-3), UP, buff=0.1)
        self.play(Create(line), run_time=0.4)
        self.add(pointer)
        self.play(pointer.animate.next_to(line.n2p(2), UP, buff=0.1), run_time=0.4)


class BarsThatGrow(Scene):
    def construct(self):
        chart = BarChart(
            [1, 3, 2, 4],
            bar_names=["a", "b", "c", "d"],
            y_range=[0, 5, 1],
            y_length=4,
            x_length=6,
            x_axis_config={"label_constructor": Text, "font_size": 24},
            y_axis_config={"include_numbers": False},
        )
        self.play(FadeIn(chart), run_time=0.3)
        self.play(chart.animate.change_bar_values([4, 1, 3, 2]), run_time=0.4)


class RuledTable(Scene):
    def construct(self):
        table = Table(
            [["one", "two"], ["three", "four"]],
            row_labels=[Text("r1"), Text("r2")],
            col_labels=[Text("c1"), Text("c2")],
            include_outer_lines=True,
        ).scale(0.6)
        self.play(Create(table.get_horizontal_lines()), FadeIn(table), run_time=0.4)
        self.play(table.get_entries((2, 2)).animate.set_color(YELLOW), run_time=0.3)
        table.add_highlighted_cell((3, 3), color=GREEN)
        self.wait(0.2)


class BracketedMatrix(Scene):
    """Brackets are TeX in Manim, so these are drawn from text."""

    def construct(self):
        grid = VGroup(*(VGroup(*(numbered(r * c) for c in (1, 2, 3))) for r in (1, 2)))
        for row in grid:
            row.arrange(RIGHT, buff=0.8)
        grid.arrange(DOWN, buff=0.6).scale(1.5)
        brackets = VGroup(Text("[").scale(2), Text("]").scale(2))
        brackets[0].next_to(grid, LEFT)
        brackets[1].next_to(grid, RIGHT)
        self.play(Write(brackets), FadeIn(grid), run_time=0.4)
        self.play(Circumscribe(grid[1]), run_time=0.4)


class Networked(Scene):
    def construct(self):
        labels = {k: Text(str(k), font_size=18, color=BLACK) for k in range(1, 6)}
        graph = Graph(
            list(range(1, 6)),
            [(1, 2), (2, 3), (3, 4), (4, 5), (5, 1), (1, 3)],
            layout="circular",
            labels=labels,
            edge_config={(1, 3): {"stroke_color": RED, "stroke_width": 8}},
        )
        self.play(Create(graph), run_time=0.5)
        self.play(graph[1].animate.shift(UP + RIGHT), run_time=0.4)
        self.play(graph.animate.add_vertices(6, positions={6: LEFT * 4}), run_time=0.3)


class DirectedNetwork(Scene):
    def construct(self):
        graph = DiGraph(
            ["a", "b", "c", "d"],
            [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")],
            layout="spring",
            layout_config={"seed": 3},
        )
        self.add(graph)
        self.play(graph.animate.change_layout("circular"), run_time=0.5)


class PlanesAndPolars(Scene):
    def construct(self):
        plane = NumberPlane(x_range=[-4, 4], y_range=[-3, 3], faded_line_ratio=2)
        polar = PolarPlane(radius_max=2, size=4).shift(RIGHT * 3)
        self.play(Create(plane), run_time=0.4)
        self.play(plane.animate.apply_matrix([[1, 0.5], [0, 1]]), run_time=0.4)
        self.play(FadeIn(polar), plane.animate.fade(0.7), run_time=0.3)


class VectorFields(Scene):
    def construct(self):
        field = ArrowVectorField(
            lambda p: np.array([p[1], -p[0], 0]) / 3, x_range=[-3, 3, 1], y_range=[-2, 2, 1]
        )
        self.add(field)
        self.play(field.animate.scale(0.8), run_time=0.4)


class Streams(Scene):
    def construct(self):
        lines = StreamLines(
            lambda p: np.sin(p[1]) * RIGHT + UP / 2,
            x_range=[-3, 3, 1],
            y_range=[-2, 2, 1],
            virtual_time=1,
        )
        self.add(lines)
        lines.start_animation(warm_up=False, flow_speed=2)
        self.wait(0.5)


class ImplicitCurves(Scene):
    def construct(self):
        axes = Axes(x_range=[-3, 3], y_range=[-2, 2])
        curve = ImplicitFunction(
            lambda x, y: x * x + y * y - 2 + x * y, color=RED, min_depth=3, max_quads=100
        )
        tangent = TangentLine(Circle(1.5), alpha=0.3, length=3, color=YELLOW)
        self.play(FadeIn(axes), Create(curve), run_time=0.4)
        self.play(Create(tangent), run_time=0.3)
