# ruff: noqa: F403, F405
"""A program read line by line: highlighted code, captions, and text that turns into other text."""

from manim import *

PROGRAM = """def middle(words, wanted):
    low, high = 0, len(words)
    while low < high:
        probe = (low + high) // 2
        if words[probe] < wanted:
            low = probe + 1
        else:
            high = probe
    return low"""

REMARKS = (
    (1, "Everything is still possible: the whole list."),
    (3, "Ask the word in the middle."),
    (5, "Too early in the alphabet? Then drop the left half."),
    (7, "Otherwise the right half can go."),
    (8, "What is left is where the word belongs."),
)


class ReadingCode(Scene):
    def construct(self) -> None:
        title = Text("Halving, again and again", font_size=40, weight=BOLD).to_edge(UP)
        self.play(Write(title))
        code = Code(
            code_string=PROGRAM, language="python", background="window", add_line_numbers=True
        )
        code.scale_to_fit_width(8.5).shift(0.2 * DOWN)
        self.play(FadeIn(code, shift=UP), run_time=1.5)
        self.wait(1)
        self.read(code)
        summary = VGroup(
            *(
                Text(line, font_size=32)
                for line in ("1000 words: 10 questions", "1 000 000 words: 20 questions")
            )
        ).arrange(DOWN, aligned_edge=LEFT)
        self.play(FadeOut(code))
        self.play(AddTextLetterByLetter(summary[0], time_per_char=0.06))
        self.play(TransformFromCopy(summary[0], summary[1]), run_time=1.5)
        self.wait(3)

    def read(self, code: Code) -> None:
        marker = Rectangle(width=8.3, height=0.36, stroke_width=0, fill_opacity=0.3, color=YELLOW)
        caption = Text(" ")
        for line, words in REMARKS:
            said = Text(words, font_size=28, color=YELLOW).to_edge(DOWN)
            self.play(
                marker.animate.match_y(code.code_lines[line]).set_x(code.get_x()),
                FadeOut(caption),
                FadeIn(said),
                run_time=0.8,
            )
            caption = said
            self.wait(1.8)
        self.play(FadeOut(marker), FadeOut(caption))
