"""Finding a Python that a job's uid can reach.

An interpreter below somebody's private home folder is out of reach for anybody else;
the system's own of the same version then stands in, with the same libraries.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

_PASS: Final = 0o001
_READ_AND_PASS: Final = 0o005
_VERSION: Final = f"python{sys.version_info.major}.{sys.version_info.minor}"


class NoReachableInterpreter(Exception):
    """No Python of this version lies where other users can read it."""


def open_to_all(path: Path) -> bool:
    """Whether any uid may read and run this and pass every folder on the way."""
    path = path.resolve()
    if not path.exists() or path.stat().st_mode & _READ_AND_PASS != _READ_AND_PASS:
        return False
    return all(folder.stat().st_mode & _PASS for folder in path.parents)


def reachable_interpreter() -> Path:
    own = Path(sys.executable)
    system = shutil.which(_VERSION, path=os.defpath)
    for candidate in (own, Path(system) if system else own):
        if open_to_all(candidate):
            return candidate
    raise NoReachableInterpreter(f"{own.resolve()} is private, and there is no other {_VERSION}")


def library_path() -> str:
    """PYTHONPATH for that interpreter: where this one finds what is not its own."""
    standard = (sys.base_prefix, str(Path(sys.base_prefix).resolve()))
    folders = [os.path.abspath(folder) for folder in sys.path if folder]  # noqa: PTH100
    return os.pathsep.join(folder for folder in folders if not folder.startswith(standard))
