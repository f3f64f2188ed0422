"""Claude writes the code of scenes, all at the same time."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Final

from studio.adapters.claude.answers import SceneAnswer
from studio.adapters.claude.conversation import Claude
from studio.adapters.claude.material import Block, fenced, said
from studio.adapters.claude.prompts import guides, prompt
from studio.adapters.claude.question import Question
from studio.adapters.claude.spoken import marked, pictured
from studio.domain.brief import Effort, TopicBrief
from studio.domain.errors import FRUITLESS, BudgetSpent, StudioError
from studio.domain.models import model_for
from studio.domain.script import Scene, SceneCode, Script
from studio.ports import Composed, Meter

_AT_ONCE: Final = 8
_MAX_TOKENS: Final[Mapping[Effort, int]] = {"low": 2_500, "medium": 4_000, "high": 12_000}


class ClaudeSceneComposer:
    def __init__(self, claude: Claude) -> None:
        self._claude = claude

    def compose(
        self, script: Script, numbers: Sequence[int], brief: TopicBrief, *, meter: Meter
    ) -> Iterator[Composed]:
        """Every scene that there is comes out before what went wrong with all is raised.

        What is set aside for some may leave too little for others: those are asked for again,
        one by one, when nothing is under way any more.
        """
        if not numbers:
            return
        trouble: StudioError | None = None
        unpaid: list[int] = []
        with ThreadPoolExecutor(_AT_ONCE) as crowd:
            begun = threading.Event()

            def composed(number: int, tell: Callable[[], object]) -> Composed:
                return self._composed(script, number, brief, meter, tell)

            first = crowd.submit(composed, numbers[0], begun.set)
            first.add_done_callback(lambda _: begun.set())
            begun.wait()  # from now on the others read the cache that it wrote
            others = [crowd.submit(composed, n, lambda: None) for n in numbers[1:]]
            for future in as_completed([first, *others]):
                try:
                    done = future.result()
                except StudioError as error:
                    trouble = trouble or error
                    continue
                if isinstance(done.trouble, BudgetSpent):
                    unpaid.append(done.number)
                else:
                    yield done
        if trouble is not None:
            raise trouble
        for number in sorted(unpaid):
            yield self._composed(script, number, brief, meter, lambda: None)

    def _composed(
        self,
        script: Script,
        number: int,
        brief: TopicBrief,
        meter: Meter,
        begun: Callable[[], object],
    ) -> Composed:
        scene = script.scene(number)
        try:
            answer = self._claude.ask(_question(script, scene, brief), meter, begun=begun)
        except FRUITLESS as error:
            return Composed(number, None, error)
        code = SceneCode(number=number, class_name=scene.class_name, source=answer.code)
        return Composed(number, code)


def _question(script: Script, scene: Scene, brief: TopicBrief) -> Question[SceneAnswer]:
    return Question(
        task="scene",
        model=model_for("scene", brief.model),
        system=prompt("scene"),
        content=[*about(scene, brief), *_place(script, scene)],
        answer=SceneAnswer,
        max_tokens=_MAX_TOKENS[brief.effort],
        effort=brief.effort,
        thinks=brief.effort == "high",
        scene=scene.number,
    )


def about(scene: Scene, brief: TopicBrief) -> Iterator[Block]:
    """What whoever writes a scene's code has to know of it."""
    theme = guides("themes")[brief.theme]
    template = guides("templates").get(brief.template or "", "")
    yield said(
        f"class {scene.class_name}(Segment), number = {scene.number}, theme = {brief.theme!r}, "
        f"{len(scene.cues)} cues, about {scene.expected_seconds:.0f} seconds.\n{theme}\n{template}"
    )
    yield fenced("heading", scene.title)
    yield fenced("narration", marked(scene))
    yield fenced("picture", pictured(scene))


def _place(script: Script, scene: Scene) -> Iterator[Block]:
    titles = "\n".join(f"{s.number}. {s.title}" for s in script.scenes)
    yield fenced("video", f"{script.title}\n{titles}")
    yield said(f"Write the module of scene {scene.number}.")
