"""The pure core of stage 4: to the frame, what is seen and heard when."""

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

from studio.domain.brief import TopicBrief
from studio.domain.captions import caption_words, captions
from studio.domain.job import Job
from studio.domain.pacing import PACING
from studio.domain.render import FORMATS, Caption, Chapter, RenderPlan, SegmentPlan
from studio.domain.script import Scene, SceneCode, Script
from studio.domain.voice import VoiceTrack
from studio.ports import PlainComposer


class Take(NamedTuple):
    """One scene as spoken and as composed."""

    track: VoiceTrack
    code: SceneCode


def plan(job: Job, script: Script, takes: Sequence[Take], plain: PlainComposer) -> RenderPlan:
    """Lay the scenes end to end; every one starts and ends on a frame."""
    brief = job.topic
    format_ = FORMATS[brief.quality]
    tempo = _tempo(brief)
    segments = tuple(
        _segment(scene, take, brief, plain(scene, brief.theme))
        for scene, take in zip(script.scenes, takes, strict=True)
    )
    starts = [
        f / format_.fps for f in itertools.accumulate((s.frames for s in segments), initial=0)
    ]
    words = [
        caption_words(take.track.words, offset=start + segment.lead_in, tempo=tempo)
        for take, segment, start in zip(takes, segments, starts, strict=False)
    ]
    return RenderPlan(
        job_id=job.id,
        title=script.title,
        theme=brief.theme,
        format=format_,
        tempo=tempo,
        segments=segments,
        chapters=tuple(
            Chapter(start=start, end=end, title=segment.title)
            for segment, (start, end) in zip(segments, itertools.pairwise(starts), strict=True)
        ),
        captions=tuple(_within(caption, starts[-1]) for caption in captions(words)),
        burn_captions=brief.burn_captions,
    )


def _tempo(brief: TopicBrief) -> float:
    return brief.speed * PACING[brief.pace].tempo


def _within(caption: Caption, end: float) -> Caption:
    return caption.model_copy(update={"end": min(caption.end, end)})


def _segment(scene: Scene, take: Take, brief: TopicBrief, fallback: str) -> SegmentPlan:
    pacing = PACING[brief.pace]
    tempo = _tempo(brief)
    seconds = pacing.lead_in + take.track.seconds / tempo + pacing.hold
    cues = (take.track.words[cue].start / tempo for cue in scene.cues)
    return SegmentPlan(
        number=scene.number,
        title=scene.title,
        class_name=take.code.class_name,
        source=take.code.source,
        fallback_source=fallback,
        frames=math.ceil(seconds * FORMATS[brief.quality].fps),
        lead_in=pacing.lead_in,
        narration=scene.narration,
        cues=tuple(pacing.lead_in + cue for cue in cues),
        voice=f"{scene.number:02d}",
    )
