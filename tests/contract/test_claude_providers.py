"""The settings choose who is asked; the key comes from the secret that they name, once."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from studio import providers
from studio.adapters.offline_composer import OfflineSceneComposer
from studio.adapters.offline_writer import OfflineScriptWriter
from studio.adapters.offline_writer.quiz import OfflineQuizWriter
from studio.config import Settings
from studio.domain.errors import ProviderMisconfigured
from tests.builders import a_brief
from tests.fakes import FakeMeter
from tests.fakes.anthropic import FakeAnthropic, a_fake_anthropic

ONLY_CLAUDE = (
    providers.researcher,
    providers.fact_checker,
    providers.scene_repairer,
    providers.video_reviewer,
)
CLAUDES = (
    *ONLY_CLAUDE,
    providers.script_writer,
    providers.scene_composer,
    providers.quiz_writer,
)


@pytest.fixture
def secrets(monkeypatch) -> Iterator:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "us-east-1")
    providers._secret.cache_clear()
    with mock_aws():
        yield boto3.client("secretsmanager")
    providers._secret.cache_clear()


def settings(writer, **given):
    needed = [name for name, field in Settings.model_fields.items() if field.is_required()]
    return Settings(
        **dict.fromkeys(needed, "x") | {"script_writer": writer, "voice": "polly"} | given
    )


def test_offline_nobody_is_asked():
    offline = settings("offline")

    assert isinstance(providers.script_writer(offline), OfflineScriptWriter)
    assert isinstance(providers.scene_composer(offline), OfflineSceneComposer)
    assert isinstance(providers.quiz_writer(offline), OfflineQuizWriter)
    for claude in ONLY_CLAUDE:
        with pytest.raises(ProviderMisconfigured, match="offline"):
            claude(offline)


def test_claude_is_asked_with_the_key_of_the_secret_and_where_the_settings_say(secrets):
    arn = secrets.create_secret(Name="key", SecretString=f"{FakeAnthropic.key}\n")["ARN"]
    with a_fake_anthropic() as server:
        chosen = settings("claude", anthropic_key_arn=arn, anthropic_url=server.url)
        writer = providers.script_writer(chosen)
        draft = writer.write(a_brief(), {}, meter=FakeMeter())
        writer._claude._client.close()

    assert draft.writer.startswith("Claude")
    assert server.tally() == {"script": 1}


def test_the_secret_is_read_once(secrets):
    arn = secrets.create_secret(Name="key", SecretString="k")["ARN"]
    chosen = settings("claude", anthropic_key_arn=arn)

    providers.script_writer(chosen)
    secrets.delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)

    assert all(claude(chosen) for claude in CLAUDES)


@pytest.mark.parametrize("arn", ["", "arn:aws:secretsmanager:us-east-1:123456789012:secret:none"])
def test_without_its_secret_claude_is_not_asked(secrets, arn):
    with pytest.raises(ProviderMisconfigured, match="AnthropicKeyArn"):
        providers.script_writer(settings("claude", anthropic_key_arn=arn))


def test_bedrock_needs_no_key_of_ours(secrets):
    chosen = settings("bedrock")

    assert all(claude(chosen) for claude in CLAUDES)
    assert providers.researcher(chosen).research(a_brief(), meter=FakeMeter()).warning
