"""How a scene of the library is kept: good, or broken and mended."""

import re
from dataclasses import dataclass
from textwrap import dedent, indent
from typing import Final, Literal

from studio.domain.problem import ProblemKind

Mender = Literal["static", "model", "stage"]
"""Who is to repair it: the repair that needs no model, or a model; stagecraft forgives some."""

_MODULE: Final = """\
{imports}


class Segment01({base}):
    number = 1
    theme = "chalkboard"

    def construct(self) -> None:
{body}
"""


def module(body: str, *, imports: str = "from stagecraft import *", base: str = "Segment") -> str:
    """A whole module whose scene does this, for scene 1 of a script."""
    text = dedent(body.removeprefix("\n")).rstrip()
    return _MODULE.format(imports=imports, base=base, body=indent(text, " " * 8))


def numbered(source: str, number: int) -> str:
    """The same scene for another place in the script."""
    renamed = re.sub(r"\bSegment01\b", f"Segment{number:02d}", source)
    return re.sub(r"\bnumber = 1\b", f"number = {number}", renamed)


@dataclass(frozen=True)
class GoodScene:
    """It films, and nothing about it is to be complained of. It moves on cues 1 and 2."""

    name: str
    source: str


@dataclass(frozen=True)
class BrokenScene:
    """One class of mistake that models make, `kind` being what is to be noticed.

    `fails`: it does not film at all; all others film, and look or sound wrong.
    """

    name: str
    kind: ProblemKind
    mender: Mender
    broken: str
    mended: str
    fails: bool = True
