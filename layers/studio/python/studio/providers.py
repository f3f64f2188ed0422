"""Who writes, checks, composes and speaks: the settings' choice, imported when it is chosen.

Whoever only a language model can do the work of raises `ProviderMisconfigured` where none is asked.
"""

from functools import cache
from typing import TYPE_CHECKING, assert_never

import boto3
from botocore.exceptions import ClientError

from studio.config import Settings
from studio.domain.errors import ProviderMisconfigured
from studio.ports import (
    FactChecker,
    QuizWriter,
    Researcher,
    SampleSpeaker,
    SceneComposer,
    SceneRepairer,
    ScriptWriter,
    VideoReviewer,
    Voice,
)

if TYPE_CHECKING:
    from studio.adapters.claude.conversation import Claude


def script_writer(settings: Settings) -> ScriptWriter:
    match settings.script_writer:
        case "offline":
            from studio.adapters.offline_writer import OfflineScriptWriter

            return OfflineScriptWriter()
        case "claude" | "bedrock":
            from studio.adapters.claude.script_writer import ClaudeScriptWriter

            return ClaudeScriptWriter(_claude(settings))
        case unknown:
            assert_never(unknown)


def scene_composer(settings: Settings) -> SceneComposer:
    match settings.script_writer:
        case "offline":
            from studio.adapters.offline_composer import OfflineSceneComposer

            return OfflineSceneComposer()
        case "claude" | "bedrock":
            from studio.adapters.claude.scene_composer import ClaudeSceneComposer

            return ClaudeSceneComposer(_claude(settings))
        case unknown:
            assert_never(unknown)


def quiz_writer(settings: Settings) -> QuizWriter:
    match settings.script_writer:
        case "offline":
            from studio.adapters.offline_writer.quiz import OfflineQuizWriter

            return OfflineQuizWriter()
        case "claude" | "bedrock":
            from studio.adapters.claude.quiz_writer import ClaudeQuizWriter

            return ClaudeQuizWriter(_claude(settings))
        case unknown:
            assert_never(unknown)


def researcher(settings: Settings) -> Researcher:
    if settings.script_writer == "bedrock":
        from studio.adapters.claude.no_web import NoWeb

        return NoWeb()
    claude = _claude(settings)
    from studio.adapters.claude.researcher import ClaudeResearcher

    return ClaudeResearcher(claude)


def fact_checker(settings: Settings) -> FactChecker:
    claude = _claude(settings)
    from studio.adapters.claude.fact_checker import ClaudeFactChecker

    return ClaudeFactChecker(claude)


def scene_repairer(settings: Settings) -> SceneRepairer:
    claude = _claude(settings)
    from studio.adapters.claude.scene_repairer import ClaudeSceneRepairer

    return ClaudeSceneRepairer(claude)


def video_reviewer(settings: Settings) -> VideoReviewer:
    claude = _claude(settings)
    from studio.adapters.claude.video_reviewer import ClaudeVideoReviewer

    return ClaudeVideoReviewer(claude)


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


def sample_speaker(settings: Settings) -> SampleSpeaker:
    if settings.voice == "polly":
        from studio.adapters.polly import PollySamples

        return PollySamples(boto3.client("polly"))
    local = voice(settings)
    return lambda text, narrator: local.speak(text, narrator=narrator).audio


def _claude(settings: Settings) -> "Claude":
    """Raises `ProviderMisconfigured` where nobody is asked, or with no key."""
    match settings.script_writer:
        case "offline":
            raise ProviderMisconfigured("ScriptWriter=offline asks no language model.")
        case "claude":
            from studio.adapters.claude import clients

            if not settings.anthropic_key_arn:
                raise ProviderMisconfigured("ScriptWriter=claude needs AnthropicKeyArn.")
            key = _secret(settings.anthropic_key_arn)
            return clients.at_anthropic(api_key=key, url=settings.anthropic_url)
        case "bedrock":
            from studio.adapters.claude import clients

            return clients.at_bedrock()
        case unknown:
            assert_never(unknown)


@cache
def _secret(arn: str) -> str:
    """Read once while this process lives."""
    try:
        secret = boto3.client("secretsmanager").get_secret_value(SecretId=arn)
    except ClientError as error:
        message = "The secret that AnthropicKeyArn names cannot be read."
        raise ProviderMisconfigured(message) from error
    return secret["SecretString"].strip()
