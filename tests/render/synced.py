"""Films that show when everything happens: a colour for every scene, a white flash at every cue.

The first and the last scene are spoken by voices; the one between them is a tone, whose edges in
the sound can be told to the sample.
"""

import io
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import av
import numpy as np

from studio.adapters.espeak import EspeakVoice
from studio.adapters.flite import FliteVoice
from studio.application.stages.render_plan import MadeScene, plan
from studio.application.stages.write_files import text_files
from studio.application.stages.write_script import edit
from studio.domain.render import Format, RenderManifest, RenderPlan
from studio.domain.script import Scene, SceneCode, Script
from studio.domain.voice import Speech, VoiceTrack, Word
from tests.builders import a_brief, a_draft, a_job
from tests.render.workshop import Job, ObjectStore, a_scene, a_tone

COLOURS = ("#C00000", "#0000C0", "#008000")
RATE = 48_000
_PIXELS = (320, 180)
# Words after a silence begin with what is heard at once: of a "t" it is the end that sounds.
_VOICES = (EspeakVoice, None, FliteVoice)
_NARRATIONS = (
    """[[ch: Keys]] Begin with [[1]] a key. [[2]] Is it a word? [[3]] Imagine this:
    [[4]] a name is a key. [[ch: 2. Numbers]] [[5]] Under it [[beat]] [[6]] is a number.""",
    "One tone. [[1]] Two tones [[beat]] [[2]] three.",
    "[[ch: 3. Places]] Do we search? [[1]] Nobody does. [[2]] Allow it [[beat]] [[3]] a place.",
)
_FLASH = """\
from stagecraft import *


class Segment{number:02d}(Segment):
    number = {number}
    theme = "light"

    def construct(self):
        self.camera.background_color = ManimColor({colour!r})
        flash = Square(side_length=3, color=WHITE, fill_opacity=1)
        for cue in range({cues}):
            self.cue(cue + 1)
            self.add(flash)
            self.wait(2 / 15)
            self.remove(flash)
"""


@dataclass
class Synced:
    """A film and everything it was made from."""

    job: Job
    script: Script
    plan: RenderPlan
    tracks: tuple[VoiceTrack, ...]
    files: dict[str, str]

    @property
    def segments(self) -> list[dict[str, Any]]:
        return json.loads(self.files["segments.json"])

    @cached_property
    def pictures(self) -> list[np.ndarray]:
        with av.open(io.BytesIO(self.job.film)) as film:
            return [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]

    @cached_property
    def sound(self) -> np.ndarray:
        """As a player has it: every sample at the time that the file tells."""
        track = np.zeros(round((self.plan.frames / self.plan.format.fps + 1) * RATE), np.float32)
        with av.open(io.BytesIO(self.job.film)) as film:
            for frame in film.decode(audio=0):
                samples, begin = frame.to_ndarray()[0], round(frame.pts * frame.time_base * RATE)
                heard = samples[max(-begin, 0) :]
                track[max(begin, 0) :][: heard.size] = heard
        return track

    def flashes(self) -> list[float]:
        """Seconds at which the middle of the picture turns white."""
        middle = [bool(picture[90, 160].min() > 180) for picture in self.pictures]
        return [
            n / self.plan.format.fps
            for n in range(1, len(middle))
            if middle[n - 1 : n + 1] == [False, True]
        ]

    def changes(self) -> list[int]:
        """Frames at which the colour of the corner is another's."""
        corners = np.array([picture[8, 8].argmax() for picture in self.pictures])
        return [int(frame) for frame in np.flatnonzero(np.diff(corners)) + 1]


def film_synced(store: ObjectStore, pace: str, speed: float) -> Synced:
    brief = a_brief(pace=pace, speed=speed, quality="low")
    script = edit(a_draft(*_NARRATIONS), speed=speed)
    speeches = [
        voice().speak(scene.narration) if voice else _tone(scene.narration)
        for voice, scene in zip(_VOICES, script.scenes, strict=True)
    ]
    made = [
        MadeScene(speech.track, _code(scene))
        for speech, scene in zip(speeches, script.scenes, strict=True)
    ]
    planned = plan(a_job(brief=brief), script, made, _plain)
    small = Format(width=_PIXELS[0], height=_PIXELS[1], fps=planned.format.fps)
    planned = planned.model_copy(update={"format": small})
    tracks = tuple(speech.track for speech in speeches)
    files = text_files(a_job(brief=brief), script, tracks, planned)
    for segment, speech in zip(planned.segments, speeches, strict=True):
        store.objects[segment.voice] = speech.audio
    manifest = RenderManifest(
        plan=planned,
        segments_json=files["segments.json"],
        inputs={segment.voice: store.url(segment.voice) for segment in planned.segments},
        outputs={name: store.url(name) for name in ("final.mp4", "thumb.jpg", "voiceover.wav")},
        progress=store.url("progress.json"),
        report=store.url("report.json"),
    )
    store.objects["manifest.json"] = manifest.model_dump_json().encode()
    job = Job(store, manifest)
    assert job.run() == 0, job.log
    return Synced(job, script, planned, tracks, files)


def _tone(narration: str) -> Speech:
    """A tone without a gap, whose words are all of one length."""
    texts = narration.split()
    words = tuple(Word(text=text, start=n * 0.8, end=n * 0.8 + 0.8) for n, text in enumerate(texts))
    seconds = 0.8 * len(texts)
    track = VoiceTrack(voice="tone", media_type="audio/wav", seconds=seconds, words=words)
    return Speech(audio=a_tone(1500, seconds), track=track)


def _code(scene: Scene) -> SceneCode:
    source = _FLASH.format(
        number=scene.number, colour=COLOURS[scene.number - 1], cues=len(scene.cues)
    )
    return SceneCode(number=scene.number, class_name=scene.class_name, source=source)


def _plain(scene: Scene, theme: str) -> str:
    return a_scene(scene.number, "#808080")
