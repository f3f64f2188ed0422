"""Stage 2, once per scene: speak its narration and keep the time of every word."""

from dataclasses import dataclass

from studio.application.artifacts import audio_key, stored_script, track_key
from studio.application.happenings import Stamp
from studio.domain.brief import JobId
from studio.domain.errors import UnusableVoice
from studio.domain.script import Script
from studio.domain.timeline import Happening, after_voice
from studio.domain.voice import Speech, VoiceTrack
from studio.ports import ArtifactStore, JobRepository, Timeline, Voice


def check(speech: Speech, narration: str) -> VoiceTrack:
    """Pure. Raises `UnusableVoice` unless exactly the narration's words are timed."""
    expected = len(narration.split())
    if len(speech.track.words) != expected:
        raise UnusableVoice(f"{len(speech.track.words)} words were timed; {expected} were spoken.")
    if not speech.audio:
        raise UnusableVoice("The voice answered without audio.")
    return speech.track


@dataclass(frozen=True, slots=True)
class SynthesizeVoice:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    voice: Voice
    stamp: Stamp

    def __call__(self, job_id: JobId, number: int) -> VoiceTrack:
        brief = self.jobs.get(job_id).topic
        script = stored_script(self.artifacts, job_id)
        scene = script.scenes[number - 1]
        speech = self.voice.speak(scene.narration, narrator=brief.narrator)
        track = check(speech, scene.narration)
        audio = audio_key(job_id, number, track.media_type)
        self.artifacts.put(audio, speech.audio, content_type=track.media_type)
        self.artifacts.put(
            track_key(job_id, number),
            track.model_dump_json().encode(),
            content_type="application/json",
        )
        self._record(job_id, number, script, track)
        return track

    def _record(self, job_id: JobId, number: int, script: Script, track: VoiceTrack) -> None:
        scenes = len(script.scenes)
        voiced = self.stamp(
            Happening.SCENE_VOICED,
            after_voice(number, scenes),
            segment=number,
            segments=scenes,
            seconds=round(track.seconds, 3),
            chars=len(script.scenes[number - 1].narration),
            voice=track.voice,
        )
        self.timeline.record(job_id, voiced)
