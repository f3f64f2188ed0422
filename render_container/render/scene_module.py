"""A scene's module: imported, and asked for its class."""

import importlib.util
import sys
from inspect import isclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from manim import Scene, config

from studio.domain.choices import OutputFormat
from studio.domain.render import Format

SHORT_SIDE: Final = 8.0
_SIXTEEN_BY_NINE: Final = 16 / 9
_NEARLY: Final = 0.01
_MOST_NAMES: Final = 12


class NoSuchScene(Exception):
    """The class that was asked for is not there; the message says what is."""


def scene_class(path: Path, class_name: str) -> type[Scene]:
    """Import the module; raises `NoSuchScene`, or whatever the module raises."""
    module = _imported(path)
    found = vars(module).get(class_name)
    if isclass(found) and issubclass(found, Scene):
        return found
    wrong = "is no Scene" if isclass(found) else "is no class" if found is not None else ""
    if wrong:
        raise NoSuchScene(f"{class_name!r} in the code {wrong}. {_scenes_in(module)}")
    raise NoSuchScene(f"There is no class {class_name!r} in the code. {_scenes_in(module)}")


def pin(format_: Format, output: OutputFormat) -> None:
    """What is ordered holds, whatever the module has set; its frame may hold, too."""
    config.format = "png" if output == "png" else None
    config.preview = config.enable_gui = config.save_sections = False
    config.pixel_width, config.pixel_height = format_.width, format_.height
    config.frame_rate = format_.fps
    aspect = format_.width / format_.height
    if abs(config.frame_width / config.frame_height - aspect) > _NEARLY * aspect:
        for name, value in frame(format_).items():
            config[name] = value


def frame(format_: Format) -> dict[str, Any]:
    """Manim's units: its own for 16:9, else 8 along the short side."""
    aspect = format_.width / format_.height
    if abs(aspect - _SIXTEEN_BY_NINE) <= _NEARLY:
        aspect = _SIXTEEN_BY_NINE
    return {
        "frame_width": SHORT_SIDE * max(aspect, 1),
        "frame_height": SHORT_SIDE * max(1 / aspect, 1),
    }


def _imported(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    sys.path.insert(0, str(path.parent))
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def _scenes_in(module: ModuleType) -> str:
    names = [
        name
        for name, each in vars(module).items()
        if isclass(each) and issubclass(each, Scene) and each.__module__ == module.__name__
    ]
    if not names:
        return "It has no scene at all: a scene is a class that extends Scene."
    more = ", …" if len(names) > _MOST_NAMES else ""
    return f"It has: {', '.join(names[:_MOST_NAMES])}{more}."
