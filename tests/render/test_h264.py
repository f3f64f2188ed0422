"""Our own H.264 writer: a decoder agrees with it about every sample of every picture."""

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from render.native import load

h264 = load("h264")
if h264 is None:
    pytest.skip("the native modules are not built", allow_module_level=True)

Plane = NDArray[np.uint8]
Chance = np.random.Generator

SIZES = [(2, 2), (16, 16), (34, 18), (64, 48), (98, 66), (240, 136)]
BUSIEST = 0.5


def noise(chance: Chance, height: int, width: int) -> Plane:
    return chance.integers(0, 256, (height, width), np.uint8)


def grain(chance: Chance, height: int, width: int) -> Plane:
    return chance.integers(100, 140, (height, width), np.uint8)


def black_and_white(chance: Chance, height: int, width: int) -> Plane:
    return chance.integers(0, 2, (height, width), np.uint8) * np.uint8(255)


def flat(chance: Chance, height: int, width: int) -> Plane:
    return np.full((height, width), chance.integers(0, 256), np.uint8)


def slope(chance: Chance, height: int, width: int) -> Plane:
    down, across = np.mgrid[:height, :width]
    return (down * chance.integers(1, 4) + across * chance.integers(1, 4)).astype(np.uint8)


def lines(chance: Chance, height: int, width: int) -> Plane:
    plane = np.full((height, width), 20, np.uint8)
    plane[:: chance.integers(3, 9)], plane[:, :: chance.integers(3, 9)] = 235, 200
    return plane


CONTENTS = [noise, grain, black_and_white, flat, slope, lines]


