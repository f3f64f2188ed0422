"""How alike two films look: SSIM of their luma in 8×8 windows, every fourth pixel.

    python -m render.benchmark_likeness ONE OTHER

prints the mean over the sampled frames, and the least of them.
"""

import json
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

import av
import numpy as np

Luma = np.ndarray[Any, np.dtype[np.float32]]

_WEIGHTS: Final = np.array([0.2126, 0.7152, 0.0722], np.float32)
_STEP: Final = 4
_WINDOW: Final = 64
_C1: Final = (0.01 * 255) ** 2
_C2: Final = (0.03 * 255) ** 2
_EVERY: Final = 10
_PLANES: Final = {1: "ITU709"}


class UnequalLength(Exception):
    """Films of different numbers of frames."""


def frames(film: Path) -> int:
    with av.open(str(film)) as opened:
        return opened.streams.video[0].frames


def likeness(one: Path, other: Path, every: int = _EVERY) -> list[float]:
    """SSIM of every tenth frame, and of the last."""
    count = frames(one)
    if count != frames(other):
        raise UnequalLength(f"{count} frames and {frames(other)}")
    pairs = enumerate(zip_longest(_pictures(one), _pictures(other)))
    return [
        ssim(_luma(first), _luma(second))
        for number, (first, second) in pairs
        if number % every == 0 or number == count - 1
    ]


def _pictures(film: Path) -> Iterator[Any]:
    with av.open(str(film)) as opened:
        yield from opened.decode(video=0)


def _luma(picture: Any) -> Luma:
    """From what a player shows, as the two films may keep their colours differently."""
    shown = picture.reformat(
        format="rgb24", src_colorspace=_PLANES.get(picture.colorspace, "ITU601")
    )
    luma: Luma = shown.to_ndarray().astype(np.float32) @ _WEIGHTS
    return luma


def ssim(one: Luma, other: Luma) -> float:
    """Mean structural similarity of two pictures of one size."""
    n = _WINDOW
    sum_1, sum_2 = _windows(one), _windows(other)
    squares = _windows(one * one) + _windows(other * other)
    product = _windows(one * other)
    means = sum_1 * sum_2
    mean_squares = sum_1 * sum_1 + sum_2 * sum_2
    covariance = (n * product - means) / (n * (n - 1))
    variances = (n * squares - mean_squares) / (n * (n - 1))
    luminance = (2 * means / n**2 + _C1) / (mean_squares / n**2 + _C1)
    structure = (2 * covariance + _C2) / (variances + _C2)
    return float((luminance * structure).mean())


def _windows(values: Luma) -> "np.ndarray[Any, np.dtype[np.float64]]":
    rows, columns = (length // _STEP for length in values.shape)
    cut = values[: rows * _STEP, : columns * _STEP].astype(np.float64)
    blocks = cut.reshape(rows, _STEP, columns, _STEP).sum(axis=(1, 3))
    across = blocks[:, :-1] + blocks[:, 1:]
    windows: np.ndarray[Any, np.dtype[np.float64]] = across[:-1] + across[1:]
    return windows


def main() -> None:
    found = likeness(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write(json.dumps([sum(found) / len(found), min(found)]))


if __name__ == "__main__":
    main()
