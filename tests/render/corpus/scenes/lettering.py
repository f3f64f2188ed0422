"""Scenes of words: letters that are written, typed, marked up, counted and matched."""

# ruff: noqa: F403, F405
from manim import *

PROGRAM = """def mean(values):
    total = 0
    for value in values:
        total += value
    return total / len(values)
"""


class WrittenLine(Scene):
    def construct(self):
        line = Text("A heap keeps its least on top", font_size=40)
        self.play(Write(line), run_time=0.6)
        self.wait(0.2)
        self.play(Unwrite(line), run_time=0.4)


class MarkedUp(Scene):
    def construct(self):
        text = MarkupText(
            'under<sub>low</sub> <b>bold</b> <i>slanted</i> <span foreground="teal">teal</span>',
            font_size=36,
        )
        self.play(FadeIn(text, shift=UP), run_time=0.4)
        self.play(text.animate.set_color(GOLD).rotate(0.2), run_time=0.4)


class ColouredWords(Scene):
    def construct(self):
        text = Text(
            "red green plain", t2c={"red": RED, "green": GREEN}, t2w={"plain": BOLD}, font_size=44
        )
        shaded = Text("from blue to pink", gradient=(BLUE, PINK), font_size=44).shift(DOWN)
        self.add(text)
        self.play(DrawBorderThenFill(shaded), run_time=0.5)
        self.play(Wiggle(text), run_time=0.4)


class TypedLetters(Scene):
    def construct(self):
        text = Text("typed", font_size=60)
        self.play(AddTextLetterByLetter(text, time_per_char=0.1))
        self.play(RemoveTextLetterByLetter(text, time_per_char=0.07))


class TypewriterCursor(Scene):
    def construct(self):
        text = Text("tick tack", font_size=60).shift(LEFT)
        cursor = Rectangle(color=GREY_A, fill_color=GREY_A, fill_opacity=1, height=0.8, width=0.3)
        self.play(TypeWithCursor(text, cursor, time_per_char=0.07))
        self.play(Blink(cursor, blinks=1, time_on=0.1, time_off=0.1))


class CountedUp(Scene):
    def construct(self):
        number = DecimalNumber(0, mob_class=Text, num_decimal_places=2, include_sign=True)
        whole = Integer(12, mob_class=Text).shift(DOWN)
        self.add(number, whole, Text("counting", font_size=20).to_edge(UP))
        self.play(ChangeDecimalToValue(number, 3.5), run_time=0.4)
        self.play(ChangingDecimal(whole, lambda alpha: 12 + 30 * alpha), run_time=0.4)


class ListedProgram(Scene):
    def construct(self):
        listing = Code(code_string=PROGRAM, language="python", background="window").scale(0.7)
        self.play(FadeIn(listing), run_time=0.3)
        self.play(Indicate(listing.code_lines[2]), run_time=0.4)


class ShuffledLetters(Scene):
    def construct(self):
        one, other = Text("listen", font_size=70), Text("silent", font_size=70)
        self.add(one)
        self.play(TransformMatchingShapes(one, other, path_arc=PI / 2), run_time=0.6)
        self.wait(0.2)


class BrokenParagraph(Scene):
    def construct(self):
        lines = Paragraph("first line", "a second, longer line", "third", alignment="center")
        lines.scale(0.6)
        self.play(LaggedStart(*(FadeIn(each) for each in lines), lag_ratio=0.3), run_time=0.6)
        self.play(lines[1].animate.set_opacity(0.3), run_time=0.3)
