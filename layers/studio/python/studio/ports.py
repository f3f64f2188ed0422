"""What the application needs from the outside world, and nothing more."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol

from studio.domain.brief import AccountId, JobId, TopicBrief
from studio.domain.script import Draft, SceneCode, Script
from studio.domain.voice import Speech


class Clock(Protocol):
    def now(self) -> datetime:
        """The present, in UTC."""
        ...


class ScriptWriter(Protocol):
    def write(self, brief: TopicBrief, context: Mapping[str, bytes]) -> Draft:
        """Draft a script. `context` maps the names of the caller's files to their bytes.

        Raises `ProviderUnavailable` when another attempt could succeed.
        """
        ...


class SceneComposer(Protocol):
    def compose(self, script: Script, brief: TopicBrief) -> tuple[SceneCode, ...]:
        """Write one scene class per scene, in order, named `scene.class_name`.

        Raises `ProviderUnavailable` when another attempt could succeed.
        """
        ...


class Voice(Protocol):
    def speak(self, narration: str, *, narrator: str | None = None) -> Speech:
        """Speak at natural speed, mono; time every word of `narration.split()`.

        Raises `ProviderUnavailable`, `ProviderMisconfigured` or `UnusableVoice`.
        """
        ...
