"""Scenes of linear algebra: vectors with labels of text, and planes under matrices."""

# ruff: noqa: F403, F405
from manim import *


class NamedVectors(VectorScene):
    def construct(self):
        plane = self.add_plane(animate=False)
        plane.set_stroke(opacity=0.4)
        vector = self.add_vector([2, 1], color=YELLOW, animate=False)
        self.play(FadeIn(Text("v", font_size=30).next_to(vector.get_end(), UR)), run_time=0.2)
        self.play(vector.animate.rotate(0.5, about_point=ORIGIN), run_time=0.3)


class Sheared(LinearTransformationScene):
    def __init__(self, **kwargs):
        super().__init__(
            include_background_plane=True,
            foreground_plane_kwargs={"x_range": [-4, 4], "y_range": [-3, 3]},
            background_plane_kwargs={"x_range": [-4, 4], "y_range": [-3, 3]},
            **kwargs,
        )

    def construct(self):
        label = Text("moved", font_size=24)
        self.add_transformable_mobject(Square(1, color=RED).shift(RIGHT))
        self.add_moving_mobject(label.shift(UP), Text("there", font_size=24).shift(RIGHT * 2))
        self.apply_matrix([[1, 1], [0, 1]], run_time=0.4)


class Transposed(LinearTransformationScene):
    def __init__(self, **kwargs):
        super().__init__(
            include_background_plane=False,
            leave_ghost_vectors=True,
            foreground_plane_kwargs={"x_range": [-3, 3], "y_range": [-2, 2]},
            **kwargs,
        )

    def construct(self):
        self.add_vector([1, 2], animate=False)
        self.apply_transposed_matrix([[1, 0.5], [0, 1]], run_time=0.3)


class Bent(VectorScene):
    def construct(self):
        plane = NumberPlane(x_range=[-3, 3], y_range=[-2, 2])
        plane.prepare_for_nonlinear_transform(num_inserted_curves=10)
        self.add(plane)
        bent = plane.animate.apply_function(lambda p: p + 0.2 * p[1] ** 2 * RIGHT)
        self.play(bent, run_time=0.4)
