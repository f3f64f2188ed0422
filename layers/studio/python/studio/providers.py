"""Who writes the scripts and who speaks them: the settings' choice, imported when it is chosen."""

from typing import assert_never

import boto3

from studio.config import Settings
from studio.ports import ScriptWriter, Voice


def script_writer(settings: Settings) -> ScriptWriter:
    match settings.script_writer:
        case "offline":
            from studio.adapters.offline_writer import OfflineScriptWriter

            return OfflineScriptWriter()
        case unknown:
            assert_never(unknown)


def voice(settings: Settings) -> Voice:
    match settings.voice:
        case "polly":
            from studio.adapters.polly import PollyVoice

            return PollyVoice(boto3.client("polly"))
        case "festival":
            from studio.adapters.festival import FestivalVoice

            return FestivalVoice()
        case "flite":
            from studio.adapters.flite import FliteVoice

            return FliteVoice()
        case "espeak":
            from studio.adapters.espeak import EspeakVoice

            return EspeakVoice()
        case unknown:
            assert_never(unknown)
