"""Every text can be read: it stands out from what lies behind it, and is large enough."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from manim import ManimColor

from render.layout.backing import behind, veiled
from render.layout.findings import Finding
from render.layout.geometry import Floats
from render.layout.past import Past
from render.layout.picture import Lettering, Picture
from render.layout.wording import pixels_per_em

_LEAST: Final = 2.8
"""Contrast, as WCAG reckons it, below which large text is not read."""

_DIMMED: Final = 1.25
"""What has been read before may be dimmed down to this."""

_LINEAR, _DARK = 0.03928, 0.18
_ALIKE, _FULL = 0.02, 0.9
_SHARE: Final = 0.3
_FLOOR: Final = 16.0
_READABLE: Final = 22.0


def low_contrast(picture: Picture, past: Past) -> Iterator[Finding]:
    for text in picture.texts:
        if any(image.meets(text.box) for image in picture.images) or _is_outlined(text):
            continue
        ground = behind(text, picture)
        inks = text.inks
        seen = veiled(ground + inks[:, 3:] * (inks[:, :3] - ground), text, picture)
        ground = veiled(ground, text, picture)
        ratios = _contrast(seen, ground)
        ink = inks.mean(axis=0)
        if float((ratios < _LEAST).mean()) < _SHARE:
            past.inks[id(text.mobject)] = text.mobject, ink
        elif not _is_dimmed(text, ink, ratios, past):
            yield _faint(text, ratios, seen, ground)


def _is_outlined(text: Lettering) -> bool:
    first = text.pieces[0].mobject
    return bool(first.background_stroke_width >= 1 and first.background_stroke_rgbas[0, 3] > _DARK)


def _contrast(one: Floats, two: Floats) -> Floats:
    a, b = _luminance(one), _luminance(two)
    ratios: Floats = (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)
    return ratios


def _luminance(colours: Floats) -> Floats:
    linear = np.where(colours <= _LINEAR, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    brightness: Floats = linear @ np.array([0.2126, 0.7152, 0.0722])
    return brightness


def _is_dimmed(text: Lettering, ink: Floats, ratios: Floats, past: Past) -> bool:
    """It has been read, its own ink was changed since, and it is not gone altogether."""
    before = past.inks.get(id(text.mobject))
    changed = before is not None and bool(np.abs(before[1] - ink).max() > _ALIKE)
    return changed and float(np.median(ratios)) >= _DIMMED


def _faint(text: Lettering, ratios: Floats, seen: Floats, ground: Floats) -> Finding:
    worst = int(ratios.argmin())
    ink, back = (ManimColor(each[worst]).to_hex() for each in (seen, ground))
    light = float(_luminance(ground[worst : worst + 1])[0]) < _DARK
    return Finding(
        "low_contrast",
        f"The text {text.words!r} is hard to see: {ink} on {back}, a contrast of "
        f"{ratios[worst]:.1f} to 1.",
        f"Use a much {'lighter' if light else 'darker'} colour for the text (at least 4.5 to 1)"
        f"{', and full opacity' if text.opacity < _FULL else ''}, or change what lies behind it.",
        (text.mobject,),
    )


def too_small(picture: Picture, past: Past) -> Iterator[Finding]:
    for text in picture.texts:
        if text.scenery:
            continue
        tallest = max(piece.box.height for piece in text.pieces)
        size = pixels_per_em(text.mobject, text.box.width, tallest)
        if size is not None and 0 < size * picture.zoom < _FLOOR:
            seen = size * picture.zoom
            yield Finding(
                "too_small",
                f"The text {text.words!r} is too small to read: {seen:.0f} pixels per em in a "
                "picture of 720 lines.",
                f"Make it at least {_READABLE / seen:.1f} times as large: {_READABLE:.0f} pixels "
                "per em or more (font_size 18 or more, unscaled).",
                (text.mobject,),
            )
