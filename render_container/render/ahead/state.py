"""Everything a scene shows, and chance, in a few bytes: two processes in one state agree on it."""

import hashlib
import random
from typing import Any, Final

import numpy as np
from manim import Mobject, Scene

_DECIMALS: Final = 5
"""A frame is 14 units wide: what is rounded here, no pixel shows."""

_ARRAYS: Final = ("points", "fill_rgbas", "stroke_rgbas", "background_stroke_rgbas", "rgbas")
_VALUES: Final = (
    "stroke_width",
    "background_stroke_width",
    "sheen_factor",
    "z_index",
    "joint_type",
    "cap_style",
)


def digest(scene: Scene) -> bytes:
    """Of the mobjects in their order, of the camera, of the clock and of both random generators."""
    seen = hashlib.blake2b(digest_size=16)
    camera = scene.renderer.camera
    roots = [*scene.mobjects, *scene.foreground_mobjects]
    frame = getattr(camera, "frame", None)
    if isinstance(frame, Mobject):
        roots.append(frame)
    for root in roots:
        for member in root.get_family():
            _add(seen, member)
        seen.update(b"/")
    seen.update(repr((scene.renderer.time, random.getstate())).encode())
    kind, keys, *rest = np.random.get_state(legacy=True)  # noqa: NPY002 - what scenes use
    seen.update(repr((kind, rest)).encode() + np.asarray(keys).tobytes())
    seen.update(repr(getattr(camera, "background_color", None)).encode())
    return seen.digest()


def _add(seen: Any, member: Any) -> None:
    seen.update(type(member).__qualname__.encode())
    for name in _ARRAYS:
        array = getattr(member, name, None)
        if isinstance(array, np.ndarray):
            seen.update((np.round(array, _DECIMALS) + 0.0).tobytes())
    seen.update(repr([getattr(member, name, None) for name in _VALUES]).encode())
    seen.update(b"%d %d" % (len(member.updaters), len(member.submobjects)))
