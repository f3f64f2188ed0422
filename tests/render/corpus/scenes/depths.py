"""Scenes in three dimensions, or made of pixels and points instead of curves."""

# ruff: noqa: F403, F405
import numpy as np
from manim import *
from PIL import Image


class TurnedCube(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=30 * DEGREES)
        cube = Cube(2, fill_opacity=0.8)
        self.play(FadeIn(cube), run_time=0.2)
        self.move_camera(phi=30 * DEGREES, theta=60 * DEGREES, zoom=1.3, run_time=0.3)
        self.play(Rotate(cube, PI / 4), run_time=0.3)
        self.wait(0.2)


class AmbientTurn(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES, theta=-45 * DEGREES)
        axes = ThreeDAxes(x_range=[-2, 2], y_range=[-2, 2], z_range=[-1, 1])
        title = Text("fixed", font_size=30).to_corner(UL)
        self.add_fixed_in_frame_mobjects(title)
        self.add(axes)
        self.begin_ambient_camera_rotation(rate=1)
        self.wait(0.3)
        self.stop_ambient_camera_rotation()
        self.begin_3dillusion_camera_rotation(rate=2)
        self.wait(0.2)
        self.stop_3dillusion_camera_rotation()


class CurvedSurface(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=-60 * DEGREES)
        surface = Surface(
            lambda u, v: np.array([u, v, np.sin(u) * np.cos(v)]),
            u_range=[-2, 2],
            v_range=[-2, 2],
            resolution=(6, 6),
            checkerboard_colors=[BLUE_D, BLUE_E],
        )
        self.play(Create(surface), run_time=0.3)
        self.play(surface.animate.shift(UP), run_time=0.2)


class MovesBehind(ThreeDScene):
    """One solid passes behind another that stands still."""

    def construct(self):
        self.set_camera_orientation(phi=75 * DEGREES, theta=-90 * DEGREES)
        near = Cube(1.5, fill_opacity=1, fill_color=RED)
        far = Cube(1, fill_opacity=1, fill_color=BLUE).shift(UP * 3 + LEFT * 3)
        flat = Square(2, color=YELLOW, fill_opacity=0.4).shift(RIGHT * 3)
        self.add(near, far, flat)
        self.wait(0.2)
        self.play(far.animate.shift(RIGHT * 6), run_time=0.4)
        self.play(near.animate.shift(DOWN), flat.animate.set_color(GREEN), run_time=0.2)


class Solids(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=65 * DEGREES, theta=20 * DEGREES)
        solids = VGroup(
            Sphere(radius=0.7, resolution=(4, 4)),
            Cone(resolution=4),
            Cylinder(radius=0.5, height=1, resolution=(2, 4)),
            Dodecahedron().scale(0.4),
            Prism([0.6, 0.8, 1]),
        ).arrange_in_grid(2, 3)
        self.add(solids, Dot3D(ORIGIN, color=YELLOW, resolution=(2, 2)))
        self.move_camera(theta=60 * DEGREES, run_time=0.2)


class OrientedLabel(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=50 * DEGREES, theta=40 * DEGREES)
        label = Text("facing you", font_size=36).shift(RIGHT + OUT)
        self.add(Line3D(ORIGIN, RIGHT + OUT, resolution=4))
        self.add_fixed_orientation_mobjects(label)
        self.move_camera(phi=20 * DEGREES, added_anims=[label.animate.set_color(RED)], run_time=0.3)


class PictureInScene(Scene):
    def construct(self):
        rows = np.zeros((40, 60, 3), np.uint8)
        rows[:, :30], rows[:20, :, 1] = (200, 40, 40), 180
        image = ImageMobject(rows).scale(4)
        frame = SurroundingRectangle(image, color=YELLOW)
        self.add(frame)
        self.play(FadeIn(image), run_time=0.3)
        self.play(image.animate.shift(LEFT * 2).rotate(0.5), run_time=0.3)
        self.wait(0.2)
        self.play(FadeOut(image), frame.animate.scale(0.5), run_time=0.3)
        self.play(Create(Circle()), run_time=0.2)


class PictureBehind(Scene):
    """A picture stands still while shapes pass before it."""

    def construct(self):
        ramp = np.tile(np.linspace(0, 255, 64).astype(np.uint8), (32, 1))
        image = ImageMobject(ramp).scale(3)
        image.set_resampling_algorithm(RESAMPLING_ALGORITHMS["nearest"])
        veil = Square(2, fill_opacity=0.5, color=GREEN).shift(LEFT * 3)
        self.add(image, veil)
        self.wait(0.2)
        self.play(veil.animate.shift(RIGHT * 5), run_time=0.4)
        self.play(image.animate.set_opacity(0.4), run_time=0.2)


class GroupedPictures(Scene):
    def construct(self):
        images = Group(*(ImageMobject(np.uint8([[k, 255 - k]])) for k in (0, 90, 250)))
        images.scale(60).arrange(RIGHT)
        images.add(Text("three").next_to(images, DOWN))
        self.play(FadeIn(images), run_time=0.3)
        self.play(images.animate.arrange(DOWN).scale(0.5), run_time=0.3)


class ImagedStroke(Scene):
    """A shape coloured by a picture."""

    def construct(self):
        Image.fromarray(np.random.default_rng(3).integers(0, 255, (180, 320, 3), np.uint8)).save(
            "n.png"
        )
        square = Square(3, fill_opacity=1).color_using_background_image("n.png")
        self.add(Circle(2.5, fill_opacity=1, color=BLUE), square)
        self.play(square.animate.shift(RIGHT * 2), run_time=0.3)


class Clouds(Scene):
    def construct(self):
        cloud = PMobject(stroke_width=3)
        rng = np.random.default_rng(5)
        cloud.add_points(rng.normal(size=(200, 3)), color=RED)
        disc = PointCloudDot(radius=0.8, density=10, color=BLUE).shift(RIGHT * 3)
        self.add(cloud, Square(), disc, Point(LEFT * 3, stroke_width=10, color=GREEN))
        self.play(cloud.animate.shift(LEFT), run_time=0.3)
        self.play(FadeOut(cloud, disc), run_time=0.3)
        self.play(Create(Circle()), run_time=0.2)


class LateCloud(Scene):
    """Points arrive in the middle of a play call."""

    def construct(self):
        dot = Dot(LEFT * 2)
        still = Square(3, fill_opacity=0.3, color=BLUE)
        self.add(still)
        cloud = PMobject(stroke_width=4).add_points([UP, RIGHT, DOWN], color=YELLOW)
        self.play(Succession(Create(dot), FadeIn(cloud), dot.animate.shift(RIGHT)), run_time=0.6)
        self.wait(0.2)
