"""Composes every scene of a script into stagecraft code."""

from studio.adapters.offline_composer.module import Segment, module
from studio.adapters.offline_composer.statements import act
from studio.domain.brief import TopicBrief
from studio.domain.script import Scene, SceneCode, Script
from studio.domain.visual import CodeListing, TitleCard


class OfflineSceneComposer:
    """Turns visuals into code; a caller's text only ever becomes a string literal in it."""

    def compose(self, script: Script, brief: TopicBrief) -> tuple[SceneCode, ...]:
        return tuple(_scene_code(scene, brief) for scene in script.scenes)


def _scene_code(scene: Scene, brief: TopicBrief) -> SceneCode:
    visual = scene.visual
    heading = "" if isinstance(visual, TitleCard) else scene.title
    segment = Segment(scene.number, scene.class_name, brief.theme, heading)
    code = (visual.code or " ") if isinstance(visual, CodeListing) else ""
    source = module(segment, act(visual), code)
    return SceneCode(number=scene.number, class_name=scene.class_name, source=source)
