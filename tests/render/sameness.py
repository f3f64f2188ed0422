"""Whether two mobjects are the same in all that they hold."""

from typing import Any

import numpy as np
from manim import ManimColor, Mobject


def state(value: Any, known: dict[int, int] | None = None) -> Any:
    """Everything a mobject holds, by value; what it holds twice, as one thing."""
    known = {} if known is None else known
    if isinstance(value, Mobject):
        if id(value) not in known:
            known[id(value)] = len(known)
            names = sorted(value.__dict__.keys() - {"original_id", "path_obj", "file_name"})
            return type(value), [(name, state(value.__dict__[name], known)) for name in names]
        value = known[id(value)]
    elif isinstance(value, ManimColor | np.ndarray):
        array = value.to_rgba() if isinstance(value, ManimColor) else value
        value = (array.dtype.str, array.shape, array.tobytes())
    elif isinstance(value, dict):
        value = [(name, state(each, known)) for name, each in value.items()]
    elif isinstance(value, list | tuple):
        value = [state(each, known) for each in value]
    return type(value), value
