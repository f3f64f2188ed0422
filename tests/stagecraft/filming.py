"""Run scenes without drawing them, and note what manim would have written."""

import contextlib
import json
import tempfile
from pathlib import Path

import numpy as np
from manim import CairoRenderer, Scene, VMobject, tempconfig

from stagecraft.lettering import Words
from stagecraft.segment import Segment


class Filmed(CairoRenderer):
    """Counts frames where manim adds them; looks at the scene after every play."""

    def __init__(self):
        super().__init__()
        self.frames = 0
        self.plays: list[tuple[int, int, bool]] = []
        self.looks: list[Look] = []

    def play(self, scene, *args, **kwargs):
        start = self.frames
        super().play(scene, *args, **kwargs)
        still = scene.is_current_animation_frozen_frame()
        self.plays.append((start, self.frames - start, still))
        self.looks.append(Look(scene))

    def update_frame(self, *args, **kwargs):
        pass

    def get_frame(self):
        return np.zeros((1, 1, 4), dtype=np.uint8)

    def add_frame(self, frame, num_frames=1):
        self.frames += num_frames

    @property
    def moving_starts(self):
        return [start for start, _, still in self.plays if not still]


class Look:
    """Boxes of what is visible, as plain numbers."""

    def __init__(self, scene: Scene):
        members = [m for m in scene.get_mobject_family_members() if visible(m)]
        self.texts = [(m.lines, box(m), m.size) for m in members if isinstance(m, Words)]
        self.boxes = [box(m) for m in members]


def visible(mobject) -> bool:
    if not isinstance(mobject, VMobject) or not mobject.has_points():
        return False
    stroke = mobject.stroke_width * mobject.stroke_rgbas[:, 3].max()
    return bool(mobject.fill_rgbas[:, 3].max() > 0.01 or stroke > 0.01)


def box(mobject) -> tuple[float, float, float, float]:
    """Left, right, bottom, top."""
    low, high = mobject.points.min(axis=0), mobject.points.max(axis=0)
    return float(low[0]), float(high[0]), float(low[1]), float(high[1])


def entry(duration, cues=(), fps=30, **more):
    return {
        "text": "spoken", "title": "t", "class_name": "Segment01",
        "actual_duration_sec": duration, "frames": round(duration * fps), "fps": fps,
        "cues": list(cues), "speech_start_sec": 0.0, "speech_end_sec": duration, "hold_sec": 0.0,
        **more,
    }  # fmt: skip


def film(
    scene: type[Segment], entries=None, fps=30, theme=None, frame=(128 / 9, 8.0)
) -> tuple[Segment, Filmed]:
    """Run a scene in a folder that holds this segments.json, or none."""
    themed = type(scene.__name__, (scene,), {"theme": theme or scene.theme})
    settings = {
        "dry_run": True, "progress_bar": "none", "verbosity": "ERROR", "disable_caching": True,
        "frame_rate": fps, "pixel_width": 160, "pixel_height": 90,
        "frame_width": frame[0], "frame_height": frame[1],
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), tempconfig(settings):
        if entries is not None:
            Path("segments.json").write_text(json.dumps(entries))
        renderer = Filmed()
        filmed = themed(renderer=renderer)
        filmed.render()
        return filmed, renderer
