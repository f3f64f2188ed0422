"""A stage for the render task: an object store on a loopback port, and plans to film."""

import io
import json
import os
import subprocess
import sys
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np

from studio.domain.files import made_from_scene
from studio.domain.reading import ReadingManifest
from studio.domain.render import (
    SAMPLE_RATE,
    Caption,
    Chapter,
    Format,
    RenderManifest,
    RenderPlan,
    RenderReport,
    ScenePlan,
    SegmentPlan,
)

ROOT = Path(__file__).parents[2]
SMALL = Format(width=320, height=180, fps=15)


class ObjectStore(ThreadingHTTPServer):
    """Keeps what is PUT, serves it on GET, and can be told to fail first.

    A key that is PUT for one write only keeps what it has, once it is told to be strict.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Requests)
        self.objects: dict[str, bytes] = {}
        self.content_types: dict[str, str] = {}
        self.history: list[tuple[str, bytes]] = []
        self.failures: dict[str, int] = {}
        self.strict = False

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{name}?signature=abc"


class _Requests(BaseHTTPRequestHandler):
    server: ObjectStore

    def do_GET(self) -> None:
        if not self._refused():
            content = self.server.objects.get(self._name())
            self._answer(404 if content is None else 200, content or b"")

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        once = self.headers["If-None-Match"] == "*"
        if self.server.strict and once and self._name() in self.server.objects:
            self._answer(412, b"")
        elif not self._refused():
            self.server.objects[self._name()] = content
            self.server.content_types[self._name()] = self.headers["Content-Type"]
            self.server.history.append((self._name(), content))
            self._answer(200, b"")

    def _name(self) -> str:
        return self.path.strip("/").partition("?")[0]

    def _refused(self) -> bool:
        left = self.server.failures.get(self._name(), 0)
        if left:
            self.server.failures[self._name()] = left - 1
            self._answer(503, b"")
        return bool(left)

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: Any) -> None:
        """Quiet."""


@contextmanager
def an_object_store() -> Iterator[ObjectStore]:
    store = ObjectStore()
    thread = threading.Thread(target=store.serve_forever, daemon=True)
    thread.start()
    try:
        yield store
    finally:
        store.shutdown()
        store.server_close()
        thread.join()


def a_scene(number: int, colour: str, body: str = "self.wait(0.2)") -> str:
    return "\n".join(
        [
            "from manim import *",
            "",
            f"class Segment{number:02d}(Scene):",
            "    def construct(self):",
            f"        self.camera.background_color = ManimColor({colour!r})",
            *(f"        {line}" for line in body.splitlines()),
            "",
        ]
    )


def a_tone(hertz: float, seconds: float) -> bytes:
    times = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    samples = (np.sin(2 * np.pi * hertz * times) * 12_000).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLE_RATE)
        sound.writeframes(samples.tobytes())
    return file.getvalue()


@dataclass
class Part:
    """One segment to be planned."""

    source: str
    fallback: str = ""
    frames: int = 30
    hertz: float = 440.0


@dataclass
class Job:
    store: ObjectStore
    manifest: RenderManifest | ReadingManifest | None
    environment: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()

    @property
    def report(self) -> RenderReport:
        return RenderReport.model_validate_json(self.store.objects["report.json"])

    @property
    def film(self) -> bytes:
        return self.store.objects["final.mp4"]

    def start(self, code: str | None = None) -> "subprocess.Popen[str]":
        """Run the image's entry point, or this code in its place, with its environment only."""
        arguments = ["-c", code] if code else ["-m", "render", *self.arguments]
        roots = [ROOT / "layers/studio/python", ROOT / "render_container"]
        return subprocess.Popen(
            [sys.executable, *arguments],
            env={
                "PATH": os.environ["PATH"],
                "HOME": os.environ["HOME"],
                "PYTHONPATH": os.pathsep.join(map(str, roots)),
                "MANIFEST_URL": self.store.url("manifest.json"),
                **self.environment,
            },
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str | None = None) -> int:
        task = self.start(code)
        _, self.log = task.communicate(timeout=80)
        return task.returncode


def a_job(store: ObjectStore, parts: list[Part], **plan: Any) -> Job:
    """Store a manifest for these segments, and the sound of each."""
    format_ = plan.pop("format", SMALL)
    segments, chapters, position = [], [], 0.0
    for number, part in enumerate(parts, 1):
        seconds = part.frames / format_.fps
        store.objects[f"voice-{number}.wav"] = a_tone(part.hertz, seconds)
        segments.append(
            SegmentPlan(
                number=number,
                title=f"Part {number}",
                class_name=f"Segment{number:02d}",
                source=part.source,
                fallback_source=part.fallback or a_scene(number, "#808080"),
                frames=part.frames,
                lead_in=0.0,
                narration="words",
                cues=(),
                voice=f"voice-{number}.wav",
            )
        )
        chapters.append(Chapter(start=position, end=position + seconds, title=f"Part {number}"))
        position += seconds
    manifest = RenderManifest(
        plan=RenderPlan(
            **{
                "job_id": "job-1",
                "title": "Two parts",
                "theme": "chalkboard",
                "format": format_,
                "tempo": 1.0,
                "segments": tuple(segments),
                "chapters": tuple(chapters),
                "captions": (),
                **plan,
            }
        ),
        segments_json=json.dumps([{"frames": part.frames, "fps": format_.fps} for part in parts]),
        inputs={each.voice: store.url(each.voice) for each in segments},
        outputs={name: store.url(name) for name in ("final.mp4", "thumb.jpg", "voiceover.wav")},
        progress=store.url("progress.json"),
        report=store.url("report.json"),
    )
    store.objects["manifest.json"] = manifest.model_dump_json().encode()
    return Job(store, manifest)


def a_scene_job(store: ObjectStore, source: str, class_name: str = "Shown", **plan: Any) -> Job:
    """Store a manifest for a caller's module."""
    scene = ScenePlan(
        **{
            "job_id": "job-1",
            "class_name": class_name,
            "source": source,
            "format": SMALL,
            **plan,
        }
    )
    manifest = RenderManifest(
        plan=scene,
        inputs={},
        outputs={name: store.url(name) for name in made_from_scene(scene.output_format)},
        progress=store.url("progress.json"),
        report=store.url("report.json"),
    )
    store.objects["manifest.json"] = manifest.model_dump_json().encode()
    return Job(store, manifest)


def a_callers_scene(body: str, base: str = "Scene", before: str = "") -> str:
    """A module with a class `Shown` that does this."""
    return "\n".join(
        [
            "from manim import *",
            *before.splitlines(),
            "",
            f"class Shown({base}):",
            "    def construct(self):",
            *(f"        {line}" for line in body.splitlines()),
            "",
        ]
    )


def captions(*lines: tuple[float, float, str]) -> tuple[Caption, ...]:
    return tuple(
        Caption(start=start, end=end, lines=tuple(text.split("|"))) for start, end, text in lines
    )
