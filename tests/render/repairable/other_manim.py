"""The other Manim's way to begin."""

# ruff: noqa: F403, F405
from manim_imports_ext import *


class Opening(InteractiveScene):
    def construct(self):
        formula = Tex("x^2")
        self.play(Write(formula), FadeIn(TexText("a square").to_edge(UP), DOWN))
        self.play(FlashAround(formula))
        self.embed()


if __name__ == "__main__":
    os.system("manimgl other_manim.py Opening")
