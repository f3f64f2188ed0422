"""Finds the parameters that a definition takes, in the many ways languages write them."""

import re
from typing import Final

from studio.adapters.offline_writer.source.wording import article
from studio.adapters.offline_writer.speech import spoken_count, spoken_list, spoken_name

_MANY: Final = 3
_LONGEST: Final = 600
_QUALIFIERS: Final = frozenset(
    {"self", "this", "mut", "const", "final", "ref", "out", "in", "var", "let"}
)
_NAME_FIRST: Final = frozenset({"Go", "Swift", "Kotlin", "Rust", "Scala", "TypeScript"})


def spoken_parameters(after_name: str, language: str) -> str:
    """Completes "parse rows ...", given the code after the name; empty if none is written."""
    rest = after_name[:_LONGEST].lstrip()
    rest = re.sub(r"^(?:=\s*)?(?:async\s*)?(?:function\s*)?(?:<[^>]*>)?\s*", "", rest)
    if not rest.startswith("("):
        return ""
    names = [name for part in _split(rest) if (name := _name(part, language))]
    said = [article(spoken_name(name)) for name in names]
    if len(said) > _MANY:
        return f"takes {spoken_count(len(said), 'parameter')}"
    return f"takes {spoken_list(said)}" if said else "takes no parameters"


def _split(text: str) -> list[str]:
    """What stands between the first pair of round brackets, cut at its own commas."""
    depth = 0
    parts = [""]
    for character in text:
        depth += (character in "([{<") - (character in ")]}>")
        if depth == 0:
            break
        if character == "," and depth == 1:
            parts.append("")
        else:
            parts[-1] += character
    return [part.removeprefix("(").strip() for part in parts]


def _name(part: str, language: str) -> str | None:
    declared = part.partition("=")[0]
    annotated = ":" in declared and "::" not in declared
    head = declared.partition(":")[0] if annotated else declared
    words: list[str] = re.findall(r"[A-Za-z_$][\w$]*", head)
    words = [word for word in words if word not in _QUALIFIERS]
    if not words or words == ["void"]:
        return None
    return words[0] if annotated or language in _NAME_FIRST else words[-1]
