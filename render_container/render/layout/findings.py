"""What was found wrong, each thing once, the most telling first."""

from collections import Counter
from typing import Any, Final, NamedTuple

from studio.domain.problem import Problem, ProblemKind

_MOST: Final = 19
"""Leaves room for the error that ended the scene."""

_MOST_OF_A_KIND: Final = 6
_LONGEST: Final = 400
_ORDER: Final[tuple[ProblemKind, ...]] = (
    "empty",
    "off_frame",
    "text_overlap",
    "label_on_curve",
    "low_contrast",
    "too_small",
    "outlasts",
    "unused_cue",
)


class Finding(NamedTuple):
    """`about` are the mobjects concerned, so that nothing is told twice of them."""

    kind: ProblemKind
    message: str
    hint: str
    about: tuple[Any, ...] = ()


class Findings:
    def __init__(self) -> None:
        self._found: dict[tuple[Any, ...], Problem] = {}
        self._kept: list[Finding] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, finding: Finding, line: int | None, at: float) -> None:
        about = sorted(map(id, finding.about))
        key = (finding.kind, *about) if about else (finding.kind, finding.message)
        same = any(
            each.kind == finding.kind and each.message == finding.message
            for each in self._found.values()
        )
        if key in self._found or same:
            return
        self._kept.append(finding)  # no other mobject may get the identity of one of these
        self._found[key] = Problem(
            kind=finding.kind,
            message=finding.message[:_LONGEST],
            hint=finding.hint[:_LONGEST],
            line=line,
            at=round(at, 2),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """At most a few of each kind, the last of them saying that there are more."""
        counts = Counter(each.kind for each in self._found.values())
        ranked = sorted(
            self._found.values(), key=lambda each: (_ORDER.index(each.kind), each.at or 0.0)
        )
        told: list[Problem] = []
        for kind in _ORDER:
            alike = [each for each in ranked if each.kind == kind][:_MOST_OF_A_KIND]
            more = counts[kind] - len(alike)
            if more:
                message = f"{alike[-1].message} There are {more} more of this kind."
                alike[-1] = alike[-1].model_copy(update={"message": message})
            told += alike
        return tuple(told[:_MOST])
