"""Scenes extend what has what they use, and have the name they are asked for."""

import ast
from collections.abc import Iterator
from typing import Final

from studio.domain.manim_names.words import words
from studio.domain.scene_repair.changes import Change, Edit
from studio.domain.scene_repair.module import Module

_TURNING: Final = words(
    """
    set_camera_orientation move_camera begin_ambient_camera_rotation
    stop_ambient_camera_rotation add_fixed_in_frame_mobjects add_fixed_orientation_mobjects
    begin_3dillusion_camera_rotation
    """
)
_ZOOMING: Final = words(
    """
    activate_zooming zoomed_camera zoomed_display get_zoom_factor
    """
)
_SCENES: Final = words(
    """
    Scene MovingCameraScene ZoomedScene ThreeDScene SpecialThreeDScene VectorScene Segment
    LinearTransformationScene GraphScene InteractiveScene
    """
)


def changes(module: Module) -> Iterator[Change]:
    for node in module.classes:
        if [module.manims(base) for base in node.bases] != ["Scene"]:
            yield from _frame_of_plain(module, node)
            continue
        base = _needed(module, node)
        if base is not None:
            edit = module.renamed(node.bases[0], base)
            yield Change(
                f"{node.name} extends {base} for what it uses (line {node.lineno})", (edit,)
            )
        yield from _frame_of_plain(module, node)


def _frame_of_plain(module: Module, node: ast.ClassDef) -> Iterator[Change]:
    """`self.camera_frame`, and `self.frame` of the other Manim."""
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and _of_self(each, {"camera_frame", "frame"}):
            if each.attr in module.methods or not isinstance(each.ctx, ast.Load):
                continue
            says = f"self.{each.attr} is self.camera.frame here (line {each.lineno})"
            yield Change(says, (module.attribute(each, "camera.frame"),))


def _needed(module: Module, node: ast.ClassDef) -> str | None:
    asked = {
        each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute) and _of_self(each)
    }
    asked -= module.methods
    if asked & _ZOOMING:
        return "ZoomedScene"
    if asked & _TURNING:
        return "ThreeDScene"
    framed = any(
        isinstance(each, ast.Attribute)
        and each.attr == "frame"
        and isinstance(each.value, ast.Attribute)
        and _of_self(each.value, {"camera"})
        for each in ast.walk(node)
    )
    return "MovingCameraScene" if framed else None


def _of_self(node: ast.Attribute, names: set[str] | None = None) -> bool:
    own = isinstance(node.value, ast.Name) and node.value.id == "self"
    return own and (names is None or node.attr in names)


def only_scene(module: Module, class_name: str | None) -> Iterator[Change]:
    """The one scene of the module gets the name that is asked for."""
    if class_name is None or not class_name.isidentifier() or class_name in module.bound:
        return
    scenes = _scenes(module)
    if len(scenes) != 1:
        return
    name = scenes[0].name
    start = module.start(scenes[0])
    place = module.source.index(name, start + len("class"))
    edits = [Edit(place, place + len(name), class_name)]
    edits += [
        module.edit(each, class_name)
        for each in module.nodes
        if isinstance(each, ast.Name) and each.id == name
    ]
    yield Change(f"the scene {name} is {class_name}", tuple(edits))


def _scenes(module: Module) -> list[ast.ClassDef]:
    """Those with something to show, that no other one extends."""
    names: set[str] = set(_SCENES)
    found: list[ast.ClassDef] = []
    for node in module.classes:
        bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
        bases |= {base.attr for base in node.bases if isinstance(base, ast.Attribute)}
        if bases & names:
            names.add(node.name)
            found = [each for each in found if each.name not in bases]
            found.append(node)
    return found
