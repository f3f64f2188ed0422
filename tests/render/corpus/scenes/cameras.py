"""Scenes whose camera moves, zooms, is resized, or looks at another background."""

# ruff: noqa: F403, F405
import numpy as np
from manim import *
from PIL import Image


class ZoomedIn(MovingCameraScene):
    def construct(self):
        row = VGroup(*(Square(0.8, fill_opacity=0.4) for _ in range(5))).arrange(RIGHT)
        self.add(row)
        self.camera.frame.save_state()
        self.play(self.camera.frame.animate.set(width=4).move_to(row[3]), run_time=0.4)
        self.play(row[3].animate.set_color(RED), run_time=0.2)
        self.wait(0.2)
        self.play(Restore(self.camera.frame), run_time=0.3)


class AutoZoomed(MovingCameraScene):
    def construct(self):
        one, other = Dot(LEFT * 3), Square(0.6).shift(RIGHT * 2 + UP)
        self.add(one, other, Text("far", font_size=20).shift(DOWN * 3))
        self.play(self.camera.auto_zoom([one, other], margin=1), run_time=0.4)
        self.play(self.camera.auto_zoom([other], margin=0.5), run_time=0.3)


class FollowingCamera(MovingCameraScene):
    def construct(self):
        dot = Dot(LEFT * 3, color=YELLOW)
        self.camera.frame.scale(0.5).move_to(dot)
        self.camera.frame.add_updater(lambda m: m.move_to(dot))
        self.add(NumberPlane(), dot, self.camera.frame)
        self.play(dot.animate.shift(RIGHT * 5 + UP), run_time=0.5)


class StretchedCamera(MovingCameraScene):
    """A frame out of proportion, and thick lines that it stretches."""

    def construct(self):
        zigzag = VMobject(stroke_width=40, color=BLUE)
        zigzag.set_points_as_corners([LEFT * 3, LEFT + UP, RIGHT, RIGHT * 3 + UP])
        dot = Dot(DOWN * 2)
        self.add(zigzag, dot)
        self.play(self.camera.frame.animate.stretch(3, 0), run_time=0.3)
        self.play(zigzag.animate.shift(DOWN * 2), run_time=0.4)
        self.play(dot.animate.shift(UP), run_time=0.2)


class VisibleFrame(MovingCameraScene):
    def construct(self):
        self.camera.frame.set_stroke(RED, 6)
        self.add(self.camera.frame, Square())
        self.play(self.camera.frame.animate.scale(0.8), run_time=0.3)


class CameraMovedByHand(MovingCameraScene):
    """The frame moves between plays, and by an updater of something else."""

    def construct(self):
        square, dot = Square(fill_opacity=0.5), Dot(RIGHT * 2)
        self.add(square)
        self.wait(0.2)
        self.camera.frame.shift(RIGHT)
        self.wait(0.2)
        self.camera.frame_center = LEFT
        self.play(FadeIn(dot), run_time=0.2)
        dot.add_updater(lambda m, dt: self.camera.frame.shift(RIGHT * dt))
        self.wait(0.3)


class ResizedFrame(Scene):
    """The plain camera's frame is changed before and after its first picture."""

    def construct(self):
        self.camera.frame_width = 8
        self.camera.frame_height = 4.5
        square = Square()
        self.play(Create(square), run_time=0.2)
        self.camera.frame_width = 20
        self.camera.frame_center = RIGHT
        self.play(square.animate.shift(LEFT), run_time=0.3)
        self.wait(0.2)


class WiderLines(Scene):
    def construct(self):
        square = Square()
        self.add(square)
        self.wait(0.2)
        self.camera.cairo_line_width_multiple = 0.05
        self.wait(0.2)


class ChangedBackground(Scene):
    def construct(self):
        self.camera.background_color = DARK_BLUE
        square = Square(fill_opacity=0.5, color=RED)
        self.play(FadeIn(square), run_time=0.3)
        self.camera.background_color = "#eeeecc"
        self.wait(0.2)
        self.play(square.animate.shift(RIGHT), run_time=0.3)
        dot = Dot().add_updater(lambda m, dt: setattr(self.camera, "background_color", GREEN_E))
        self.add(dot)
        self.wait(0.2)


class PaintedBackground(Scene):
    def construct(self):
        rows = np.linspace(0, 255, 200).astype(np.uint8)
        image = np.stack(np.broadcast_arrays(rows[:, None], rows[None, :40].repeat(9, 1), 90), -1)
        Image.fromarray(image.astype(np.uint8)).save("backdrop.png")
        self.camera.background_image = "backdrop.png"
        self.camera.init_background()
        self.play(Create(Circle(color=WHITE)), run_time=0.3)
        self.wait(0.2)


class SeesThrough(Scene):
    def construct(self):
        self.camera.background_opacity = 0.3
        self.play(FadeIn(Square(fill_opacity=0.6, color=BLUE)), run_time=0.3)
        self.wait(0.2)


class Magnified(ZoomedScene):
    def __init__(self, **kwargs):
        super().__init__(
            zoom_factor=0.3,
            zoomed_display_height=2,
            zoomed_display_width=3,
            image_frame_stroke_width=8,
            **kwargs,
        )

    def construct(self):
        dot = Dot(color=YELLOW)
        grid = NumberPlane(x_range=[-2, 2], y_range=[-2, 2])
        self.add(grid, dot)
        self.activate_zooming(animate=False)
        self.play(dot.animate.shift(LEFT), run_time=0.3)
        self.play(self.zoomed_camera.frame.animate.shift(LEFT), run_time=0.3)
        self.wait(0.2)


class PopsOut(ZoomedScene):
    def construct(self):
        self.add(Square(), Text("look", font_size=20))
        self.activate_zooming(animate=True)
        self.play(self.get_zoomed_display_pop_out_animation(), run_time=0.3)


class LooksAtItself(Scene):
    """Reads the last picture back in the middle of a scene."""

    def construct(self):
        square = Square(3, fill_opacity=1, color=RED).shift(LEFT * 2)
        self.play(FadeIn(square), run_time=0.3)
        seen = self.camera.pixel_array
        self.add(Text(str(int(seen[:, :, 0].mean())), font_size=48).shift(RIGHT * 3))
        self.wait(0.2)
        copied = ImageMobject(self.renderer.get_frame()).scale(0.5).shift(RIGHT * 2)
        self.play(FadeIn(copied), run_time=0.2)
        square.set_color(BLUE)
        self.renderer.update_frame(self)
        self.add(ImageMobject(np.array(self.camera.get_image())).scale(0.3).to_corner(DR))
        self.wait(0.2)
