"""Have a narrator speak its sample, once for all who will listen."""

from dataclasses import dataclass

from studio.application.artifacts import voice_sample_key
from studio.domain.errors import ArtifactNotFound, NarratorNotFound
from studio.domain.narrators import SAMPLE, narrator_called
from studio.ports import ArtifactStore, SampleSpeaker


@dataclass(frozen=True, slots=True)
class SampleVoice:
    artifacts: ArtifactStore
    speak: SampleSpeaker
    provider: str

    def __call__(self, name: str) -> bool:
        """Whether it was spoken now. Raises `NarratorNotFound`, or what voices raise."""
        narrator = narrator_called(name)
        if narrator is None:
            raise NarratorNotFound
        key = voice_sample_key(self.provider, narrator.id)
        if self._is_there(key):
            return False
        self.artifacts.put_once(key, self.speak(SAMPLE, narrator.id), content_type="audio/wav")
        return True

    def _is_there(self, key: str) -> bool:
        try:
            self.artifacts.get(key)
        except ArtifactNotFound:
            return False
        return True
