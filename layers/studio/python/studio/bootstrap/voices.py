"""Whoever speaks samples of the narrators."""

from studio.application.sample_voice import SampleVoice
from studio.bootstrap import stores
from studio.config import Settings
from studio.providers import sample_speaker


def sample_voice(settings: Settings) -> SampleVoice:
    return SampleVoice(stores.artifacts(settings), sample_speaker(settings), settings.voice)
