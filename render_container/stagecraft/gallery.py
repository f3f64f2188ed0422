"""Stills of every component in every theme, and contact sheets of them."""

import argparse
import contextlib
import tempfile
from pathlib import Path
from typing import Any, Final

from manim import CairoRenderer, tempconfig
from PIL import Image, ImageDraw, ImageFont

from stagecraft.examples import EXAMPLES
from stagecraft.segment import Segment
from stagecraft.themes import THEMES

SIZE: Final = (1280, 720)
_COLUMNS: Final = 3
_THUMB: Final = (640, 360)
_LABEL: Final = 40


class _StillRenderer(CairoRenderer):
    """Runs a scene without drawing it, until a picture is asked for."""

    def update_frame(self, *args: Any, **kwargs: Any) -> None:
        pass

    def add_frame(self, *args: Any, **kwargs: Any) -> None:
        pass

    def picture(self, scene: Segment) -> Image.Image:
        self.static_image = None
        super().update_frame(scene)
        image: Image.Image = self.camera.get_image().convert("RGB")
        return image


def still(example: type[Segment], theme: str) -> Image.Image:
    """The last picture of a scene in a theme, at 1280 x 720."""
    themed = type(example.__name__, (example,), {"theme": theme})
    settings = {
        "dry_run": True, "progress_bar": "none", "verbosity": "ERROR",
        "pixel_width": SIZE[0], "pixel_height": SIZE[1], "frame_rate": 4,
    }  # fmt: skip
    with tempconfig(settings), tempfile.TemporaryDirectory() as empty, contextlib.chdir(empty):
        renderer = _StillRenderer()
        scene = themed(renderer=renderer)
        scene.render()
        return renderer.picture(scene)


def contact_sheet(stills: dict[str, Image.Image]) -> Image.Image:
    """Labelled thumbnails in rows of three."""
    wide, tall = _THUMB[0] + 16, _THUMB[1] + _LABEL
    rows = -(-len(stills) // _COLUMNS)
    sheet = Image.new("RGB", (wide * _COLUMNS + 16, tall * rows + 16), "#707070")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=20)
    for i, (label, picture) in enumerate(stills.items()):
        x, y = 16 + wide * (i % _COLUMNS), 8 + tall * (i // _COLUMNS)
        pen.text((x, y + 6), label, fill="white", font=font)
        sheet.paste(picture.resize(_THUMB, Image.Resampling.LANCZOS), (x, y + _LABEL - 6))
    return sheet


def hang(out: Path) -> list[Path]:
    """Write every still and every sheet; say where."""
    out.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    everything: dict[str, Image.Image] = {}
    for theme in THEMES:
        stills = {f"{name} ({theme})": still(example, theme) for name, example in EXAMPLES.items()}
        for name, picture in zip(EXAMPLES, stills.values(), strict=True):
            written.append(out / f"{name}-{theme}.png")
            picture.save(written[-1])
        written.append(out / f"contact-sheet-{theme}.png")
        contact_sheet(stills).save(written[-1])
        everything |= stills
    written.append(out / "contact-sheet.png")
    contact_sheet(everything).save(written[-1])
    return written


def main() -> None:
    parser = argparse.ArgumentParser(prog="stagecraft.gallery", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out/gallery"), help="folder to write to")
    for path in hang(parser.parse_args().out.absolute()):
        print(path)  # noqa: T201


if __name__ == "__main__":
    main()
