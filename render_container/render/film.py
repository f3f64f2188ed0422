"""What happens in a scene process: one scene, in a folder of its own, becomes a clip or a reel."""

import logging
import os
import random
import tempfile
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import manim.scene.scene
import numpy as np
from manim import Camera, tempconfig

from render.ahead.attempt import attempted, give_up, renderer_ahead
from render.ahead.suits import suits
from render.ahead.tally import Tally
from render.canvas import Canvas
from render.captions_overlay import ABOVE_CAPTIONS, CaptionTrack
from render.footage import Counted, Footage, bare
from render.layout.watch import Watch
from render.materials import Materials, subcaptions
from render.misses import Misses
from render.order import (
    CLIP,
    COUNT,
    MOST_PROBLEMS,
    ORDER,
    REEL,
    RESULT,
    Count,
    FilmOrder,
    FilmResult,
    written_count,
)
from render.reel import ReelWriter
from render.renderer import FilmRenderer
from render.scene_module import frame, pin, scene_class
from render.still import draw_title
from render.trouble import problem, told
from studio.domain.problem import Problem

_LONGEST_REASON: Final = 300
_SEED: Final = 0
_COUNTED_EVERY: Final = 0.1


class NothingToShow(Exception):
    """A caller's scene that ended with nothing to be seen."""


def film(folder: Path) -> int:
    """Carry out the order in this folder, which is also the current one; answer the exit code."""
    tempfile.tempdir = str(folder)
    _log_plainly()
    order = FilmOrder.model_validate_json((folder / ORDER).read_bytes())
    source = (folder / order.module).read_text() if order.module else ""
    if _may_hurry(order) and suits(source):
        code = attempted(lambda: _carried_out(order, folder, source, ahead=True))
        if code is not None:
            return code
    return _carried_out(order, folder, source, ahead=False)


def _may_hurry(order: FilmOrder) -> bool:
    seen_by_one = order.rehearse or order.checks != "none"
    return order.workers > 1 and order.output == "mp4" and bool(order.module) and not seen_by_one


def _carried_out(order: FilmOrder, folder: Path, source: str, *, ahead: bool) -> int:
    try:
        result = _film(order, folder, ahead=ahead)
    except BaseException as error:  # noqa: BLE001 - a scene may raise anything, SystemExit included
        if ahead:
            give_up(error)
        traceback.print_exc()
        _leave(folder, _failed(error, order, folder, source))
        return 1
    _leave(folder, result)
    return 0


def _failed(error: BaseException, order: FilmOrder, folder: Path, source: str) -> FilmResult:
    if order.module is None:
        return FilmResult(failure=_reason(error, folder))
    module = folder / order.module
    failure = told(error, module, source) if order.frames is None else ""
    return FilmResult(
        failure=failure or _reason(error, folder),
        problems=_with(problem(error, module, source)),
    )


def _with(last: Problem) -> tuple[Problem, ...]:
    """After what was noticed before it ended all."""
    earlier = [each for each in _noticed() if each.kind != "empty"]
    return (*earlier[: MOST_PROBLEMS - 1], last)


def _noticed() -> tuple[Problem, ...]:
    return FilmRenderer.watch.problems if FilmRenderer.watch else ()


def _log_plainly() -> None:
    """Our own lines go out as they are: Manim's handler would set them as tables."""
    log = logging.getLogger("render")
    log.handlers, log.propagate = [logging.StreamHandler()], False
    log.setLevel(logging.INFO)


def _leave(folder: Path, result: FilmResult) -> None:
    (folder / RESULT).write_text(result.model_dump_json())


def _film(order: FilmOrder, folder: Path, *, ahead: bool) -> FilmResult:
    with tempconfig(_settings(order, folder)):
        counter = _Counter(folder / COUNT)
        footage: Footage
        if ahead:
            footage = Tally(order.format, order.frames, counter.count)
            manim.scene.scene.CairoRenderer = renderer_ahead(
                order.workers, folder, footage, lambda told: _footage(order, folder, told)
            )
        else:
            footage = _footage(order, folder, counter.count)
            manim.scene.scene.CairoRenderer = FilmRenderer
        if order.checks != "none" and order.module:
            FilmRenderer.watch = Watch(folder / order.module, order.checks)
        counter.footage = footage
        if order.module is None:
            canvas = Canvas(Camera())
            footage.picture(canvas, lambda: canvas.take(draw_title(order)))
            footage.hold(canvas, footage.remaining)
            result = FilmResult()
        else:
            result = _perform(order, folder, footage)
    counter.conclude()
    problems = _noticed()
    if not (order.rehearse or (order.checks == "strict" and problems)):
        footage.finish().write(folder / CLIP)
    warnings = (*footage.warnings, *result.warnings)
    return result.model_copy(update={"problems": problems, "warnings": warnings})


def _footage(order: FilmOrder, folder: Path, counted: Counted) -> Footage:
    if order.rehearse:
        return Tally(order.format, order.frames, counted)
    return Footage(
        order.format,
        order.frames,
        CaptionTrack(order.captions) if order.captions else bare,
        counted,
        recorder=None if order.output == "mp4" else ReelWriter(folder / REEL),
    )


def _perform(order: FilmOrder, folder: Path, footage: Footage) -> FilmResult:
    """The scene's own code runs."""
    assert order.module is not None
    materials = Materials(folder) if footage.open_ended else None
    FilmRenderer.footage, FilmRenderer.materials = footage, materials
    FilmRenderer.share = ABOVE_CAPTIONS if order.captioned else 1.0
    random.seed(_SEED)  # the module itself may already ask for chance
    np.random.seed(_SEED)  # noqa: NPY002 - what scenes use
    with Misses() as misses:
        chosen = scene_class(folder / order.module, order.class_name)
        if materials is None:
            chosen().render()
            return FilmResult()
        pin(order.format, order.output)
        scene = chosen()
        scene.render()
        if not (scene.renderer.num_plays or scene.mobjects):
            raise NothingToShow("The scene plays nothing and adds nothing.")
    return FilmResult(
        warnings=tuple(misses.warnings),
        sounds=tuple(materials.sounds),
        subcaptions=subcaptions(scene.renderer.file_writer.subcaptions),
    )


class _Counter:
    """Leaves in a file how far the scene is, for whoever looks."""

    footage: Footage

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
        self._due = 0.0

    def count(self, frames: int) -> None:
        now = time.monotonic()
        if now >= self._due:
            self._due = now + _COUNTED_EVERY
            self._write(frames)

    def conclude(self) -> None:
        """Every frame is taken."""
        self._write(self.footage.taken)

    def _write(self, frames: int) -> None:
        os.pwrite(self._file, written_count(Count(frames, self.footage.play_call)), 0)


def _settings(order: FilmOrder, folder: Path) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "pixel_width": order.format.width,
        "pixel_height": order.format.height,
        "frame_rate": order.format.fps,
        "media_dir": str(folder / "media"),
        "disable_caching": True,
        "seed": _SEED,
        "notify_outdated_version": False,
        "verbosity": "ERROR",
        "progress_bar": "none",
        **frame(order.format),
    }
    if order.output == "webm":
        settings["background_opacity"] = 0.0
    if order.output == "png":
        settings["format"] = "png"  # skips what moves
    return settings


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
        for frame_, line in traceback.walk_tb(trace)
        if Path(frame_.f_code.co_filename).parent == folder
    ]
    return own[-1] if own else None
