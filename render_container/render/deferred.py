"""What Manim imports at once and few scenes need, imported when one does.

SciPy and NetworkX are two fifths of Manim's import. Manim turns things by one function of SciPy's,
done here to the last bit, lays graphs out by NetworkX, reads listings by Beautiful Soup, and
writes films by PyAV, as it does not here.
"""

import importlib
import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

import numpy as np

_SMALL: Final = 1e-3
_ROTATIONS: Final = "scipy.spatial.transform"
_LATER: Final = ("networkx", "bs4", "av")


class Rotation:
    """A turn around an axis, as far as Manim asks for one; the rest is SciPy's."""

    def __init__(self, x: float, y: float, z: float) -> None:
        angle = math.sqrt(x * x + y * y + z * z)
        if angle <= _SMALL:
            square = angle * angle
            scale = 0.5 - square / 48 + square * square / 3840
        else:
            scale = math.sin(angle / 2) / angle
        self._quaternion = scale * x, scale * y, scale * z, math.cos(angle / 2)

    @classmethod
    def from_rotvec(cls, rotvec: Any) -> Any:
        """For an axis whose length is the angle in radians; SciPy's for anything else."""
        vector = np.asarray(rotvec, np.float64)
        if vector.shape != (3,):
            return importlib.import_module(_ROTATIONS).Rotation.from_rotvec(rotvec)
        return cls(*vector.tolist())

    def as_matrix(self) -> Any:
        """The matrix, 3 by 3."""
        x, y, z, w = self._quaternion
        xx, yy, zz, ww = x * x, y * y, z * z, w * w
        xy, zw, xz, yw, yz, xw = x * y, z * w, x * z, y * w, y * z, x * w
        return np.array(
            [
                [xx - yy - zz + ww, 2 * (xy - zw), 2 * (xz + yw)],
                [2 * (xy + zw), -xx + yy - zz + ww, 2 * (yz - xw)],
                [2 * (xz - yw), 2 * (yz + xw), -xx - yy + zz + ww],
            ]
        )


class Later(ModuleType):
    """A module, or something in one, that is looked up when it is called or taken apart."""

    def __init__(self, module: str, path: tuple[str, ...] = ()) -> None:
        super().__init__(".".join((module, *path)))
        self._module, self._path = module, path
        self._importing = True
        self._parts: list[Later] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if not self._importing:
            return getattr(self._found(), name)
        part = Later(self._module, (*self._path, name))
        self._parts.append(part)
        return part

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self._found()(*arguments, **options)

    def __instancecheck__(self, instance: Any) -> bool:
        return isinstance(instance, self._found())

    def _found(self) -> Any:
        found: Any = importlib.import_module(self._module)
        for name in self._path:
            found = getattr(found, name)
        return found

    def settle(self) -> None:
        """From now on whoever asks gets the real thing."""
        self._importing = False
        for part in self._parts:
            part.settle()


@contextmanager
def deferred() -> Iterator[None]:
    """While Manim is imported here for the first time, keep back what it will hardly need."""
    later, rotations = [Later(name) for name in _LATER], ModuleType(_ROTATIONS)
    vars(rotations)["Rotation"] = Rotation
    packages = [ModuleType("scipy"), ModuleType("scipy.spatial")]
    stubs = {each.__name__: each for each in (*packages, rotations, *later)}
    if "manim" in sys.modules or not sys.modules.keys().isdisjoint(stubs):
        yield
        return
    sys.modules.update(stubs)
    try:
        yield
    finally:
        for each in later:
            each.settle()
        for name in stubs:
            del sys.modules[name]
