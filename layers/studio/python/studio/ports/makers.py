"""Who researches, writes, checks, composes, repairs, looks and speaks.

Whatever asks a language model raises `ProviderBusy` and `ProviderUnavailable` when another attempt
could succeed; `ProviderMisconfigured` and `ProviderUnpaid` when none could; `AnswerRefused`,
`AnswerCutShort` and `AnswerUnreadable` for answers that are of no use; and `BudgetSpent`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from studio.domain.brief import TopicBrief
from studio.domain.choices import Theme
from studio.domain.errors import StudioError
from studio.domain.fact_check import FactCheck
from studio.domain.model_call import ModelCall
from studio.domain.models import Model, Task
from studio.domain.problem import Problem
from studio.domain.quiz import Quiz
from studio.domain.research import Research
from studio.domain.review import FrameSpot, Issue
from studio.domain.script import Draft, Scene, SceneCode, Script
from studio.domain.voice import Speech


class Allowance(NamedTuple):
    """What a call may use; `cost` is the most it can cost, in nanodollars."""

    output_tokens: int
    cost: int


class Meter(Protocol):
    """The budget of one job, for whoever asks a language model. Safe to share between threads.

    Every call: `allow`, ask, `record` if the vendor counted anything, and always `free`.
    """

    def allow(
        self, task: Task, model: Model, *, input_tokens: int, output_tokens: int
    ) -> Allowance:
        """Set aside what a call may cost, with as many output tokens as asked for, or fewer.

        Raises `BudgetSpent` when too few are left to be of use.
        """
        ...

    def record(self, call: ModelCall) -> None:
        """Book what a call cost, on the job's timeline, too."""
        ...

    def free(self, allowance: Allowance) -> None:
        """What was set aside is not under way any more."""
        ...


class Researcher(Protocol):
    def research(self, brief: TopicBrief, *, meter: Meter) -> Research: ...


class ScriptWriter(Protocol):
    def write(
        self,
        brief: TopicBrief,
        context: Mapping[str, bytes],
        *,
        meter: Meter,
        research: Research | None = None,
        notes: str = "",
    ) -> Draft:
        """Draft a script. `context` maps the names of the caller's files to their bytes.

        `notes` are why the draft before this one was not approved.
        """
        ...


class FactChecker(Protocol):
    def check(self, script: Script, brief: TopicBrief, *, meter: Meter) -> FactCheck: ...


class Composed(NamedTuple):
    """The code of a scene, or why there is none."""

    number: int
    code: SceneCode | None
    trouble: StudioError | None = None


class SceneComposer(Protocol):
    def compose(
        self, script: Script, numbers: Sequence[int], brief: TopicBrief, *, meter: Meter
    ) -> Iterator[Composed]:
        """One class for each of these scenes, named `scene.class_name`, each as soon as it is done.

        What concerns one scene alone is told with it; what concerns all is raised.
        """
        ...


class SceneRepairer(Protocol):
    def repair(
        self,
        scene: Scene,
        code: SceneCode,
        problems: Sequence[Problem],
        brief: TopicBrief,
        *,
        meter: Meter,
    ) -> SceneCode:
        """The same scene without these problems."""
        ...


class Frame(NamedTuple):
    spot: FrameSpot
    jpeg: bytes


class VideoReviewer(Protocol):
    def review(
        self,
        frames: Sequence[Frame],
        scenes: Sequence[tuple[Scene, SceneCode]],
        brief: TopicBrief,
        *,
        meter: Meter,
    ) -> tuple[Issue, ...]:
        """Look at pictures of these scenes; every issue names one of them."""
        ...


class QuizWriter(Protocol):
    def write_quiz(self, script: Script, brief: TopicBrief, *, meter: Meter) -> Quiz: ...


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
