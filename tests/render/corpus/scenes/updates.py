"""Scenes that update themselves: trackers, clocks, traces, chance, and what an updater may touch."""

# ruff: noqa: F403, F405, NPY002, S311, PLW0108
import random
from dataclasses import dataclass

import numpy as np
from manim import *


class Tracked(Scene):
    def construct(self):
        angle = ValueTracker(0.2)
        base, arm = Line(ORIGIN, RIGHT * 3), Line(ORIGIN, RIGHT * 3, color=YELLOW)
        arm.add_updater(lambda m: m.set_angle(angle.get_value()))
        arc = always_redraw(lambda: Arc(radius=1, angle=angle.get_value(), color=RED))
        number = always_redraw(
            lambda: DecimalNumber(angle.get_value(), mob_class=Text).next_to(arc, RIGHT)
        )
        self.add(base, arm, arc, number)
        self.play(angle.animate.set_value(1.5), run_time=0.6)
        self.wait(0.2)


class Clocked(Scene):
    def construct(self):
        hand = Line(ORIGIN, UP * 2, stroke_width=8)
        hand.add_updater(lambda m, dt: m.rotate(-2 * dt, about_point=ORIGIN))
        ball = Dot(LEFT * 3, color=RED)
        ball.speed = np.array([3.0, 2.0, 0.0])

        def fall(mobject, dt):
            mobject.speed += dt * DOWN * 6
            mobject.shift(mobject.speed * dt)

        ball.add_updater(fall)
        self.add(Circle(2), hand, ball)
        self.wait(0.5)
        ball.suspend_updating()
        self.wait(0.2)
        ball.resume_updating()
        hand.clear_updaters()
        self.play(FadeOut(hand), run_time=0.3)


class Traced(Scene):
    def construct(self):
        dot = Dot(RIGHT * 2, color=YELLOW)
        self.add(TracedPath(dot.get_center, stroke_width=6, stroke_color=BLUE), dot)
        short = TracedPath(dot.get_center, dissipating_time=0.2, stroke_opacity=[0, 1])
        self.add(short)
        self.play(Rotating(dot, angle=PI, about_point=ORIGIN, run_time=0.7))
        self.wait(0.2)


class Chance(Scene):
    def construct(self):
        dots = VGroup(
            *(
                Dot(
                    [random.uniform(-6, 6), random.uniform(-3, 3), 0],
                    color=random_bright_color(),
                    radius=np.random.random() / 3,
                )
                for _ in range(20)
            )
        )
        dots.add_updater(lambda m, dt: m.shift(dt * random.uniform(-1, 1) * RIGHT))
        self.add(dots)
        self.wait(0.4)
        self.play(dots.animate.shuffle(), run_time=0.3)


class TrackersOnStage(Scene):
    """Trackers that are added like shapes, beside plain mobjects that are nothing to see."""

    def construct(self):
        level, phase = ValueTracker(1), ComplexValueTracker(1j)
        self.add(level, phase, Mobject(), Square())
        dot = Dot().add_updater(lambda m: m.set_y(level.get_value()))
        self.play(FadeIn(dot), run_time=0.2)
        self.play(level.animate.set_value(2), phase.animate.set_value(2), run_time=0.3)
        self.wait(0.2)


class WaitedFor(Scene):
    def construct(self):
        dot = Dot(LEFT * 2)
        dot.add_updater(lambda m, dt: m.shift(RIGHT * 4 * dt))
        self.add(dot)
        self.wait_until(lambda: dot.get_x() > -1, max_time=2)
        self.wait(1, stop_condition=lambda: dot.get_x() > 0)
        self.wait(0.3, frozen_frame=True)
        self.pause(0.2)


class SceneUpdaters(Scene):
    def construct(self):
        square = Square()
        self.add(square)
        self.add_updater(lambda dt: square.rotate(dt))
        self.wait(0.4)
        self.play(Create(Circle()), run_time=0.3)


class TouchesTheStill(Scene):
    """An updater changes a shape that Manim took for standing still."""

    def construct(self):
        lamp = Circle(1, fill_opacity=1, color=RED).shift(LEFT * 3)
        switch = Dot(RIGHT * 3)
        switch.add_updater(lambda m: lamp.set_fill(GREEN if m.get_y() > 0.5 else BLUE))
        self.add(lamp, switch)
        self.play(switch.animate.shift(UP), run_time=0.4)
        self.wait(0.2)
        switch.clear_updaters()
        self.play(Create(Square()), run_time=0.2)


class AnimationTouchesTheStill(Scene):
    def construct(self):
        still = Square(1, fill_opacity=0.5, color=BLUE).shift(LEFT * 2)
        moving = Square(1, fill_opacity=0.5, color=RED).shift(RIGHT * 2)
        self.add(still, moving)
        self.play(
            UpdateFromAlphaFunc(moving, lambda m, a: still.set_y(a)),
            run_time=0.4,
        )
        self.wait(0.2)


class AddsWhilePlaying(Scene):
    def construct(self):
        dot = Dot(LEFT * 3)
        self.add(dot)

        def drop(mobject, dt):
            if mobject.get_x() > len(self.mobjects) - 4:
                self.add(Dot(mobject.get_center() + DOWN, color=RED))

        dot.add_updater(drop)
        self.play(dot.animate.shift(RIGHT * 5), run_time=0.6)
        self.wait(0.2)


class UnhashableUpdater(Scene):
    def construct(self):
        @dataclass
        class Drift:
            speed: float

            def __call__(self, mobject, dt):
                mobject.shift(RIGHT * self.speed * dt)

        dot = Dot().add_updater(Drift(2.0))
        self.add(dot)
        self.wait(0.4)


class OwnUpdate(Scene):
    """Shapes whose class overrides `update`."""

    def construct(self):
        class Beating(Circle):
            beats = 0

            def update(self, dt=0, recursive=True):
                self.beats += 1
                self.set_stroke(width=2 + self.beats)
                return super().update(dt, recursive)

        alone, member = Beating(), Beating().shift(RIGHT * 3)
        self.add(alone, VGroup(member, Square()))
        self.play(FadeIn(Dot()), run_time=0.4)
        self.wait(0.2)


class ClockOnScreen(Scene):
    """Shows what the scene's own clock says, to the last digit."""

    def construct(self):
        def clock():
            return Text(f"{self.time:.3f} {self.renderer.time!r}", font_size=24)

        self.add(clock())
        self.wait(0.3)
        self.add(clock().shift(UP))
        self.play(Create(Square()), run_time=0.4)
        self.add(clock().shift(DOWN))
        self.wait(0.7)
        self.add(clock().shift(DOWN * 2))
        self.wait(0.1)


class Boundary(Scene):
    def construct(self):
        text = Text("edge", font_size=60)
        boundary = AnimatedBoundary(text, colors=[RED, GREEN, BLUE], cycle_rate=3)
        self.add(boundary, text)
        self.wait(0.4)
        self.play(turn_animation_into_updater(FadeOut(text, run_time=0.2)).animate.shift(UP))


class FollowsAnother(Scene):
    def construct(self):
        leader, follower = Dot(LEFT * 2, color=RED), Square(0.5)
        always(follower.next_to, leader, UP)
        f_always(leader.set_y, lambda: np.sin(leader.get_x()))
        self.add(leader, follower)
        self.play(leader.animate.shift(RIGHT * 4), run_time=0.5)
        cycle_animation(Indicate(follower, run_time=0.3))
        self.wait(0.4)