class Film:
    """Pictures that were written, and what the writer believes a decoder makes of them."""

    def __init__(self, chance: Chance, width: int, height: int, fps: int = 30) -> None:
        self.chance, self.width, self.height = chance, width, height
        self.writer = h264.Writer(width, height, fps)
        self.headers = self.writer.headers()
        self.planes = [
            self.content(size) for size in [(height, width), *[(height // 2, width // 2)] * 2]
        ]
        self.packets: list[bytes] = []
        self.believed: list[tuple[bytes, ...]] = []

    def content(self, size: tuple[int, int]) -> Plane:
        return CONTENTS[self.chance.integers(len(CONTENTS))](self.chance, *size)

    def take(self, packet: bytes) -> None:
        self.packets.append(packet)
        self.believed.append(self.writer.decoded())

    def picture(self, qp: int, *, key: bool = False, fine: int = -1) -> None:
        rects = [self.repaint() for _ in range(self.chance.integers(0, 5))]
        if self.chance.random() < BUSIEST:
            rects.append(self.move())
        self.take(self.writer.encode(*self.planes, rects, key, qp, fine))

    def repaint(self) -> tuple[int, int, int, int]:
        left = 2 * int(self.chance.integers(0, self.width // 2))
        top = 2 * int(self.chance.integers(0, self.height // 2))
        right = min(self.width, left + 2 * int(self.chance.integers(1, 30)))
        bottom = min(self.height, top + 2 * int(self.chance.integers(1, 30)))
        for plane, half in zip(self.planes, (1, 2, 2), strict=True):
            part = plane[top // half : bottom // half, left // half : right // half]
            part[:] = self.content(part.shape)
        return left, top, right, bottom

    def move(self) -> tuple[int, int, int, int]:
        down, across = self.chance.integers(-9, 10, 2) * self.chance.choice([1, 4])
        for place, half in enumerate((1, 2, 2)):
            moved = np.roll(self.planes[place], (down // half, across // half), (0, 1))
            blur = (moved.astype(int) + np.roll(moved, 1, 1)) // 2
            self.planes[place] = blur.astype(np.uint8) if down % 2 else moved
        return 0, 0, self.width, self.height

    def rest(self) -> None:
        self.take(self.writer.repeat())

    def check(self) -> None:
        pictures = decoded([self.headers + self.packets[0], *self.packets[1:]])
        assert len(pictures) == len(self.packets)
        columns, rows = -(-self.width // 16), -(-self.height // 16)
        for picture, believed in zip(pictures, self.believed, strict=True):
            for plane, mine, size in zip(picture, believed, (16, 8, 8), strict=True):
                whole = np.frombuffer(mine, np.uint8).reshape(rows * size, columns * size)
                assert np.array_equal(plane, whole[: plane.shape[0], : plane.shape[1]])


def decoded(packets: list[bytes]) -> list[list[Plane]]:
    """What FFmpeg makes of them, without a word of complaint."""
    decoder = av.CodecContext.create("h264", "r")
    decoder.options = {"err_detect": "explode"}
    av.logging.set_level(av.logging.WARNING)
    try:
        with av.logging.Capture() as complaints:
            frames = [frame for packet in packets for frame in decoder.decode(av.Packet(packet))]
            frames += decoder.decode(None)
    finally:
        av.logging.set_level(None)
    assert complaints == []
    return [
        [
            np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[:, : plane.width]
            for plane in frame.planes
        ]
        for frame in frames
    ]


def test_what_was_coarse_can_be_refined_later() -> None:
    film = Film(np.random.default_rng(12), 240, 136)
    film.planes = [grain(film.chance, *plane.shape) for plane in film.planes]
    film.take(film.writer.encode(*film.planes, [], True, 24))
    film.planes[0][32:64, 32:64] = lines(film.chance, 32, 32)
    film.take(film.writer.encode(*film.planes, [(32, 32, 64, 64)], False, 40))
    film.take(film.writer.encode(*film.planes, None, False, 24))
    film.take(film.writer.encode(*film.planes, None, False, 24))
    film.check()

    coarse, fine = (
        np.abs(
            np.frombuffer(film.believed[place][0], np.uint8).reshape(144, 240)[:136].astype(int)
            - film.planes[0]
        )[32:64, 32:64].mean()
        for place in (1, 2)
    )
    assert fine < coarse / 2
    assert len(film.packets[2]) < len(film.packets[0])
    assert len(film.packets[3]) < 20


def test_what_rests_is_refined_while_something_else_moves() -> None:
    film = Film(np.random.default_rng(14), 240, 136)
    film.planes = [flat(film.chance, *plane.shape) for plane in film.planes]
    film.take(film.writer.encode(*film.planes, [], True, 24))
    film.planes[0][32:64, 32:64] = lines(film.chance, 32, 32)
    film.take(film.writer.encode(*film.planes, [(32, 32, 64, 64)], False, 40))
    for _ in range(20):
        film.planes[0][96:112, 96:112] = noise(film.chance, 16, 16)
        film.take(film.writer.encode(*film.planes, [(96, 96, 112, 112)], False, 40, 24))
    film.check()

    coarse, still_coarse, fine = (
        np.abs(
            np.frombuffer(film.believed[place][0], np.uint8).reshape(144, 240)[:136].astype(int)
            - film.planes[0]
        )[32:64, 32:64].mean()
        for place in (1, 9, 21)
    )
    assert still_coarse == coarse
    assert fine < coarse / 2


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    size=st.sampled_from(SIZES),
    qps=st.lists(st.integers(0, 51), min_size=1, max_size=8),
    fine=st.integers(-1, 40),
)
def test_a_decoder_sees_what_the_writer_believes(
    seed: int, size, qps: list[int], fine: int
) -> None:
    film = Film(np.random.default_rng(seed), *size, fps=2)
    film.picture(qps[0], key=True)
    for qp in qps:
        film.rest()
        film.picture(qp, key=film.chance.random() < 0.1, fine=fine)
    film.check()


@pytest.mark.parametrize("qp", [0, 3, 11, 12, 23, 24, 36, 51])
@pytest.mark.parametrize("content", CONTENTS)
def test_every_quantiser_holds_on_every_content(qp: int, content) -> None:
    film = Film(np.random.default_rng(qp), 98, 66)
    for key in (True, False, False):
        film.planes = [content(film.chance, *plane.shape) for plane in film.planes]
        film.take(film.writer.encode(*film.planes, [(0, 0, 98, 66)], key, qp))
    film.check()


def test_fine_quantisers_keep_the_picture() -> None:
    film = Film(np.random.default_rng(9), 240, 136)
    film.planes = [noise(film.chance, *plane.shape) for plane in film.planes]
    film.take(film.writer.encode(*film.planes, [], True, 4))

    luma = np.frombuffer(film.believed[0][0], np.uint8).reshape(144, 240)[:136]

    assert np.abs(luma.astype(int) - film.planes[0]).max() <= 2


def test_what_did_not_change_costs_next_to_nothing() -> None:
    film = Film(np.random.default_rng(10), 240, 136)
    film.picture(24, key=True)
    rects = [(0, 0, 240, 136)]
    settled = [film.writer.encode(*film.planes, rects, False, 24) for _ in range(4)][-1]

    assert len(film.writer.encode(*film.planes, [], False, 24)) < 20
    assert len(settled) < len(film.packets[0]) / 5


def test_the_headers_say_the_size_the_colours_and_the_rate() -> None:
    film = Film(np.random.default_rng(11), 854, 480)
    film.picture(30, key=True)
    decoder = av.CodecContext.create("h264", "r")
    (frame,) = decoder.decode(av.Packet(film.headers + film.packets[0])) + decoder.decode(None)

    assert (frame.width, frame.height, frame.format.name) == (854, 480, "yuv420p")
    assert (frame.colorspace, frame.color_range) == (1, 1)
    assert (decoder.framerate, decoder.profile) == (30, "Constrained Baseline")


@pytest.mark.parametrize("size", [(0, 16), (15, 16), (16, 9000), (-2, 2)])
def test_other_sizes_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="even"):
        h264.Writer(*size, 30)


def test_planes_of_another_size_are_refused() -> None:
    planes = [np.zeros((16, 16), np.uint8)] * 3

    with pytest.raises(ValueError, match="size"):
        h264.Writer(16, 16, 30).encode(*planes, [], True, 24)
    with pytest.raises(ValueError, match="no picture"):
        h264.Writer(16, 16, 30).repeat()
    with pytest.raises(ValueError, match="no size"):
        h264.Writer.__new__(h264.Writer).encode(*planes, [], True, 24)
