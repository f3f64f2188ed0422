"""Scenes of shapes: outlines, fills, gradients, joints, dashes, unions and the odd ones."""

# ruff: noqa: F403, F405
from pathlib import Path

import numpy as np
from manim import *

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40">
<rect x="2" y="2" width="30" height="20" rx="4" fill="#c33" stroke="#fff"/>
<circle cx="42" cy="22" r="12" fill="none" stroke="#3c6" stroke-width="3"/>
<path d="M5 35 C 15 20, 30 45, 55 30" fill="none" stroke="#fc0" stroke-width="2"/>
<polygon points="30,5 38,18 22,18" fill="#36c" opacity="0.6"/>
</svg>"""


class ShapeZoo(Scene):
    def construct(self):
        zoo = VGroup(
            Circle(),
            Square(),
            Triangle(),
            Star(7, fill_opacity=0.5),
            Annulus(fill_opacity=1, color=TEAL),
            Sector(radius=1, angle=2),
            Ellipse(width=2, height=1),
            RegularPolygon(5),
            RoundedRectangle(corner_radius=0.3, width=2, height=1),
            ArcPolygon(LEFT, RIGHT, UP),
            Cutout(Square(2), Circle(0.6), fill_opacity=1, color=MAROON),
            Polygram([LEFT, RIGHT, UP], [DOWN, RIGHT, LEFT]),
        )
        zoo.scale(0.6).arrange_in_grid(3, 4)
        self.play(LaggedStart(*(Create(each) for each in zoo), lag_ratio=0.1), run_time=0.7)
        self.play(zoo.animate.shift(RIGHT * 0.5).scale(0.8), run_time=0.4)


class JoinsAndCaps(Scene):
    def construct(self):
        zigzag = VMobject(stroke_width=30, color=BLUE, joint_type=LineJointType.ROUND)
        zigzag.set_points_as_corners([LEFT * 3, LEFT * 2 + UP, LEFT, UP])
        sharp = zigzag.copy().shift(RIGHT * 3)
        sharp.joint_type = LineJointType.MITER
        flat = zigzag.copy().shift(RIGHT * 3 + DOWN * 2)
        flat.joint_type = LineJointType.BEVEL
        capped = VGroup()
        for cap in CapStyleType:
            capped.add(Line(LEFT * 3, LEFT, stroke_width=24, color=RED).set_cap_style(cap))
        capped.arrange(DOWN).shift(DOWN * 2 + LEFT * 2)
        self.add(zigzag, sharp, flat, capped)
        self.wait(0.2)
        self.play(Rotate(zigzag, PI / 3), capped.animate.shift(UP * 0.3), run_time=0.4)


class SharpSpike(Scene):
    def construct(self):
        spike = VMobject(stroke_width=40, color=WHITE, joint_type=LineJointType.MITER)
        spike.set_points_as_corners([LEFT * 3 + UP * 0.4, RIGHT, LEFT * 3 + DOWN * 0.4])
        self.add(spike, Dot(RIGHT * 3, color=RED))
        self.play(spike.animate.shift(RIGHT * 0.6), run_time=0.4)
        self.play(spike.animate.stretch(0.6, 1), run_time=0.4)


class Gradients(Scene):
    def construct(self):
        square = Square(3).set_fill([RED, YELLOW, BLUE], opacity=0.9).set_stroke([WHITE, GREEN], 8)
        circle = Circle(1.5).set_fill(BLUE, 1).set_sheen(0.6, UR).shift(RIGHT * 3)
        row = VGroup(*(Dot(radius=0.3) for _ in range(6))).arrange(RIGHT).shift(DOWN * 3)
        row.set_color_by_gradient(RED, BLUE)
        self.add(square, circle, row)
        self.play(square.animate.rotate(PI / 4), circle.animate.shift(UP), run_time=0.5)
        self.play(square.animate.set_sheen_direction(UP), run_time=0.3)


class GradientFamily(Scene):
    """A gradient runs across a shape's whole family, and part of the family moves."""

    def construct(self):
        parent = Square(2).set_fill([RED, BLUE], opacity=1)
        child = Circle(0.4, color=WHITE, fill_opacity=1).shift(RIGHT * 2)
        parent.add(child)
        self.add(parent)
        self.play(child.animate.shift(RIGHT * 3), run_time=0.5)
        self.wait(0.2)


class BackgroundStrokes(Scene):
    def construct(self):
        text = Text("outlined", font_size=80).set_stroke(RED, 12, background=True)
        panel = Square(3, fill_opacity=1, color=BLUE).shift(RIGHT * 2)
        self.add(panel, text)
        self.play(text.animate.shift(UP).set_stroke(GREEN, 4, background=True), run_time=0.5)
        self.wait(0.2)


