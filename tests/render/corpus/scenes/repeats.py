"""The same thing made again and again: labels, copies, and families that become one another."""

from manim import (
    BLUE,
    BOLD,
    DOWN,
    GREEN,
    LEFT,
    ORIGIN,
    RED,
    RIGHT,
    UP,
    YELLOW,
    Circle,
    Create,
    DecimalNumber,
    Dot,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    MarkupText,
    Scene,
    Square,
    Text,
    Transform,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)


class LabelledEveryFrame(Scene):
    """Few strings, many texts; some of them changed after they were made."""

    def construct(self) -> None:
        place = ValueTracker(0)
        dot = always_redraw(lambda: Dot(place.get_value() * RIGHT, color=YELLOW))
        label = always_redraw(
            lambda: Text(f"at {place.get_value():.0f}", font_size=30, t2c={"at": RED}).next_to(
                dot, UP
            )
        )
        marked = always_redraw(
            lambda: MarkupText(f"<b>{int(place.get_value())}</b>", color=BLUE).to_edge(DOWN)
        )
        self.play(FadeIn(dot), FadeIn(label), FadeIn(marked), run_time=0.3)
        self.play(place.animate.set_value(3), run_time=0.8)
        label.clear_updaters()
        self.play(label.animate.set_color(GREEN).scale(2), run_time=0.3)
        self.add(Text("at 3", font_size=30, t2c={"at": RED}).to_corner(LEFT + UP))
        self.wait(0.2)


class EqualTexts(Scene):
    """One is changed in every way before the next is made."""

    def construct(self) -> None:
        first = Text("same", weight=BOLD)
        first[0].set_fill(RED).shift(UP)
        first.chars[1].points[:, 1] += 0.5
        first.submobjects.pop()
        second = Text("same", weight=BOLD).shift(DOWN)
        third = second.copy().shift(DOWN).set_opacity(0.5)
        self.play(Write(first), LaggedStart(*map(FadeIn, second)), Create(third), run_time=0.6)
        self.play(Transform(first, Text("same", weight=BOLD)), FadeOut(second), run_time=0.4)


class OtherDefaults(Scene):
    """Defaults change between equal calls."""

    def construct(self) -> None:
        try:
            self.add(Text("tone").to_edge(UP))
            Text.set_default(color=RED, font_size=70)
            self.add(Text("tone"))
            Text.set_default()
            Circle.set_default(color=GREEN, stroke_width=12)
            self.add(Circle().next_to(ORIGIN, LEFT), Text("tone").to_edge(DOWN))
        finally:
            Text.set_default()
            Circle.set_default()
        self.wait(0.2)


class Counting(Scene):
    def construct(self) -> None:
        number = DecimalNumber(0, mob_class=Text, num_decimal_places=1)
        count = ValueTracker(0)
        number.add_updater(lambda mobject: mobject.set_value(count.get_value()).set_color(BLUE))
        self.add(number)
        self.play(count.animate.set_value(12), run_time=0.8)
        self.play(Indicate(number), run_time=0.4)


class BecomesEveryFrame(Scene):
    """Families of unlike shape, colour and depth align with one another all the time."""

    def construct(self) -> None:
        turn = ValueTracker(0)
        shown = VGroup(Square(), Dot())

        def follow(mobject: VGroup) -> None:
            angle = turn.get_value()
            parts = [Circle(0.3, color=RED).shift(k * RIGHT * angle) for k in range(int(angle) + 1)]
            mobject.become(VGroup(Square(color=BLUE).rotate(angle), VGroup(*parts)))

        shown.add_updater(follow)
        self.add(shown)
        self.play(turn.animate.set_value(3), run_time=0.8)
        shown.clear_updaters()
        self.play(shown.animate.arrange(RIGHT).set_stroke(width=9), run_time=0.4)
