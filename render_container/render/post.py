"""The second run in the jail: what was filmed becomes a file, which is then looked at.

Everything here reads bytes that a scene process left, so that it happens in a
folder and under a uid of its own, as scenes do.
"""

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from PIL import Image

from render.clip import Clip
from render.gif import write_gif
from render.looks import pictures
from render.mux import mux
from render.order import (
    FACTS,
    NARRATION,
    ORDER,
    REEL,
    THUMBNAIL,
    PostOrder,
    clip_name,
)
from render.probe import of_one_kind, probe, probe_picture
from render.reel import Shown, unreeled
from render.sound import encoded, mixed
from render.thumbnail import thumbnail, thumbnail_of
from render.webm import write_webm
from studio.domain.choices import OutputFormat
from studio.domain.review import frame_name

_PLACE: Final = 0.1


def post(folder: Path) -> int:
    """Carry out the order in this folder, which is also the current one; answer the exit code."""
    try:
        order = PostOrder.model_validate_json((folder / ORDER).read_bytes())
        _MAKERS[order.output](order, folder)
    except Exception:  # noqa: BLE001 - its log says what; without facts there is no film
        traceback.print_exc()
        return 1
    return 0


def _mp4(order: PostOrder, folder: Path) -> None:
    clips = [Clip.read(folder / clip_name(number)) for number in range(order.clips)]
    of_one_kind(clips)
    sound = (folder / NARRATION).read_bytes() if order.narrated else None
    frames = sum(len(clip.frames) for clip in clips)
    if order.sounds:
        track = mixed(order.sounds, folder, frames / order.format.fps)
        sound = encoded(track, "aac", "mp4")
    film = folder / order.film
    mux(film, clips, sound, order)
    facts = probe(film)
    (folder / THUMBNAIL).write_bytes(thumbnail(film, facts.duration))
    for place, picture in enumerate(pictures(film, order.looks), 1):
        (folder / frame_name(place)).write_bytes(picture)
    (folder / FACTS).write_text(facts.model_dump_json())


def _gif(order: PostOrder, folder: Path) -> None:
    film = folder / order.film
    write_gif(film, lambda: _reel(order, folder), order.format)
    _thumb(order, folder)
    (folder / FACTS).write_text(probe(film).model_dump_json())


def _webm(order: PostOrder, folder: Path) -> None:
    film = folder / order.film
    seconds = _frames(order, folder) / order.format.fps
    sound = None
    if order.sounds:
        sound = encoded(mixed(order.sounds, folder, seconds), "libopus", "ogg")
    write_webm(film, _reel(order, folder), order.format, sound)
    _thumb(order, folder)
    (folder / FACTS).write_text(probe(film).model_dump_json())


def _png(order: PostOrder, folder: Path) -> None:
    (*_, last) = (shown.pixels for shown in _reel(order, folder))
    film = folder / order.film
    Image.fromarray(last).save(film, optimize=True)
    (folder / FACTS).write_text(probe_picture(film, order.format).model_dump_json())


def _reel(order: PostOrder, folder: Path) -> Iterator[Shown]:
    return unreeled(folder / REEL, order.format)


def _frames(order: PostOrder, folder: Path) -> int:
    return sum(shown.frames for shown in _reel(order, folder))


def _thumb(order: PostOrder, folder: Path) -> None:
    wanted, seen = _frames(order, folder) * _PLACE, 0
    for shown in _reel(order, folder):
        seen += shown.frames
        if seen > wanted:
            break
    (folder / THUMBNAIL).write_bytes(thumbnail_of(Image.fromarray(shown.pixels)))


_MAKERS: Final[dict[OutputFormat, Callable[[PostOrder, Path], None]]] = {
    "mp4": _mp4,
    "gif": _gif,
    "webm": _webm,
    "png": _png,
}
