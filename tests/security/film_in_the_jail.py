"""A warm parent of its own: imports Manim, films one second in a fork, tells how that went."""

import json
import logging
import os
import resource
import sys
import warnings
from pathlib import Path

from jail import ANYTHING, MP4, Jail, Limits, collect, scratch_folder

FRAMES, FPS = 30, 30
SCENE = """
from stagecraft import *
import numpy as np


class Segment01(Segment):
    number = 1
    theme = "chalkboard"

    def construct(self):
        self.heading("In the jail")
        cells = self.show(Array(["7", "2", "9"], indexed=True))
        self.play(cells.highlight(1))
"""
PLAIN_SCENE = """
from manim import *


class Plain(Scene):
    def construct(self):
        self.play(Create(Square()), Write(Text("jail")), run_time=0.5)
        self.play(FadeOut(*self.mobjects), run_time=0.5)
"""


def film_with_the_engine() -> None:
    from render.film import film

    raise SystemExit(film(Path.cwd()))


def film_with_plain_manim() -> None:
    import importlib.util

    from manim import tempconfig

    spec = importlib.util.spec_from_file_location("plain", "plain.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    settings = {
        "quality": "low_quality",
        "media_dir": str(Path.cwd() / "media"),
        "output_file": "clip",
        "progress_bar": "none",
        "verbosity": "ERROR",
    }
    with tempconfig(settings):
        module.Plain().render()


def prepare(scratch: Path) -> None:
    from render.order import ORDER, FilmOrder
    from studio.domain.render import Format

    order = FilmOrder(
        number=1,
        title="In the jail",
        class_name="Segment01",
        module="scene_01.py",
        theme="chalkboard",
        format=Format(width=640, height=360, fps=FPS),
        frames=FRAMES,
        captioned=False,
        captions=(),
    )
    segment = {
        "text": "",
        "title": "t",
        "class_name": "Segment01",
        "actual_duration_sec": FRAMES / FPS,
        "frames": FRAMES,
        "fps": FPS,
        "cues": [0.3],
        "speech_start_sec": 0,
        "speech_end_sec": 1,
        "hold_sec": 0,
    }
    (scratch / "scene_01.py").write_text(SCENE)
    (scratch / "plain.py").write_text(PLAIN_SCENE)
    (scratch / "segments.json").write_text(json.dumps([segment]))
    (scratch / ORDER).write_text(order.model_dump_json())


def main() -> None:
    logging.disable()
    warnings.simplefilter("ignore")
    import manim

    import stagecraft  # noqa: F401
    from render import film, speedups  # noqa: F401
    from render.order import CLIP

    speedups.apply()
    manim.Text("0")
    jail = Jail()
    read_only = [Path(folder) for folder in os.environ["PYTHONPATH"].split(os.pathsep)]
    report = {
        "resident_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    limits = Limits(wall_seconds=60)
    for name, function, clip in (
        ("engine", film_with_the_engine, CLIP),
        ("plain", film_with_plain_manim, "media/videos/480p15/clip.mp4"),
    ):
        with scratch_folder() as scratch:
            prepare(scratch)
            environment = {"HOME": str(scratch), "TMPDIR": str(scratch), "LANG": "C.UTF-8"}
            outcome = jail.call(
                function,
                scratch=scratch,
                read_only=read_only,
                environment=environment,
                limits=limits,
            )
            report[name] = {
                "ending": outcome.ending,
                "log": outcome.log,
                "trouble": outcome.trouble,
                "seconds": outcome.wall_seconds,
                "files": sorted(map(str, scratch.rglob("*.*"))),
            }

            kept = Path(sys.argv[1]) / name
            collect(
                outcome.remains,
                clip,
                into=kept,
                max_bytes=1 << 24,
                magic=MP4 if name == "plain" else ANYTHING,
            )
            report[name]["bytes"] = kept.stat().st_size
    print(json.dumps(report))


if __name__ == "__main__":
    main()
