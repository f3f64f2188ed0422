"""Orders the second run, which makes and examines the film, and believes little of what it says."""

from pathlib import Path
from typing import Final, NamedTuple

from render.crew import Crew, Ending
from render.order import FACTS, LONGEST_SCENE, ORDER, THUMBNAIL, PostOrder
from studio.domain.render import FilmFacts
from studio.domain.review import frame_name

_PATIENCE: Final = 1.0
_LIMIT: Final = 600.0
_NEARLY: Final = 0.01
_A_FRAME: Final = 1.5


class InvalidOutput(Exception):
    """What was filmed cannot be made into a film of the plan's format."""


class Finished(NamedTuple):
    """A film that is what the plan asks for; a picture has no thumbnail."""

    film: Path
    thumbnail: bytes | None
    facts: FilmFacts
    pictures: tuple[bytes, ...] = ()


def finish(crew: Crew, folder: Path, order: PostOrder, frames: int | None) -> Finished:
    """`folder` holds what was filmed, `frames` is how many there must be, if that is known.

    Raises `InvalidOutput`.
    """
    (folder / ORDER).write_text(order.model_dump_json())
    crew.film(folder, _LIMIT, "post")
    ending = _ending(crew, folder)
    film, thumbnail = ending.kept / order.film, ending.kept / THUMBNAIL
    if ending.trouble is not None:
        raise InvalidOutput(ending.trouble)
    try:
        facts = FilmFacts.model_validate_json((ending.kept / FACTS).read_bytes())
        looks = [ending.kept / frame_name(place) for place, _ in enumerate(order.looks, 1)]
        shown = None if order.output == "png" else thumbnail.read_bytes()
        finished = Finished(film, shown, facts, tuple(look.read_bytes() for look in looks))
        size = film.stat().st_size
    except (OSError, ValueError) as error:
        raise InvalidOutput("no film came of it") from error
    wrong = _wrong(facts, order, frames, size)
    if wrong:
        raise InvalidOutput(wrong)
    return finished


def _ending(crew: Crew, folder: Path) -> Ending:
    while True:
        for ending in crew.endings(_PATIENCE):
            if ending.folder == folder:
                return ending


def _wrong(facts: FilmFacts, order: PostOrder, frames: int | None, size: int) -> str:
    """How the film differs from what was asked for; nothing where it does not."""
    fps, length = order.format.fps, facts.frames / order.format.fps
    checks = [
        (
            (facts.width, facts.height) == (order.format.width, order.format.height),
            f"it has {facts.width}x{facts.height} pixels",
        ),
        (facts.size == size, "its size is another than was said"),
    ]
    if order.output != "png":
        longest = LONGEST_SCENE if frames is None else frames / fps
        checks.append((0 < facts.duration <= longest + 1, f"it lasts {facts.duration:.0f} s"))
    if order.output in ("mp4", "webm"):
        checks += [
            (abs(facts.fps - fps) <= fps * _NEARLY, f"it has {facts.fps:g} frames per second"),
            (frames in (None, facts.frames), f"it has {facts.frames} frames"),
            (
                abs(facts.duration - length) <= _A_FRAME / fps + _NEARLY,
                f"its {facts.frames} frames last {facts.duration:.1f} s",
            ),
        ]
    return next((wrong for right, wrong in checks if not right), "")
