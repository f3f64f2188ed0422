"""What happens in a scene process: one scene, in a folder of its own, becomes a clip."""

import importlib.util
import logging
import os
import random
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import manim.scene.scene
import numpy as np
from manim import Camera, Scene, tempconfig

from render.canvas import Canvas
from render.captions_overlay import ABOVE_CAPTIONS, CaptionTrack
from render.footage import Footage, bare
from render.order import CLIP, COUNT, ORDER, RESULT, FilmOrder, FilmResult
from render.renderer import FilmRenderer
from render.still import draw_title
from studio.domain.render import Format

_SHORT_SIDE: Final = 8.0
_SIXTEEN_BY_NINE: Final = 16 / 9
_NEARLY: Final = 0.01
_LONGEST_REASON: Final = 300
_SEED: Final = 0


def film(folder: Path) -> int:
    """Carry out the order in this folder, which is also the current one; answer the exit code."""
    tempfile.tempdir = str(folder)
    _log_plainly()
    try:
        warnings = _film(FilmOrder.model_validate_json((folder / ORDER).read_bytes()), folder)
    except BaseException as error:  # noqa: BLE001 - a scene may raise anything, SystemExit included
        traceback.print_exc()
        _leave(folder, FilmResult(failure=_reason(error, folder)))
        return 1
    _leave(folder, FilmResult(warnings=tuple(warnings)))
    return 0


def _log_plainly() -> None:
    """Our own lines go out as they are: Manim's handler would set them as tables."""
    log = logging.getLogger("render")
    log.handlers, log.propagate = [logging.StreamHandler()], False
    log.setLevel(logging.INFO)


def _leave(folder: Path, result: FilmResult) -> None:
    (folder / RESULT).write_text(result.model_dump_json())


def _film(order: FilmOrder, folder: Path) -> list[str]:
    with tempconfig(_settings(order.format, folder)):
        covers = CaptionTrack(order.captions) if order.captions else bare
        footage = Footage(order.format, order.frames, covers, _counter(folder / COUNT))
        if order.module is None:
            canvas = Canvas(Camera())
            footage.picture(canvas, lambda: canvas.take(draw_title(order)))
            footage.hold(canvas, footage.remaining)
        else:
            FilmRenderer.footage = footage
            FilmRenderer.share = ABOVE_CAPTIONS if order.captioned else 1.0
            manim.scene.scene.CairoRenderer = FilmRenderer
            random.seed(_SEED)  # the module itself may already ask for chance
            np.random.seed(_SEED)  # noqa: NPY002 - what scenes use
            _scene_class(folder / order.module, order.class_name)().render()
    footage.finish().write(folder / CLIP)
    return footage.warnings


def _counter(path: Path) -> Callable[[int], None]:
    file = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)

    def count(frames: int) -> None:
        os.pwrite(file, b"%9d" % frames, 0)

    return count


def _settings(format_: Format, folder: Path) -> dict[str, Any]:
    aspect = format_.width / format_.height
    settings: dict[str, Any] = {
        "pixel_width": format_.width,
        "pixel_height": format_.height,
        "frame_rate": format_.fps,
        "media_dir": str(folder / "media"),
        "disable_caching": True,
        "seed": _SEED,
        "notify_outdated_version": False,
        "verbosity": "ERROR",
        "progress_bar": "none",
    }
    if abs(aspect - _SIXTEEN_BY_NINE) > _NEARLY:
        settings["frame_width"] = _SHORT_SIDE * max(aspect, 1)
        settings["frame_height"] = _SHORT_SIDE * max(1 / aspect, 1)
    return settings


def _scene_class(module_path: Path, class_name: str) -> type[Scene]:
    spec = importlib.util.spec_from_file_location(module_path.stem, module_path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_path.stem] = module
    spec.loader.exec_module(module)
    scene_class: type[Scene] = getattr(module, class_name)
    return scene_class


def _reason(error: BaseException, folder: Path) -> str:
    """`NameError: name 'x' is not defined (line 12)`, the line being the scene's own."""
    lines = str(error).strip().splitlines()
    message = f"{type(error).__name__}: {lines[-1]}" if lines else type(error).__name__
    line = _line_in(error.__traceback__, folder)
    if line is None and isinstance(error, SyntaxError):
        line = error.lineno
    return message[:_LONGEST_REASON] + (f" (line {line})" if line else "")


def _line_in(trace: TracebackType | None, folder: Path) -> int | None:
    own = [
        line
        for frame, line in traceback.walk_tb(trace)
        if Path(frame.f_code.co_filename).parent == folder
    ]
    return own[-1] if own else None
