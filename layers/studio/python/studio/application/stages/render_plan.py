"""The pure core of stage 4: to the frame, what is seen and heard when."""

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studio.domain.brief import TopicBrief
from studio.domain.captions import captions
from studio.domain.chapters import Start, chapters
from studio.domain.job import Job
from studio.domain.pacing import PACING
from studio.domain.render import FORMATS, Caption, RenderPlan, SegmentPlan
from studio.domain.script import Scene, SceneCode, Script
from studio.domain.silences import Hearing, Silence, silences
from studio.domain.voice import VoiceTrack
from studio.ports import PlainComposer


class MadeScene(NamedTuple):
    """One scene as spoken and as composed."""

    track: VoiceTrack
    code: SceneCode


class _Paced(NamedTuple):
    """A scene with its silences, in the order of the video."""

    scene: Scene
    made: MadeScene
    silences: tuple[Silence, ...]
    hearing: Hearing


def plan(job: Job, script: Script, made: Sequence[MadeScene], plain: PlainComposer) -> RenderPlan:
    """Lay the scenes end to end; every one starts and ends on a frame."""
    brief = job.topic
    format_ = FORMATS[brief.quality]
    paced = [_paced(*each, brief) for each in zip(script.scenes, made, strict=True)]
    segments = tuple(_segment(each, brief, plain(each.scene, brief.theme)) for each in paced)
    frames = itertools.accumulate((segment.frames for segment in segments), initial=0)
    *starts, end = (frame / format_.fps for frame in frames)
    lead_in = PACING[brief.pace].lead_in
    words = [p.hearing.words(start + lead_in) for p, start in zip(paced, starts, strict=True)]
    return RenderPlan(
        job_id=job.id,
        title=script.title,
        theme=brief.theme,
        format=format_,
        tempo=_tempo(brief),
        segments=segments,
        chapters=chapters(
            itertools.chain.from_iterable(map(_marks, paced, starts, itertools.repeat(lead_in))),
            [Start(start, p.scene.title) for p, start in zip(paced, starts, strict=True)],
            end,
        ),
        captions=tuple(_within(caption, end) for caption in captions(words)),
        burn_captions=brief.burn_captions,
    )


def _tempo(brief: TopicBrief) -> float:
    return brief.speed * PACING[brief.pace].tempo


def _within(caption: Caption, end: float) -> Caption:
    return caption.model_copy(update={"end": min(caption.end, end)})


def _paced(scene: Scene, made: MadeScene, brief: TopicBrief) -> _Paced:
    words, tempo = made.track.words, _tempo(brief)
    inserted = silences(words, scene.beats, PACING[brief.pace], tempo)
    return _Paced(scene, made, inserted, Hearing(words, inserted, tempo))


def _marks(paced: _Paced, start: float, lead_in: float) -> Iterator[Start]:
    """A chapter that a scene begins with begins with the scene."""
    for mark in paced.scene.chapters:
        yield Start(
            start + (lead_in + paced.hearing.start(mark.word)) * bool(mark.word), mark.title
        )


def _segment(paced: _Paced, brief: TopicBrief, fallback: str) -> SegmentPlan:
    scene, made, pacing = paced.scene, paced.made, PACING[brief.pace]
    pauses = tuple(silence.pause for silence in paced.silences)
    speech = made.track.seconds / _tempo(brief) + math.fsum(pause.seconds for pause in pauses)
    seconds = pacing.lead_in + speech + pacing.hold
    return SegmentPlan(
        number=scene.number,
        title=scene.title,
        class_name=made.code.class_name,
        source=made.code.source,
        fallback_source=fallback,
        frames=math.ceil(seconds * FORMATS[brief.quality].fps),
        lead_in=pacing.lead_in,
        narration=scene.narration,
        cues=tuple(pacing.lead_in + paced.hearing.start(cue) for cue in scene.cues),
        voice=f"{scene.number:02d}",
        pauses=pauses,
    )
