"""Who writes, composes and speaks."""

from collections.abc import Mapping
from typing import Protocol

from studio.domain.brief import TopicBrief
from studio.domain.choices import Theme
from studio.domain.script import Draft, Scene, SceneCode, Script
from studio.domain.voice import Speech


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


class PlainComposer(Protocol):
    def __call__(self, scene: Scene, theme: Theme) -> str:
        """The source of a plain scene that is all but sure to film."""
        ...


class Voice(Protocol):
    def speak(self, narration: str, *, narrator: str | None = None) -> Speech:
        """Speak at natural speed, mono; time every word of `narration.split()`.

        Raises `ProviderUnavailable`, `ProviderMisconfigured` or `UnusableVoice`.
        """
        ...
