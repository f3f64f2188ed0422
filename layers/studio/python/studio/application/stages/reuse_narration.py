"""Instead of stages 1 and 2: take script and voice of the job that this one renders again."""

from dataclasses import dataclass

from studio.application.artifacts import audio_key, script_key, stored_script, track_key
from studio.application.happenings import Stamp
from studio.domain.brief import JobId
from studio.domain.errors import ArtifactNotFound, NothingToReuse
from studio.domain.script import Script
from studio.domain.timeline import COMPOSING_STARTS, Happening, Progress, Stage
from studio.domain.voice import VoiceTrack
from studio.ports import ArtifactStore, JobRepository, Timeline


@dataclass(frozen=True, slots=True)
class ReuseNarration:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    stamp: Stamp

    def __call__(self, job_id: JobId) -> Script:
        """Copy them; a second time changes nothing.

        Raises `NothingToReuse` when they were deleted since the job was accepted.
        """
        source = self.jobs.get(job_id).source
        assert source is not None
        try:
            script = self._copy(source, job_id)
        except ArtifactNotFound:
            raise NothingToReuse("The script and voiceover to reuse were deleted.") from None
        reused = self.stamp(
            Happening.NARRATION_REUSED,
            Progress(stage=Stage.COMPOSING_SCENES, percent=COMPOSING_STARTS),
            source_job_id=source,
            segments=[scene.narration for scene in script.scenes],
        )
        self.timeline.record(job_id, reused)
        return script

    def _copy(self, source: JobId, job_id: JobId) -> Script:
        """The script last: where it is, the voice is, too."""
        script = stored_script(self.artifacts, source)
        for number in (scene.number for scene in script.scenes):
            track = VoiceTrack.model_validate_json(self.artifacts.get(track_key(source, number)))
            audio, media_type = audio_key(source, number, track.media_type), track.media_type
            self.artifacts.copy(audio, audio_key(job_id, number, media_type))
            self.artifacts.copy(track_key(source, number), track_key(job_id, number))
        self.artifacts.copy(script_key(source), script_key(job_id))
        return script
