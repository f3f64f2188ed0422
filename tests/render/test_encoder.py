"""Repeated pictures, renumbered pictures and changed rectangles, as a decoder sees them."""

import random
from itertools import pairwise

import av
import numpy as np
import pytest

from render.clip import Clip, DamagedClip, Frame
from render.encoder import ClipEncoder
from render.geometry import Rect, merged
from render.mux import UnlikeClips, encode_narration, mux
from render.x264 import X264Encoding
from studio.domain.render import Format, RenderPlan
from tests.render.workshop import Part, a_job, a_scene, a_tone, an_object_store

FORMAT = Format(width=240, height=136, fps=10)


def a_walk(seed: int, frames: int) -> tuple[Clip, list[np.ndarray]]:
    """A square wanders over noise; it often rests. The clip, and what it ought to show."""
    chance = random.Random(seed)  # noqa: S311
    pixels = np.random.default_rng(seed).integers(60, 90, (136, 240, 1), np.uint8)
    pixels = np.repeat(pixels, 4, axis=2)
    encoder = ClipEncoder(FORMAT)
    encoder.encode(pixels, [Rect(0, 0, 240, 136)])
    shown = [pixels.copy()]
    while len(shown) < frames:
        rest = min(chance.choice([0, 0, 1, 5, 16, 17, 40]), frames - len(shown))
        encoder.repeat(rest)
        shown += [shown[-1]] * rest
        if len(shown) < frames:
            left, top = chance.randrange(0, 200), chance.randrange(0, 100)
            pixels[top : top + 30, left : left + 30, :3] = chance.randrange(256)
            encoder.encode(pixels, merged([Rect(left, top, left + 30, top + 30)], BOUNDS))
            shown.append(pixels.copy())
    return encoder.finish(), shown


BOUNDS = Rect(0, 0, 240, 136)


@pytest.fixture(params=["on", "off"], autouse=True)
def native(request, monkeypatch) -> str:
    """Everything here holds with our own writer, and without."""
    monkeypatch.setenv("RENDER_NATIVE", request.param)
    return request.param


def a_plan(frames: int) -> RenderPlan:
    with an_object_store() as store:
        return a_job(
            store, [Part(a_scene(1, "#000000"), frames=frames)], format=FORMAT
        ).manifest.plan


def decoded(film: str) -> list[np.ndarray]:
    with av.open(film, options={"err_detect": "explode"}) as container:
        container.streams.video[0].codec_context.options = {"err_detect": "explode"}
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def test_joined_clips_decode_to_the_pictures_that_went_in(tmp_path) -> None:
    first, second = a_walk(1, 230), a_walk(2, 170)
    film = tmp_path / "film.mp4"
    mux(film, [first[0], second[0]], encode_narration(a_tone(440, 40.0)), a_plan(400))

    pictures = decoded(str(film))

    assert len(pictures) == 400
    for seen, meant in zip(pictures, first[1] + second[1], strict=True):
        assert np.abs(seen.astype(int) - meant[..., :3]).mean() < 5


def test_a_resting_picture_costs_next_to_nothing() -> None:
    clip, shown = a_walk(3, 300)
    changes = 1 + sum(not np.array_equal(a, b) for a, b in pairwise(shown))
    small = [frame for frame in clip.frames if len(frame.packet) < 24]

    assert len(small) >= 300 - 2 * changes - 5  # the first repeat may refine the picture


def test_a_film_can_be_entered_every_ten_seconds() -> None:
    clip, _ = a_walk(4, 350)
    keys = [place for place, frame in enumerate(clip.frames) if frame.key]

    assert keys[0] == 0
    assert max(b - a for a, b in zip(keys, [*keys[1:], 350], strict=True)) <= 100


@pytest.mark.parametrize(
    "rect", [Rect(0, 0, 16, 16), Rect(48, 32, 160, 96), Rect(224, 112, 240, 136)]
)
def test_converting_only_what_changed_equals_converting_everything(rect: Rect) -> None:
    noise = np.random.default_rng(5).integers(0, 256, (136, 240, 4), np.uint8)
    changed = noise.copy()
    changed[rect.y0 : rect.y1, rect.x0 : rect.x1] //= 2
    partly, wholly = ClipEncoder(FORMAT), ClipEncoder(FORMAT)
    partly.encode(noise, [BOUNDS])
    partly.encode(changed, [rect])
    wholly.encode(noise, [BOUNDS])
    wholly.encode(changed, [BOUNDS])

    (luma, *chroma), (whole_luma, *whole_chroma) = planes(partly), planes(wholly)
    inside = np.s_[rect.y0 // 2 : rect.y1 // 2, rect.x0 // 2 : rect.x1 // 2]

    assert np.array_equal(luma, whole_luma)
    for one, other in zip(chroma, whole_chroma, strict=True):
        assert np.array_equal(one[inside], other[inside])


def planes(encoder: ClipEncoder) -> list[np.ndarray]:
    encoder.finish()
    encoding = encoder._encoding
    return encoding._planes.planes if isinstance(encoding, X264Encoding) else encoding.planes


def test_a_damaged_clip_is_noticed(tmp_path) -> None:
    clip, _ = a_walk(6, 20)
    path = tmp_path / "clip"
    clip.write(path)
    whole = path.read_bytes()

    assert Clip.read(path) == clip
    for broken in (b"", whole[:-1], whole[:40], b"MP4" + whole):
        path.write_bytes(broken)
        with pytest.raises(DamagedClip):
            Clip.read(path)


def test_clips_of_other_settings_are_not_joined(tmp_path) -> None:
    clip, _ = a_walk(7, 5)
    other = Clip(clip.headers + b"\x00", (Frame(b"x", key=True),))

    with pytest.raises(UnlikeClips):
        mux(tmp_path / "film.mp4", [clip, other], b"", a_plan(6))


def test_changed_rectangles_cover_every_change_and_stay_apart() -> None:
    chance = random.Random(8)  # noqa: S311
    bounds = Rect(0, 0, 854, 480)
    for _ in range(200):
        rects = [
            Rect(
                x := chance.randrange(-40, 854),
                y := chance.randrange(-40, 480),
                x + chance.randrange(1, 90),
                y + chance.randrange(1, 90),
            )
            for _ in range(chance.randrange(1, 30))
        ]
        result = merged(rects, bounds)
        seen = np.zeros((480, 854), int)
        for rect in result:
            seen[rect.y0 : rect.y1, rect.x0 : rect.x1] += 1

        assert seen.max(initial=0) <= 1
        for rect in rects:
            assert (
                seen[max(rect.y0, 0) : max(rect.y1, 0), max(rect.x0, 0) : max(rect.x1, 0)] == 1
            ).all()
