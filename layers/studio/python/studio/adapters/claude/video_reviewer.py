"""Claude looks at a finished video."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from studio.adapters.claude.answers import ReviewAnswer
from studio.adapters.claude.conversation import Claude
from studio.adapters.claude.material import Block, fenced, picture, said
from studio.adapters.claude.prompts import prompt
from studio.adapters.claude.question import Question
from studio.domain.brief import TopicBrief
from studio.domain.models import model_for
from studio.domain.review import Issue
from studio.domain.script import Scene, SceneCode
from studio.ports import Frame, Meter

_MAX_TOKENS: Final = 3_000
_LONGEST: Final = 1_000
"""Characters of what is said of one picture: more is no help to whoever repairs the scene."""
_SAID: Final = 120
"""Characters of a scene's narration beside each of its pictures."""


class ClaudeVideoReviewer:
    def __init__(self, claude: Claude) -> None:
        self._claude = claude

    def review(
        self,
        frames: Sequence[Frame],
        scenes: Sequence[tuple[Scene, SceneCode]],
        brief: TopicBrief,
        *,
        meter: Meter,
    ) -> tuple[Issue, ...]:
        """What is said of scenes that were not shown is left out."""
        by_number = {scene.number: scene for scene, _ in scenes}
        question = Question(
            task="visual_qa",
            model=model_for("visual_qa", brief.model),
            system=prompt("visual_qa"),
            content=[
                *(block for frame in frames for block in _shown(frame, by_number)),
                *(fenced(f"code of scene {code.number}", code.source) for _, code in scenes),
                said("Report what is wrong with these pictures."),
            ],
            answer=ReviewAnswer,
            max_tokens=_MAX_TOKENS,
            effort="low",
        )
        seen = self._claude.ask(question, meter)
        return tuple(
            Issue(
                severity=issue.severity,
                scene=issue.scene,
                description=issue.description[:_LONGEST],
            )
            for issue in seen.issues
            if issue.scene in by_number
        )


def _shown(frame: Frame, scenes: Mapping[int, Scene]) -> Iterator[Block]:
    spot = frame.spot
    scene = scenes.get(spot.scene)
    yield said(f"Scene {spot.scene}, {spot.seconds:.1f} s into the video:")
    if scene is not None:
        yield fenced(f"narration of scene {spot.scene}", scene.narration[:_SAID])
    yield picture(frame.jpeg, "image/jpeg")
