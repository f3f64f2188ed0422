"""Composes every scene of a script into stagecraft code."""

from collections.abc import Iterator, Sequence

from studio.adapters.offline_composer.module import Segment, module
from studio.adapters.offline_composer.plain import plain_scene
from studio.adapters.offline_composer.statements import act
from studio.domain.brief import TopicBrief
from studio.domain.choices import Theme
from studio.domain.script import Scene, SceneCode, Script
from studio.domain.visual import CodeListing, Sketch, TitleCard
from studio.ports import Composed, Meter


class OfflineSceneComposer:
    """Turns visuals into code; a caller's text only ever becomes a string literal in it."""

    def compose(
        self, script: Script, numbers: Sequence[int], brief: TopicBrief, *, meter: Meter
    ) -> Iterator[Composed]:
        for number in numbers:
            scene = script.scene(number)
            source = _source(scene, brief.theme)
            code = SceneCode(number=number, class_name=scene.class_name, source=source)
            yield Composed(number, code)


def _source(scene: Scene, theme: Theme) -> str:
    visual = scene.visual
    if isinstance(visual, Sketch):  # whoever was to draw it is not asked any more
        return plain_scene(scene, theme)
    heading = "" if isinstance(visual, TitleCard) else scene.title
    segment = Segment(scene.number, scene.class_name, theme, heading)
    code = (visual.code or " ") if isinstance(visual, CodeListing) else ""
    return module(segment, act(visual), code)
