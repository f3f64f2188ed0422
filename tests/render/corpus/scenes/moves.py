"""Scenes of animations: transforms, indications, entrances and their timing."""

# ruff: noqa: F403, F405
import numpy as np
from manim import *


class TransformFamily(Scene):
    def construct(self):
        square, circle = Square(color=BLUE, fill_opacity=0.5), Circle(color=RED, fill_opacity=0.5)
        star = Star(color=YELLOW).shift(RIGHT * 3)
        self.add(square)
        self.play(Transform(square, circle), run_time=0.4)
        self.play(ReplacementTransform(square, star), run_time=0.4)
        self.play(TransformFromCopy(star, Triangle().shift(LEFT * 3)), run_time=0.4)
        self.play(ClockwiseTransform(star, Square().shift(LEFT)), run_time=0.3)


class MovedTargets(Scene):
    def construct(self):
        square = Square(color=GREEN)
        square.generate_target().shift(UP).scale(0.5).set_fill(RED, 1)
        self.add(square)
        self.play(MoveToTarget(square), run_time=0.3)
        square.save_state()
        self.play(square.animate(path_arc=PI / 2).shift(RIGHT * 3), run_time=0.3)
        self.play(Restore(square), run_time=0.3)
        self.play(ScaleInPlace(square, 2), run_time=0.2)
        self.play(ShrinkToCenter(square), run_time=0.3)


class Faded(Scene):
    def construct(self):
        one, other = Text("one", font_size=70), Square(2, fill_opacity=0.8, color=TEAL)
        self.play(FadeIn(one, scale=0.5, target_position=UP), run_time=0.3)
        self.play(FadeTransform(one, other), run_time=0.4)
        self.play(FadeToColor(other, RED), run_time=0.2)
        self.play(FadeTransformPieces(VGroup(other), VGroup(Circle(), Dot())), run_time=0.4)
        self.play(*(FadeOut(each, shift=DOWN) for each in self.mobjects), run_time=0.3)


class Indicated(Scene):
    def construct(self):
        row = VGroup(*(Square(0.8, fill_opacity=0.3) for _ in range(5))).arrange(RIGHT)
        self.add(row)
        self.play(Indicate(row[0]), Circumscribe(row[1]), Flash(row[2]), run_time=0.5)
        self.play(
            ShowPassingFlash(row[3].copy().set_color(YELLOW), time_width=0.4),
            FocusOn(row[4]),
            run_time=0.5,
        )
        self.play(ApplyWave(row), run_time=0.4)
        self.play(Circumscribe(row[2], Circle, fade_out=True), run_time=0.4)


class Entrances(Scene):
    def construct(self):
        shapes = VGroup(Square(), Circle(), Triangle(), Star(), Annulus()).arrange(RIGHT).scale(0.7)
        self.play(
            GrowFromCenter(shapes[0]),
            GrowFromEdge(shapes[1], UP),
            GrowFromPoint(shapes[2], DOWN * 3),
            SpinInFromNothing(shapes[3]),
            SpiralIn(shapes[4]),
            run_time=0.6,
        )
        self.play(Uncreate(shapes[0]), FadeOut(shapes[1:]), run_time=0.4)


class Increasing(Scene):
    def construct(self):
        dots = VGroup(*(Dot().shift(RIGHT * k - RIGHT * 2) for k in range(5)))
        self.play(ShowIncreasingSubsets(dots), run_time=0.4)
        self.play(ShowSubmobjectsOneByOne(dots.copy().shift(UP)), run_time=0.4)


class Composed(Scene):
    def construct(self):
        a, b, c = Square().shift(LEFT * 3), Circle(), Triangle().shift(RIGHT * 3)
        self.play(Succession(Create(a), FadeIn(b), a.animate.shift(UP)), run_time=0.9)
        self.play(
            AnimationGroup(
                Rotate(a, PI / 2),
                LaggedStart(FadeIn(c), b.animate.set_color(RED), lag_ratio=0.5),
                run_time=0.6,
            )
        )
        self.play(
            LaggedStartMap(FadeOut, VGroup(a, b, c), lag_ratio=0.4),
            Succession(Wait(0.2), Create(Line(DOWN * 2, DOWN * 2 + RIGHT))),
            run_time=0.6,
        )


