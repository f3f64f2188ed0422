"""Scenes that nothing is wrong with: each alarm about one of them is a false one."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from stagecraft.examples import EXAMPLES
from stagecraft.themes import THEMES
from studio.adapters.offline_composer import OfflineSceneComposer
from studio.adapters.offline_writer.lecture import deliver, seconds
from studio.adapters.offline_writer.lessons import LESSONS
from studio.domain.brief import TopicBrief
from studio.domain.script import Scene, Script
from tests.fakes import FakeMeter
from tests.render.corpus.catalogue import SCENES, catalogue
from tests.render.rehearsal import SMALL

ROOT: Final = Path(__file__).parents[3]
_BENCH: Final = {
    "sorting": "SortedBars",
    "curves": "SlidingTangent",
    "explainer": "RequestJourney",
    "listing": "ReadingCode",
    "camera": "MapFlight",
}
_BROKEN_ON_PURPOSE: Final = {
    "Empty", "OnlyWaits", "FailsHalfway", "FailsWhilePlaying", "MissesSound",
}  # fmt: skip


class Good(NamedTuple):
    name: str
    source: str
    class_name: str
    segments: str = ""
    frames: int | None = None


@cache
def good() -> tuple[Good, ...]:
    return (*_gallery(), *_lessons(), *_bench(), *_corpus())


def _gallery() -> Iterator[Good]:
    for theme, (name, example) in product(THEMES, EXAMPLES.items()):
        source = (
            f"from stagecraft.examples import {example.__name__}\n\n\n"
            f"class Shown({example.__name__}):\n    theme = {theme!r}\n"
        )
        yield Good(f"gallery {name} ({theme})", source, "Shown")


def _lessons() -> Iterator[Good]:
    for number, lesson in enumerate(LESSONS):
        theme = list(THEMES)[number % len(THEMES)]
        brief = TopicBrief(topic="x", effort="high", theme=theme)  # type: ignore[arg-type]
        for place, draft in enumerate(deliver(lesson, brief), 1):
            scene = Scene(number=place, expected_seconds=1, **draft.model_dump())
            script = Script(title=lesson.title, scenes=(scene,), writer="w")
            composed = OfflineSceneComposer().compose(script, [place], brief, meter=FakeMeter())
            for _, code, *_ in composed:
                name = f"{lesson.title} {place} ({theme})"
                yield Good(name, code.source, code.class_name, *_narrated(scene, seconds(draft)))


def _narrated(scene: Scene, lasting: float) -> tuple[str, int]:
    """The text of segments.json, and how many frames that is."""
    words = len(scene.narration.split())
    cues = [lasting * word / words for word in scene.cues]
    entry = {"actual_duration_sec": lasting, "cues": cues}
    return json.dumps([entry] * scene.number), round(lasting * SMALL.fps)


def _bench() -> Iterator[Good]:
    folder = ROOT / "render_container/bench_scenes"
    for module, class_name in _BENCH.items():
        yield Good(f"bench {module}", (folder / f"{module}.py").read_text(), class_name)
    lesson = (folder / "segments/lesson.py").read_text()
    for place in range(1, 5):
        yield Good(f"bench segment {place}", lesson, f"Segment{place:02d}")


def _corpus() -> Iterator[Good]:
    for each in catalogue():
        if each.name not in _BROKEN_ON_PURPOSE:
            source = (SCENES / f"{each.theme}.py").read_text()
            yield Good(f"corpus {each.theme} {each.name}", source, each.name)
