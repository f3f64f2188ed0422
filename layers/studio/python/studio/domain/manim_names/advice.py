"""What old tutorials and the other Manim call otherwise, and what is not here at all."""

from typing import Final

from studio.domain.manim_names import renamed

_FADE_IN: Final = "use FadeIn(mobject, shift=…)"
_FADE_OUT: Final = "use FadeOut(mobject, shift=…)"
_COMMUNITY: Final = (
    "This is Manim Community: write `from manim import *`; some names differ from manimlib's."
)

_NAMES: Final = {
    "ShowCreationThenFadeOut": "use Create and then FadeOut",
    "CircleIndicate": "use Circumscribe(mobject, shape=Circle)",
    "TextMobject": "use Text, or Tex for LaTeX",
    "GraphScene": "it was removed; use Scene with Axes and axes.plot(…)",
    "FadeInFrom": _FADE_IN,
    "FadeInFromDown": "use FadeIn(mobject, shift=UP)",
    "FadeInFromLarge": "use FadeIn(mobject, scale=…)",
    "FadeInFromPoint": "use FadeIn(mobject, target_position=…)",
    "FadeOutAndShift": _FADE_OUT,
    "FadeOutAndShiftDown": "use FadeOut(mobject, shift=DOWN)",
    "FadeOutToPoint": "use FadeOut(mobject, target_position=…)",
    "ApplyMethodAnimation": "use mobject.animate",
    "SurfaceMesh": "use Surface with checkerboard_colors, or stroke_width",
    "TexturedSurface": "it needs OpenGL, which is not available here",
    "FunctionGraphScene": "use Scene with Axes",
    "ThreeDSceneWithAxes": "use ThreeDScene with ThreeDAxes",
    "GlowDot": "use Dot with a larger, transparent Dot behind it",
    "TransformMatchingStrings": "use TransformMatchingShapes or TransformMatchingTex",
    "CheckmarkMobject": 'use Tex(r"\\checkmark")',
    "Exmark": 'use Text("✗")',
    "Checkmark": 'use Text("✓")',
    "COLOR_MAP": "colours are constants such as BLUE_C",
    "TEAL_SCREEN": "use a colour such as TEAL",
    "Bubble": "use RoundedRectangle with a Text in it",
    "SpeechBubble": "use RoundedRectangle with a Text in it",
    "ThoughtBubble": "use RoundedRectangle with a Text in it",
    "PiCreature": "it belongs to 3Blue1Brown's own videos",
    "TeacherStudentsScene": "it belongs to 3Blue1Brown's own videos",
    "Randolph": "it belongs to 3Blue1Brown's own videos",
}

ATTRIBUTES: Final = {
    "get_graph": "Axes.get_graph is now axes.plot(…).",
    "get_parametric_curve": "It is now axes.plot_parametric_curve(…).",
    "get_graph_label": "It belongs to Axes: axes.get_graph_label(graph, …).",
    "setup_axes": "GraphScene was removed; make Axes and add them.",
    "camera_frame": "In a MovingCameraScene the frame is self.camera.frame.",
    "frame": "Only a MovingCameraScene has self.camera.frame; let the class extend it.",
    "set_camera_orientation": "Only a ThreeDScene turns its camera; extend that.",
    "move_camera": "Only a ThreeDScene moves its camera so; let the class extend it.",
    "begin_ambient_camera_rotation": "Only a ThreeDScene turns its camera; extend that.",
    "add_fixed_in_frame_mobjects": "Only a ThreeDScene has fixed mobjects; extend that.",
    "activate_zooming": "Only a ZoomedScene zooms; let the class extend it.",
    "get_tex_string": "The attribute is tex_string.",
    "get_part_by_text": "Index the Text instead: text[0:5].",
    "set_color_by_text": "Use Text(…, t2c={…}).",
    "set_color_by_tex_to_color_map": "It belongs to MathTex and Tex.",
    "rotate_in_place": "Use rotate.",
    "scale_in_place": "Use scale.",
    "set_submobject_colors_by_gradient": "Use set_color_by_gradient.",
    "set_width": "Use scale_to_fit_width(…), or set(width=…).",
    "set_height": "Use scale_to_fit_height(…), or set(height=…).",
    "fix_in_frame": "Only a ThreeDScene has fixed mobjects: self.add_fixed_in_frame_mobjects(…).",
    "embed": "Nobody can look: leave out self.embed() and self.interactive_embed().",
}

KEYWORDS: Final = {
    "outer_radius": "A Sector has a radius; an AnnularSector has inner_radius and outer_radius.",
    "code": "Code takes code_string=… or code_file=….",
    "file_name": "Code takes code_string=… or code_file=….",
    "x_min": "Use x_range=[min, max, step].",
    "x_max": "Use x_range=[min, max, step].",
    "y_min": "Use y_range=[min, max, step].",
    "y_max": "Use y_range=[min, max, step].",
    "t_min": "Use t_range=[min, max, step].",
    "t_max": "Use t_range=[min, max, step].",
    "t2c_map": "Use t2c={…}.",
    "size": "For text, use font_size=…; for shapes, side_length, width, height or radius.",
    "scale_factor": "Use mobject.scale(…).",
    "text_config": "Give the keywords themselves, such as font_size=….",
    "number_line_config": "Use axis_config={…}.",
    "x_axis_label": "Use axes.get_axis_labels(…).",
    "y_axis_label": "Use axes.get_axis_labels(…).",
    "colour": "The keyword is color.",
}

PACKAGES: Final = {
    "manimlib": _COMMUNITY,
    "manimgl": _COMMUNITY,
    "manim_imports_ext": _COMMUNITY,
    "big_ol_pile_of_manim_imports": _COMMUNITY,
    "manim_voiceover": "It is not installed here; use add_sound and add_subcaption.",
    "cv2": "OpenCV is not installed here; use Pillow and ImageMobject.",
    "requests": "There is no network here; put the data into the code.",
    "urllib3": "There is no network here; put the data into the code.",
}


def instead_of(name: str) -> str:
    """What to do without a name that is not here; empty if nobody knows."""
    if name in _NAMES:
        return _NAMES[name]
    if name in renamed.NAMES:
        return f"use {renamed.NAMES[name]}"
    return f'use "{renamed.COLOURS[name]}"' if name in renamed.COLOURS else ""
