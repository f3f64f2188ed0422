"""The environment that template.yaml gives every function, typed."""

import os
from collections.abc import Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

ScriptWriterName = Literal["offline", "claude", "bedrock"]
OutboundTargets = Literal["public", "local"]
VoiceName = Literal["polly", "festival", "flite", "espeak"]


class Settings(BaseModel):
    """One field per variable, in lower case; a test holds template and fields together."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    jobs_table: str
    timeline_table: str
    past_runs_table: str
    accounts_table: str
    ledger_table: str
    videos_table: str
    media_bucket: str
    event_bus: str
    api_key_pepper_arn: str
    script_writer: ScriptWriterName
    voice: VoiceName
    traffic_table: str = ""
    user_pool_id: str = ""
    user_pool_client_id: str = ""
    state_machine_arn: str = ""
    deliveries_table: str = ""
    endpoints_table: str = ""
    webhook_secrets_key: str = ""
    delivery_state_machine_arn: str = ""
    own_domain: str = ""
    outbound_targets: OutboundTargets = "public"
    outbound_trust: str = ""
    github_files_url: str = "https://raw.githubusercontent.com"
    email_from: str = ""
    erasure_queue_url: str = ""
    sample_voice_function: str = ""
    render_part_megapixels: int = 37_500
    anthropic_key_arn: str = ""
    anthropic_url: str = "https://api.anthropic.com"

    @property
    def modelled(self) -> bool:
        """Whether a language model writes here."""
        return self.script_writer != "offline"

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Self:
        return cls.model_validate({name.lower(): value for name, value in env.items()})
