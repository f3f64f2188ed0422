"""Speech as loud as viewers expect, and never so loud that it clips."""

import math
from typing import Final

import numpy as np
import numpy.typing as npt
from pyloudnorm import Meter
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import resample_poly

Samples = npt.NDArray[np.float32]

TARGET_LUFS: Final = -16.0
CEILING: Final = 10 ** (-1.2 / 20)
"""Highest peak, between samples too; 0.2 dB are kept for rounding and the encoder."""
_TOLERANCE: Final = 0.1
_ATTEMPTS: Final = 6
_OVERSAMPLING: Final = 4
_WINDOW_SECONDS: Final = 0.02
_GATE_SECONDS: Final = 0.4
"""The standard measures blocks of this length; anything shorter has no loudness."""
_WORTH_MEASURING: Final = 10 ** (-60 / 20)


def measure(samples: Samples, rate: int) -> float:
    """Integrated loudness by ITU-R BS.1770; minus infinity for silence."""
    if samples.size < _GATE_SECONDS * rate or not samples.any():
        return -math.inf
    with np.errstate(divide="ignore"):
        return float(Meter(rate).integrated_loudness(samples))


def normalise(samples: Samples, rate: int) -> Samples:
    """At the target, as near as the ceiling allows; silence stays silence."""
    if not samples.size or float(np.abs(samples).max()) < _WORTH_MEASURING:
        return samples
    gain_db = TARGET_LUFS - measure(samples, rate)
    louder = samples
    for _ in range(_ATTEMPTS):
        if not math.isfinite(gain_db):
            return limit(samples, rate)
        louder = limit(samples * np.float32(10 ** (gain_db / 20)), rate)
        missing = TARGET_LUFS - measure(louder, rate)
        if abs(missing) < _TOLERANCE:
            break
        gain_db += missing
    return louder


def limit(samples: Samples, rate: int) -> Samples:
    """Turn down smoothly around every peak above the ceiling."""
    peaks = _peaks(samples)
    if float(peaks.max()) <= CEILING:
        return samples
    window = 2 * round(_WINDOW_SECONDS * rate / 2) + 1
    needed = np.minimum(CEILING / np.maximum(peaks, CEILING), 1.0)
    gain = uniform_filter1d(minimum_filter1d(needed, window), window)
    quieter: Samples = (samples * gain).astype(np.float32)
    return quieter


def _peaks(samples: Samples) -> Samples:
    """The highest point at and after each sample, between samples included."""
    between = np.abs(resample_poly(samples, _OVERSAMPLING, 1)).reshape(-1, _OVERSAMPLING)
    peaks: Samples = np.maximum(between.max(axis=1), np.abs(samples)).astype(np.float32)
    return peaks
