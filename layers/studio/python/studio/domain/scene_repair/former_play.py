"""`play(mobject.shift, UP)` of the old Manim becomes `play(mobject.animate.shift(UP))`."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from studio.domain.manim_names.words import words
from studio.domain.scene_repair.changes import Change, Edit
from studio.domain.scene_repair.module import Module

ANIMATED: Final = words(
    """
    align_to apply_complex_function apply_function apply_matrix apply_point_function
    apply_points_function_about_point arrange arrange_in_grid arrange_submobjects become
    center fade fade_to flip match_color match_height match_points match_width match_x match_y
    move_arc_center_to move_to next_to put_start_and_end_on replace rescale_to_fit restore
    rotate rotate_about_origin rotate_in_place scale scale_about_point scale_in_place
    scale_to_fit_height scale_to_fit_width set_angle set_background_stroke set_color
    set_color_by_gradient set_fill set_height set_length set_opacity set_points
    set_points_as_corners set_stroke set_style set_submobject_colors_by_gradient set_value
    set_width set_x set_y set_z shift shift_onto_screen space_out_submobjects stretch
    stretch_about_point stretch_in_place stretch_to_fit_height stretch_to_fit_width surround
    to_corner to_edge increment_value set_color_by_tex set_color_by_tex_to_color_map
    set_z_index wag pointwise_become_partial put_start_and_end_on_with set_start_and_end_attrs
    change_vertex set_coord clear_updaters
    """
)
"""Methods that change a mobject and that scenes animate."""


@dataclass
class _Step:
    """A method, and what it is called with."""

    method: ast.Attribute
    arguments: list[ast.expr] = field(default_factory=list)


def changes(module: Module) -> Iterator[Change]:
    for call in module.calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "play":
            yield from _animated(module, call)


def _animated(module: Module, call: ast.Call) -> Iterator[Change]:
    steps, rest = _steps(call)
    if not steps:
        return
    parts: list[str] = []
    done: dict[str, int] = {}
    for entry in rest:
        if isinstance(entry, _Step):
            owner = module.text(entry.method.value)
            step = f".{entry.method.attr}({_arguments(module, entry)})"
            if owner in done:
                parts[done[owner]] += step
            else:
                done[owner] = len(parts)
                parts.append(f"{owner}.animate{step}")
        else:
            parts.append(module.text(entry))
    start, end = module.start(call.args[0]), module.end(call.args[-1])
    says = f".{steps[0].method.attr} is played as .animate (line {call.lineno})"
    separator = ",\n" + " " * (module.start(call.args[0]) - module.line_start(call.args[0].lineno))
    several = call.args[0].lineno != call.args[-1].lineno
    yield Change(says, (Edit(start, end, (separator if several else ", ").join(parts)),))


def _steps(call: ast.Call) -> tuple[list[_Step], list[_Step | ast.expr]]:
    steps: list[_Step] = []
    rest: list[_Step | ast.expr] = []
    current: _Step | None = None
    for argument in call.args:
        if isinstance(argument, ast.Attribute) and argument.attr in ANIMATED:
            current = _Step(argument)
            steps.append(current)
            rest.append(current)
        elif current is not None and not _is_animation(argument):
            current.arguments.append(argument)
        else:
            current = None
            rest.append(argument)
    return steps, rest


def _is_animation(node: ast.expr) -> bool:
    """An animation's class begins with a capital; so do few of a method's arguments."""
    if isinstance(node, ast.Starred):
        return True
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id[:1].isupper()
    return any(
        isinstance(each, ast.Attribute) and each.attr == "animate" for each in ast.walk(node)
    )


def _arguments(module: Module, step: _Step) -> str:
    """The last may be a mapping of keywords."""
    texts = [module.text(argument) for argument in step.arguments]
    if step.arguments and isinstance(step.arguments[-1], ast.Dict):
        texts[-1] = f"**{texts[-1]}"
    return ", ".join(texts)
