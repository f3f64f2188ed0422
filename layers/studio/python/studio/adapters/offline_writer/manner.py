"""How a sentence sounds in each tone."""

import re
from typing import Final

from studio.domain.brief import Tone
from studio.domain.narration import read_marks

MAX_WORDS: Final = 45

_OPENERS: Final[dict[Tone, dict[str, str]]] = {
    "casual": {
        "array": "Let's try it on real values.",
        "code": "Here's the code.",
        "comparison": "Let's put them side by side.",
        "equation": "Let's do the sums.",
        "recap": "So, to wrap up.",
        "timeline": "A little history.",
    },
    "formal": {
        "array": "Consider a concrete case.",
        "code": "The idea can be stated in code.",
        "comparison": "A comparison is instructive.",
        "diagram": "The structure is as follows.",
        "equation": "We now state this precisely.",
        "plot": "The behaviour can be plotted.",
        "recap": "In summary.",
        "steps": "The procedure is as follows.",
        "timeline": "The history is instructive.",
    },
    "socratic": {},
}
_EXPANSIONS: Final = (
    (r"\b([Ll])et's\b", r"\1et us"),
    (r"\b([Cc])an't\b", r"\1annot"),
    (r"\b([Ww])on't\b", r"\1ill not"),
    (r"n't\b", " not"),
    (r"\b([Ii]t|[Tt]hat|[Tt]here|[Hh]ere|[Ww]hat|[Ww]here|[Ww]ho|[Hh]e|[Ss]he)'s\b", r"\1 is"),
    (r"'re\b", " are"),
    (r"'ve\b", " have"),
    (r"'ll\b", " will"),
    (r"\bI'm\b", "I am"),
    (r"\b([Tt]h(?:ey|at)|[Yy]ou|[Ww]e|[Ii]t|I)'d\b", r"\1 would"),
)


def expand(text: str) -> str:
    """Spell contractions out; possessives stay."""
    for pattern, spelled in _EXPANSIONS:
        text = re.sub(pattern, spelled, text)
    return text


def voiced(  # noqa: PLR0913 - one opener for each tone
    body: str, tone: Tone, kind: str, *, ask: str = "", casual: str = "", formal: str = ""
) -> str:
    """The body in that tone: a question before it, a formal register, or a friendly opener."""
    if tone == "formal":
        body = expand(body)
    own = {"casual": casual, "formal": formal, "socratic": ask}[tone]
    opener = own or _OPENERS[tone].get(kind, "")
    said = f"{opener} {body}".strip()
    return said if words(said) <= MAX_WORDS else body


def words(narration: str) -> int:
    return len(read_marks(narration).text.split())
