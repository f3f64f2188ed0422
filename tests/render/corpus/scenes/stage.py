"""Scenes about the stage itself: order, sections, waits, sound, nothing at all, and failures."""

# ruff: noqa: F403, F405
import wave
from pathlib import Path

from manim import *
from manim.utils.exceptions import EndSceneEarlyException


class StackedOrder(Scene):
    def construct(self):
        colours = [RED, GREEN, BLUE]
        squares = [
            Square(2, color=c, fill_opacity=1).shift(RIGHT * k + UP * 0.3 * k)
            for k, c in enumerate(colours)
        ]
        squares[0].set_z_index(2)
        self.add(*squares)
        self.play(squares[1].animate.shift(LEFT), run_time=0.3)
        squares[1].set_z_index(5)
        self.wait(0.2)
        self.bring_to_back(squares[2])
        self.play(squares[0].animate.set_z_index(-1), run_time=0.3)
        self.bring_to_front(squares[2])
        self.wait(0.1)


class NestedOrder(Scene):
    """Members of a group lie in layers of their own."""

    def construct(self):
        group = VGroup(
            Square(2, fill_opacity=1, color=RED), Circle(1.2, fill_opacity=1, color=BLUE)
        )
        group[0].set_z_index(3)
        group.add(VGroup(Triangle(fill_opacity=1, color=YELLOW).set_z_index(1), Dot()))
        between = Square(1.5, fill_opacity=1, color=GREEN).set_z_index(2).shift(RIGHT)
        self.add(group, between)
        self.wait(0.1)
        self.play(group.animate.shift(RIGHT), run_time=0.3)
        self.play(between.animate.rotate(1), run_time=0.3)


class Foreground(Scene):
    def construct(self):
        label = Text("on top", font_size=60)
        self.add_foreground_mobjects(label)
        self.play(FadeIn(Square(3, fill_opacity=1, color=BLUE)), run_time=0.3)
        self.play(Create(Circle(2, fill_opacity=0.5)), label.animate.shift(UP), run_time=0.3)
        self.remove_foreground_mobject(label)
        self.play(FadeIn(Star(fill_opacity=1, color=RED).scale(2)), run_time=0.3)


class ComesAndGoes(Scene):
    def construct(self):
        a, b, c = Square(), Circle(fill_opacity=0.4), Triangle()
        self.add(a, b)
        self.wait(0.1)
        self.remove(a)
        self.add(c, a)
        self.wait(0.1)
        self.replace(b, Star())
        self.wait(0.1)
        self.clear()
        self.wait(0.2)
        self.play(FadeIn(VGroup(a, c)), run_time=0.2)
        self.remove(a)
        self.play(c.animate.shift(UP), run_time=0.2)


class TranslucentWait(Scene):
    """What shines through must not darken while nothing moves."""

    def construct(self):
        self.add(Square(3, fill_opacity=0.3, stroke_opacity=0.4, stroke_width=20, color=RED))
        self.add(Circle(1.5, fill_opacity=0.3, color=BLUE).shift(RIGHT))
        self.wait(0.3)
        self.play(FadeIn(Dot(UP * 3)), run_time=0.2)
        self.wait(0.2)


class WaitsBesideUpdater(Scene):
    def construct(self):
        self.add(Square(3, fill_opacity=0.3, color=RED))
        dot = Dot().add_updater(lambda m, dt: m.shift(RIGHT * dt))
        self.add(dot, Circle(fill_opacity=0.5))
        self.wait(0.3)
        self.remove(dot)
        self.wait(0.2)


class Sections(Scene):
    def construct(self):
        square = Square()
        self.next_section("first")
        self.play(Create(square), run_time=0.3)
        self.next_section("left out", skip_animations=True)
        self.play(square.animate.shift(RIGHT * 2), run_time=0.5)
        self.wait(0.4)
        self.next_section("last")
        self.play(square.animate.set_color(RED), run_time=0.3)


class Captioned(Scene):
    def construct(self):
        self.play(Create(Square()), run_time=0.3, subcaption="a square")
        self.add_subcaption("a pause", duration=0.2)
        self.wait(0.2)


class WithSound(Scene):
    def construct(self):
        with wave.open("beep.wav", "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(b"\0\1" * 800)
        self.add_sound("beep.wav", gain=-3)
        self.play(Create(Circle()), run_time=0.3)
        self.add_sound(str(Path("beep.wav").resolve()), time_offset=-0.1)
        self.wait(0.2)


class Empty(Scene):
    def construct(self):
        pass


class OnlyAdded(Scene):
    def construct(self):
        self.add(Square(fill_opacity=0.5), Text("still", font_size=40))


class OnlyWaits(Scene):
    def construct(self):
        self.wait(0.3)
        self.wait(0.05)
        self.wait()


class SetsUpAndTearsDown(Scene):
    def setup(self):
        self.shape = Square()
        self.add(self.shape)

    def construct(self):
        self.play(self.shape.animate.shift(UP), run_time=0.2)

    def tear_down(self):
        self.play(FadeOut(self.shape), run_time=0.2)


class Inherited(StackedOrder):
    def construct(self):
        self.play(Create(Star()), run_time=0.2)
        super().construct()


class PlaysMobjects(Scene):
    """What Manim refuses to play, caught by the scene itself."""

    def construct(self):
        for wrong in ((), (Square(),), ("text",)):
            try:
                self.play(*wrong)
            except Exception as error:  # noqa: BLE001
                self.add(Text(type(error).__name__, font_size=30).shift(UP * len(self.mobjects)))
        self.wait(0.2)
        try:
            self.wait(-1)
        except ValueError:
            self.add(Dot(color=RED))
        self.wait(0.2)


class FailsHalfway(Scene):
    def construct(self):
        self.play(Create(Square()), run_time=0.2)
        raise RuntimeError("the author's own mistake")


class FailsWhilePlaying(Scene):
    def construct(self):
        def vanish(mobject, alpha):
            mobject.set_x(1 // int(alpha < 0.5))

        self.play(UpdateFromAlphaFunc(Dot(), vanish), run_time=0.4)


class MissesSound(Scene):
    def construct(self):
        self.add_sound("no_such_file.wav")
        self.wait(0.2)


class EndsEarly(Scene):
    def construct(self):
        self.play(Create(Square()), run_time=0.2)
        raise EndSceneEarlyException
