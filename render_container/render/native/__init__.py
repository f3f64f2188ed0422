"""What the engine does in C: each module has a fallback in Python, and a test that compares both.

`RENDER_NATIVE=off` chooses the fallbacks; so does a machine on which the build did not run.
"""

import importlib
import os
from types import ModuleType


def load(name: str) -> ModuleType | None:
    """The compiled module of this name, or None where Python has to do."""
    if os.environ.get("RENDER_NATIVE") == "off":
        return None
    try:
        return importlib.import_module(f"render.native.{name}")
    except ImportError:
        return None
