"""Claude repairs the code of a scene."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from studio.adapters.claude.answers import SceneAnswer
from studio.adapters.claude.conversation import Claude
from studio.adapters.claude.material import Block, fenced, said
from studio.adapters.claude.prompts import guides, prompt
from studio.adapters.claude.question import Question
from studio.adapters.claude.scene_composer import about
from studio.domain.brief import TopicBrief
from studio.domain.manim_names.facts import facts_for
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
    facts = "\n".join(f"- {fact}" for fact in known_facts(code.source, problems))
    known = f"Facts that bear on this:\n{facts}\n" if facts else ""
    yield said(
        f"{known}This module has the problems above. Change what causes them and nothing else; "
        "answer with the whole module, without the line numbers."
    )


def _line(problem: Problem) -> str:
    moment = f" at {problem.at:.1f} s" if problem.at is not None else ""
    hint = f" Hint: {problem.hint}" if problem.hint else ""
    return f"- {problem.kind}{moment}: {problem}{hint}"


def known_facts(source: str, problems: Sequence[Problem]) -> list[str]:
    """What bears on the problems, the surest first: by kind, by error, by the words on their lines.

    What a hint says already is not said again.
    """
    hints = {problem.hint for problem in problems}
    named = guides("facts")
    kinds = [problem.kind for problem in problems]
    errors = [fact for problem in problems for fact in facts_for(problem.message, source)]
    facts = [*_named(kinds, named), *errors, *_named(_words(source, problems), named)]
    return [fact for fact in dict.fromkeys(facts) if fact not in hints][:_MOST_FACTS]


def _named(words: Iterable[str], named: Mapping[str, str]) -> list[str]:
    return [named[word] for word in words if word in named]


def _words(source: str, problems: Sequence[Problem]) -> Iterator[str]:
    lines = source.splitlines()
    for problem in problems:
        at = problem.line or 0
        line = lines[at - 1] if 0 < at <= len(lines) else ""
        yield from _WORD.findall(f"{problem.message} {problem.hint} {line}")
