"""Compile the C sources beside this file: `python -m render.native.build`.

Needs a C compiler, Python's and NumPy's headers, and cairo's through pkg-config:
all of them are there where Manim's own dependencies could be built.
"""

import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Final

import numpy as np

_HERE: Final = Path(__file__).parent
_FLAGS: Final = (
    "-O3",
    "-fPIC",
    "-shared",
    "-fno-math-errno",
    "-ffp-contract=off",
    "-Wall",
    "-Wextra",
)


def build(source: Path) -> Path:
    """Compile one extension module unless it is newer than its sources already."""
    target = source.with_suffix(sysconfig.get_config_var("EXT_SUFFIX"))
    newest = max(each.stat().st_mtime for each in (source, *_HERE.glob("*.h")))
    if target.exists() and target.stat().st_mtime >= newest:
        return target
    includes = [sysconfig.get_path("include"), np.get_include()]
    cairo = _pkg_config("--cflags", "cairo")
    command = [
        *("cc", *_FLAGS),
        *(f"-I{folder}" for folder in includes),
        *cairo,
        *("-o", str(target), str(source)),
        *_pkg_config("--libs", "cairo"),
        *("-lm", "-lpthread"),
    ]
    subprocess.run(command, check=True)  # noqa: S603 - our own sources
    return target


def _pkg_config(*arguments: str) -> list[str]:
    asked = subprocess.run(  # noqa: S603
        ["pkg-config", *arguments],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    )
    return asked.stdout.split()


def main() -> None:
    for source in sorted(_HERE.glob("*.c")):
        sys.stdout.write(f"{build(source).name}\n")


if __name__ == "__main__":
    main()