class Timed(Scene):
    def construct(self):
        dots = VGroup(*(Dot(LEFT * 3 + UP * (2 - k)) for k in range(5)))
        rates = [linear, there_and_back, rush_into, rate_functions.ease_out_bounce, wiggle]
        self.add(dots)
        self.play(
            *(
                dot.animate(rate_func=rate).shift(RIGHT * 5)
                for dot, rate in zip(dots, rates, strict=True)
            ),
            run_time=0.6,
        )
        self.play(dots.animate(lag_ratio=0.5).shift(LEFT), run_time=0.5)
        self.play(dots[0].animate.shift(UP), run_time=0.01)
        self.play(dots[1].animate.shift(UP), run_time=1 / 3)
        self.wait(0.01)
        self.wait(0.123)


class Overshot(Scene):
    """Rates that leave the way between start and end take widths and opacities below nothing."""

    def construct(self):
        square = Square(3, stroke_width=30, color=BLUE, fill_opacity=0.7)
        self.add(square)
        back = rate_functions.ease_out_back
        self.play(square.animate(rate_func=back).set_stroke(width=0, opacity=0), run_time=0.5)
        self.play(square.animate(rate_func=back).set_fill(opacity=0).scale(0.2), run_time=0.5)


class Travelled(Scene):
    def construct(self):
        path = ArcBetweenPoints(LEFT * 3, RIGHT * 3, angle=PI / 2)
        dot = Dot(color=RED)
        self.add(path)
        self.play(MoveAlongPath(dot, path), rate_func=linear, run_time=0.5)
        self.play(Homotopy(lambda x, y, z, t: (x, y + t * np.sin(x), z), path), run_time=0.4)
        self.play(
            ApplyMethod(path.shift, LEFT), ApplyFunction(lambda m: m.scale(3), dot), run_time=0.3
        )
        self.play(ApplyPointwiseFunction(lambda p: p * 0.5, path), run_time=0.3)


class Swapped(Scene):
    def construct(self):
        row = VGroup(*(Text(letter) for letter in "abcd")).arrange(RIGHT, buff=1)
        self.add(row)
        self.play(Swap(row[0], row[2]), run_time=0.4)
        self.play(CyclicReplace(*row), run_time=0.4)
        self.play(Broadcast(Circle(1.5, color=BLUE), n_mobs=3, run_time=0.5))


class ByHand(Scene):
    """Animations of one's own, with and without remover and introducer."""

    def construct(self):
        class Tint(Animation):
            def interpolate_mobject(self, alpha):
                self.mobject.set_fill(interpolate_color(BLUE, RED, alpha), opacity=alpha)

        square = Square()
        self.play(Tint(square), run_time=0.4)
        self.play(
            UpdateFromAlphaFunc(square, lambda m, a: m.set_x(2 * a)),
            UpdateFromFunc(square, lambda m: m.set_y(m.get_x() / 2)),
            run_time=0.4,
        )
        self.play(Tint(square, remover=True), run_time=0.2)
        self.wait(0.1)


class MatchedPieces(Scene):
    def construct(self):
        before = VGroup(Square(), Circle().shift(RIGHT * 2), Triangle().shift(LEFT * 2))
        after = VGroup(Circle(), Star().shift(UP), Square().shift(DOWN * 2))
        self.add(before)
        self.play(TransformMatchingShapes(before, after), run_time=0.5)
        self.play(CounterclockwiseTransform(after, before.copy()), run_time=0.3)


class ChangedSpeed(Scene):
    def construct(self):
        dot = Dot(LEFT * 3)
        across = dot.animate(run_time=1, rate_func=linear).shift(RIGHT * 6)
        self.play(ChangeSpeed(across, {0.3: 1, 0.5: 3}))
