"""The board behind the chalk: almost flat, with the haze that wiping leaves."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]

_ROWS: Final = 90j
_COLUMNS: Final = 160j
"""All but the grain is smooth, so a small picture of it, enlarged, is enough."""


def board(background: Pixels) -> Pixels:
    """Add faint wiped streaks, a soft vignette and a fine grain; same board every time."""
    height, width = background.shape[:2]
    random = np.random.default_rng(7)
    haze = _enlarged(_streaks(random) * 5.0 - _vignette() * 6.0, width, height)
    grain = random.uniform(-0.5, 0.5, (height, width))
    shade = np.round(haze + grain)[:, :, None]
    picture = background.astype(np.float64)
    picture[:, :, :3] += shade
    clipped: Pixels = np.clip(picture, 0, 255).astype(np.uint8)
    return clipped


def _enlarged(shade: NDArray[np.float64], width: int, height: int) -> NDArray[np.float32]:
    small = Image.fromarray(shade.astype(np.float32))
    return np.asarray(small.resize((width, height), Image.Resampling.BICUBIC))


def _streaks(random: np.random.Generator) -> NDArray[np.float64]:
    """Broad soft strokes, rising a little to the right, as an eraser leaves them."""
    y, x = np.mgrid[0:1:_ROWS, 0:1:_COLUMNS]
    total = np.zeros_like(x)
    for _ in range(9):
        cx, cy = random.uniform(0.05, 0.95, 2)
        along, across = random.uniform(0.18, 0.45), random.uniform(0.03, 0.09)
        tilt = random.uniform(-0.35, 0.1)
        u = (x - cx) + tilt * (y - cy)
        v = (y - cy) - tilt * (x - cx)
        total += np.exp(-((u / along) ** 2) - (v / across) ** 2)
    result: NDArray[np.float64] = np.tanh(total) - 0.3
    return result


def _vignette() -> NDArray[np.float64]:
    y, x = np.mgrid[-1:1:_ROWS, -1:1:_COLUMNS]
    result: NDArray[np.float64] = np.clip((x**2 + y**2) / 2 - 0.25, 0, None)
    return result