class DashesAndArrows(Scene):
    def construct(self):
        dashed = DashedLine(LEFT * 4, RIGHT * 4, dash_length=0.2)
        ring = DashedVMobject(Circle(1.5), num_dashes=18)
        arrow = Arrow(LEFT * 2, UP * 2, buff=0, max_tip_length_to_length_ratio=0.2)
        double = DoubleArrow(DOWN * 2 + LEFT, DOWN * 2 + RIGHT * 3, color=YELLOW)
        curved = CurvedArrow(LEFT * 4, LEFT * 2 + DOWN * 2, color=GREEN)
        self.add(dashed, ring)
        self.play(GrowArrow(arrow), Create(double), Create(curved), run_time=0.5)
        self.play(Rotating(ring, angle=PI / 3, run_time=0.4))
        self.play(arrow.animate.put_start_and_end_on(ORIGIN, RIGHT * 3), run_time=0.3)


class BooleanShapes(Scene):
    def construct(self):
        left = Circle(1.2, color=RED, fill_opacity=0.4).shift(LEFT * 0.6)
        right = Square(2, color=BLUE, fill_opacity=0.4).shift(RIGHT * 0.6)
        kinds = (Union, Intersection, Difference, Exclusion)
        results = VGroup(*(kind(left, right) for kind in kinds))
        results.set_fill(YELLOW, 0.7).scale(0.6).arrange(RIGHT).shift(DOWN * 2.4)
        self.add(left, right)
        self.play(LaggedStart(*(FadeIn(each) for each in results)), run_time=0.5)


class Braces(Scene):
    def construct(self):
        line = Line(LEFT * 3, RIGHT * 2)
        brace = Brace(line, DOWN)
        label = Text("five", font_size=30).next_to(brace, DOWN)
        angle = Angle(Line(ORIGIN, RIGHT), Line(ORIGIN, UP + RIGHT), radius=0.8)
        square = RightAngle(Line(ORIGIN, LEFT), Line(ORIGIN, UP), length=0.5)
        self.play(Create(line), GrowFromCenter(brace), FadeIn(label), run_time=0.5)
        self.play(Create(angle), Create(square), run_time=0.3)


class DrawnFile(Scene):
    def construct(self):
        path = Path("drawing.svg")
        path.write_text(DRAWING)
        drawing = SVGMobject(path).scale(1.5)
        again = SVGMobject(str(path), height=1.5, fill_color=PURPLE).to_edge(RIGHT)
        self.play(DrawBorderThenFill(drawing), run_time=0.5)
        self.play(FadeIn(again), drawing[0].animate.shift(LEFT), run_time=0.4)


class Faint(Scene):
    """Opacities and widths at their limits."""

    def construct(self):
        none = Square(fill_opacity=0, stroke_opacity=0)
        hair = Circle(stroke_width=0.1).shift(LEFT * 2)
        bold = Circle(stroke_width=120, stroke_opacity=0.3, color=ORANGE).shift(RIGHT * 3)
        bare = Square(stroke_width=0, fill_opacity=0.01, color=WHITE).shift(UP * 2)
        over = Triangle(fill_opacity=0.5, stroke_opacity=0.5, stroke_width=20, color=GREEN)
        self.add(none, hair, bold, bare, over)
        self.wait(0.2)
        self.play(none.animate.set_opacity(1), over.animate.set_opacity(0), run_time=0.4)
        self.play(bold.animate.set_stroke(width=0), run_time=0.3)


class OddPaths(Scene):
    """Loose ends, points that are nowhere, lines without length, shapes without points."""

    def construct(self):
        loose = VMobject(color=YELLOW).set_points_as_corners([LEFT, UP, RIGHT])
        loose.start_new_path(DOWN * 2)
        nowhere = Square(color=RED)
        nowhere.points[3, 0] = np.nan
        deep = Circle(2, color=BLUE)
        deep.points[5, 2] = np.inf
        flat = Line(ORIGIN, ORIGIN + 1e-9 * RIGHT, stroke_width=30)
        flat.set_cap_style(CapStyleType.ROUND)
        far = Line(LEFT * 4000, RIGHT * 4000, color=GREEN).shift(DOWN)
        parts = VMobject(color=PURPLE, fill_opacity=0.5)
        parts.append_points(Circle(0.5).points)
        parts.append_points(Square(0.6).shift(RIGHT * 2).points)
        self.add(
            loose, nowhere, deep, flat, far, parts, VMobject(), VGroup(), VectorizedPoint(UP * 3)
        )
        self.wait(0.2)
        self.play(loose.animate.shift(LEFT), parts.animate.shift(UP * 2), run_time=0.4)
        self.play(far.animate.rotate(0.3), run_time=0.3)


class CurvesByFormula(Scene):
    """Curves by formula, and a shape whose points are changed by hand."""

    def construct(self):
        spiral = ParametricFunction(
            lambda t: np.array([t * np.cos(4 * t) / 2, t * np.sin(4 * t) / 2, 0]), t_range=[0, 5]
        ).set_color_by_gradient(BLUE, RED)
        self.play(Create(spiral), run_time=0.5)
        self.play(
            spiral.animate.apply_function(lambda p: p + 0.2 * np.sin(3 * p[1]) * RIGHT),
            run_time=0.4,
        )
        spiral.points[:, 1] *= 0.5
        self.wait(0.2)
        self.play(spiral.animate.apply_complex_function(lambda z: z * z / 4), run_time=0.3)
