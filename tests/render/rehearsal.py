"""A scene's code run as the film process runs it, in a process of its own."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

from render import speedups
from render.film import film
from render.order import CLIP, ORDER, RESULT, SEGMENTS, FilmOrder, FilmResult
from studio.domain.render import Format
from tests.render.corpus.comparison import Take, apart_from_here

SMALL: Final = Format(width=320, height=180, fps=15)


def result_of(
    source: str, class_name: str = "Shown", segments: str = "", **order: Any
) -> FilmResult:
    """What is told of it; a clip, where there is one, is the warning `a clip`."""

    def carried_out(take: Take) -> None:
        folder = Path(tempfile.mkdtemp())
        os.chdir(folder)
        (folder / "scene.py").write_text(source)
        if segments:
            (folder / SEGMENTS).write_text(segments)
        (folder / ORDER).write_text(_order(class_name, order).model_dump_json())
        speedups.apply()
        film(folder)
        result = FilmResult.model_validate_json((folder / RESULT).read_text())
        if (folder / CLIP).exists():
            result = result.model_copy(update={"warnings": (*result.warnings, "a clip")})
        take.failure = result.model_dump_json()
        shutil.rmtree(folder)

    return FilmResult.model_validate_json(apart_from_here(carried_out).failure)


def _order(class_name: str, order: dict[str, Any]) -> FilmOrder:
    return FilmOrder(
        **{
            "number": 1,
            "title": "",
            "class_name": class_name,
            "module": "scene.py",
            "theme": "chalkboard",
            "format": SMALL,
            "frames": None,
            **order,
        }
    )
