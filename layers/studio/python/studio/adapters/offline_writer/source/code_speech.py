"""Says a short expression of any C-like language, or None where that would be a mouthful."""

import re
from typing import Final

from studio.adapters.offline_writer.speech import spoken_name

_MOST_WORDS: Final = 11
_MOST_TOKENS: Final = 24
_OPERATORS: Final = {
    "===": "equals", "!==": "is not", "==": "equals", "!=": "is not", "~=": "is not",
    "<=": "is at most", ">=": "is at least", "<": "is less than", ">": "is greater than",
    "&&": "and", "||": "or", "!": "not", "+": "plus", "-": "minus", "*": "times",
    "/": "divided by", "%": "modulo", "and": "and", "or": "or", "not": "not", "??": "or else",
    "=": "becomes", ":=": "becomes",
}  # fmt: skip
_WORDS: Final = {"null": "null", "nil": "nil", "None": "none", "true": "true", "false": "false",
                 "nullptr": "null", "EmptyText": "an empty text", "SomeText": "a text",
                 "new": "a new",
                 "is": "is", "in": "in"}  # fmt: skip
_QUOTED: Final = re.compile(r"([\"'`])\s*\1")
_EMPTY: Final = frozenset({"empty", "empty?", "isEmpty", "is_empty"})
_TOKENS: Final = re.compile(
    r"[A-Za-z_$@][\w$]*(?:[?!](?!=))?|\d[\w.]*|===|!==|[=!<>:~]=|[-+*/%|&^]=|&&|\|\||\?\?|->|::|\S"
)


def say_code(expression: str) -> str | None:
    """Identifiers become words and operators are named; calls keep only their name."""
    expression = re.sub(_QUOTED, lambda found: _text(found[0]), expression)
    text = _without_arguments(expression.strip().rstrip(";{:, ").strip())
    text = _unwrapped(text)
    tokens = _TOKENS.findall(text)
    if not tokens or len(tokens) > _MOST_TOKENS or tokens[-1] in _OPERATORS or _dangles(tokens[0]):
        return None
    if tokens[0] == "!" and len(tokens) == 2:  # noqa: PLR2004
        return f"{spoken_name(tokens[1])} says no"
    said: list[str] = []
    for number, token in enumerate(tokens):
        word = _word(token, said, tokens[number + 1 : number + 2])
        if word is None:
            return None
        if word:
            said.append(word)
    whole = re.sub(r"\s+", " ", " ".join(said).replace("s 's", "s'").replace(" 's", "'s")).strip()
    return whole if whole and len(whole.split()) <= _MOST_WORDS else None


def _word(symbol: str, said: list[str], following: list[str]) -> str | None:  # noqa: PLR0911
    if symbol in {".", "->", "::"}:
        return "'s" if said and following and said[-1] != "its" else ""
    if symbol in {"&", "*"} and (not said or said[-1] in _OPERATORS.values()):
        return ""
    if symbol == "-" and not said:
        return "minus"
    if symbol in _EMPTY and said and said[-1] == "'s":
        said.pop()
        return "is empty"
    if symbol in {"this", "self", "$this"}:
        return "its" if following and following[0] in {".", "->"} else "itself"
    if symbol in _OPERATORS:
        return _OPERATORS[symbol]
    if symbol in _WORDS:
        return _WORDS[symbol]
    if symbol[0].isdigit():
        return symbol if re.fullmatch(r"\d+(\.\d+)?", symbol) else None
    return spoken_name(symbol) if re.match(r"[A-Za-z_$@]", symbol) else None


def _text(quoted: str) -> str:
    """What stands for a string whose contents were blanked out."""
    return "EmptyText" if len(quoted) == len("''") else "SomeText"


def _dangles(first: str) -> bool:
    """An operator that needs something on its left."""
    return first in _OPERATORS and first not in {"!", "not", "-", "*"}


def _without_arguments(text: str) -> str:
    """`f(a, g(b))` is `f`; a bracketed index goes too."""
    for _ in range(4):
        shorter = re.sub(r"(?<=[\w$?!\])])(?:\([^()]*\)|\[[^\[\]]*\])", "", text)
        if shorter == text:
            break
        text = shorter
    return text


def _unwrapped(text: str) -> str:
    if text.startswith("(") and text.endswith(")") and ")" not in text[1:-1]:
        return text[1:-1]
    return text
