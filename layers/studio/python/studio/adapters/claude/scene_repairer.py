"""Claude repairs the code of a scene."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from studio.adapters.claude.answers import SceneAnswer
from studio.adapters.claude.conversation import Claude
from studio.adapters.claude.material import Block, fenced, said
from studio.adapters.claude.prompts import guides, prompt
from studio.adapters.claude.question import Question
from studio.adapters.claude.scene_composer import about
from studio.domain.brief import TopicBrief
from studio.domain.models import model_for
from studio.domain.problem import Problem
from studio.domain.script import Scene, SceneCode
from studio.ports import Meter

_MAX_TOKENS: Final = 6_000
_MOST_PROBLEMS: Final = 12
_MOST_FACTS: Final = 6
_WORD: Final = re.compile(r"\w+")


class ClaudeSceneRepairer:
    """Its prompt is the composer's, so that the vendor has it in its cache already."""

    def __init__(self, claude: Claude) -> None:
        self._claude = claude

    def repair(
        self,
        scene: Scene,
        code: SceneCode,
        problems: Sequence[Problem],
        brief: TopicBrief,
        *,
        meter: Meter,
    ) -> SceneCode:
        question = Question(
            task="repair",
            model=model_for("repair", brief.model),
            system=prompt("scene"),
            content=[*about(scene, brief), *_broken(code, problems)],
            answer=SceneAnswer,
            max_tokens=_MAX_TOKENS,
            effort="low" if brief.effort == "low" else "medium",
            thinks=brief.effort != "low",
            scene=scene.number,
        )
        answer = self._claude.ask(question, meter)
        return code.model_copy(update={"source": answer.code})


def _broken(code: SceneCode, problems: Sequence[Problem]) -> Iterator[Block]:
    lines = code.source.splitlines()
    width = len(str(len(lines)))
    numbered = "\n".join(f"{n:{width}}  {line}" for n, line in enumerate(lines, start=1))
    yield fenced("code", numbered)
    yield fenced("problems", "\n".join(_line(problem) for problem in problems[:_MOST_PROBLEMS]))
    facts = "\n".join(f"- {fact}" for fact in facts_for(code.source, problems))
    known = f"Facts that bear on this:\n{facts}\n" if facts else ""
    yield said(
        f"{known}This module has the problems above. Change what causes them and nothing else; "
        "answer with the whole module, without the line numbers."
    )


def _line(problem: Problem) -> str:
    moment = f" at {problem.at:.1f} s" if problem.at is not None else ""
    hint = f" Hint: {problem.hint}" if problem.hint else ""
    return f"- {problem.kind}{moment}: {problem}{hint}"


def facts_for(source: str, problems: Sequence[Problem]) -> list[str]:
    """What is known of what the problems name: by their kind, and by the words on their lines."""
    lines = source.splitlines()
    words: dict[str, None] = {problem.kind: None for problem in problems}
    for problem in problems:
        at = problem.line or 0
        line = lines[at - 1] if 0 < at <= len(lines) else ""
        said_of_it = f"{problem.message} {problem.hint} {line}"
        words |= dict.fromkeys(_WORD.findall(said_of_it))
    known = guides("facts")
    return [known[word] for word in words if word in known][:_MOST_FACTS]
