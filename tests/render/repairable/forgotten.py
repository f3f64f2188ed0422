"""Without an import at all."""

# ruff: noqa: F821


class Stacked(Segment):
    def construct(self):
        self.heading("Powers of two")
        self.play(self.cue(1))
        self.play(ShowCreation(Circle(radius=sqrt(2))))
