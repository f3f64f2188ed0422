"""A deterministic scene composer: visuals as data become Manim modules in stagecraft's words."""

from studio.adapters.offline_composer.composer import OfflineSceneComposer
from studio.adapters.offline_composer.plain import plain_scene

__all__ = ["OfflineSceneComposer", "plain_scene"]
