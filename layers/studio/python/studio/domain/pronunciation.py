"""How words that are not English, such as `O(n^2)` or `hash_map`, are said aloud."""

# ruff: noqa: RUF001, SIM905 - lookalikes are the subject; a list of words reads well

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

_EDGES: Final = "\"'`“”‘’«»()[]{}*_"
_PAUSES: Final = ".,;:!?"
_DASHES: Final = frozenset({"—", "–", "―", "-", "--", "---"})
_PIECE_CHARS: Final = 40
"""No English word is longer; engines get slow, or worse, on endless ones."""
_FORM_CHARS: Final = 200

_WHOLE: Final = {
    "c++": "C plus plus", "c#": "C sharp", "f#": "F sharp", "e.g": "for example", "vs": "versus",
    "i.e": "that is", "i/o": "I O", "w/": "with", "w/o": "without", "&": "and", "etc": "et cetera",
    "+": "plus", "=": "equals", "=>": "gives", "->": "to", "%": "percent", "*": "times",
}  # fmt: skip
_SYMBOLS: Final = {
    "===": "is exactly", "!==": "is not", "==": "equals", "!=": "is not", "<=": "at most",
    ">=": "at least", "->": "to", "=>": "gives", "++": "plus plus", "&&": "and", "||": "or",
    "=": "equals", "<": "less than", ">": "greater than", "+": "plus", "*": "times", "&": "and",
    "@": "at", "%": "percent", "#": "hash", "^2": "squared", "^3": "cubed", "^": "to the",
    "|": "or", "×": "times", "·": "times", "÷": "divided by", "≤": "at most", "≥": "at least",
    "≠": "is not", "≈": "is about", "→": "to", "←": "from", "⇒": "gives", "∞": "infinity",
    "√": "the root of", "∑": "the sum of", "∈": "in", "±": "plus or minus", "°": "degrees",
    "²": "squared", "³": "cubed", "−": "minus", "€": "euros", "£": "pounds", "∂": "d",
    "∇": "the gradient of",
}  # fmt: skip
_LOOKALIKES: Final = {"’": "'", "‘": "'", "ʼ": "'", "–": " ", "—": " ", "―": " ", "…": "."}
_SYMBOL: Final = re.compile("|".join(map(re.escape, sorted(_SYMBOLS, key=len, reverse=True))))
_SAID_AS_WORDS: Final = frozenset(
    "ACID AJAX ALL AND ASCII ATOMIC BASIC BIOS BUT COBOL CORS CRUD DAG DELETE DO FIFO FORTRAN FROM"
    " GIF GUI IF IN INSERT INTO IS IT JIT JOIN JPEG JSON LAN LASER LIFO LISP MUST NAND NASA NAT NO"
    " NOR NOT NULL OF OFF ON OR ORDER PIN RADAR RAID RAFT RAM REST ROM SAML SELECT SIM SOAP SOLID"
    " SPA SYN THE TO TOML UPDATE VALUES WAL WAN WHERE XOR YAML YES ZIP".split()
)
_PLAIN: Final = re.compile(
    r"(?:[A-Z]+s?|[A-Za-z][a-z]*)(?:'[A-Za-z]+)*|\$?\d[\d,]*(?:\.\d+)?|\d+(?:st|nd|rd|th|s)"
)
_ORDINARY: Final = re.compile(r"""["'“‘(]*[^\W\d_]{1,40}(?:['’-][^\W\d_]{1,20})?[.,;:!?…"'”’)]*""")
_URL: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)(?:www\.)?([^/?#\s]*)\S*", re.IGNORECASE)
_REWRITES: Final = (
    (re.compile(r"\b([A-Za-z])\((?=[^)])"), r"\1 of "),
    (re.compile(r"(?<![\w)])-(?=\d)|(?<=\b[A-Za-z])-(?=\d)"), " minus "),
    (re.compile(r"(?<=\d)/(?=\d)"), " over "),
    (re.compile(r"\b([A-Za-z])\.(?=[A-Za-z]\b)"), r"\1 "),
    (re.compile(r"#(?=\d)"), " number "),
    (re.compile(r"~(?=\d)"), " about "),
    (re.compile(r"(?<=[A-Za-z_])\.(?=\w)|(?<=\w)\.(?=[A-Za-z_])|(?<!\w)\.(?=[a-z])"), " dot "),
    (re.compile(r"(?<=\d)\.(?=\d+\.)|(?<=\.\d)\.(?=\d)"), " dot "),
    (re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"), " "),
    (re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=(?!(?:st|nd|rd|th|s)\b)[A-Za-z])"), " "),
)
_UNSAYABLE: Final = re.compile(r"[^A-Za-z0-9'.,$ ]+|(?<!\w)['.,]+|['.,]+(?!\w)|\$(?!\d)")


def plain_english(words: Sequence[str]) -> list[str]:
    """How each word is said, in printable ASCII; empty where there is nothing to say.

    A dash standing alone becomes a comma after what was said before it.
    """
    return _said(words, say)


def natural_english(words: Sequence[str]) -> list[str]:
    """The same for a voice that reads well by itself: ordinary words stay as written."""
    return _said(words, lambda word: word if _ORDINARY.fullmatch(word) else say(word))


def _said(words: Sequence[str], say_one: Callable[[str], str]) -> list[str]:
    forms: list[str] = []
    spoken = None
    for index, word in enumerate(words):
        forms.append(say_one(word))
        if forms[index]:
            spoken = index
        elif word in _DASHES and spoken is not None and forms[spoken][-1] not in _PAUSES:
            forms[spoken] += ","
    return forms


def say(word: str) -> str:
    """One word, with the pause that follows it kept as its last character."""
    folded = "".join(map(_fold, word))
    core = folded.strip(_EDGES + _PAUSES)
    ending = folded[len(folded.rstrip(_EDGES + _PAUSES)) :]
    pause = next((mark for mark in reversed(ending) if mark in _PAUSES), "")
    form = _WHOLE.get(core.lower()) or _say_core(core, _core_in_brackets(folded, core))
    return form[:_FORM_CHARS].strip() + pause if form else ""


def _say_core(core: str, bracketed: str) -> str:
    if _PLAIN.fullmatch(core):
        return _say_piece(core)
    text = _URL.sub(r"\1", bracketed)
    for pattern, replacement in _REWRITES:
        text = pattern.sub(replacement, text)
    text = _SYMBOL.sub(lambda symbol: f" {_SYMBOLS[symbol[0]]} ", text)
    return " ".join(map(_say_piece, _UNSAYABLE.sub(" ", text).split()))


def _core_in_brackets(folded: str, core: str) -> str:
    """The core with what was stripped around it, so that `O(n)` keeps its bracket."""
    begin = folded.find(core)
    return core + folded[begin + len(core) :].rstrip(_PAUSES)


def _say_piece(piece: str) -> str:
    acronym = piece.removesuffix("s")
    if 1 < len(acronym) <= 5 and acronym.isupper() and acronym.isalpha():  # noqa: PLR2004
        if acronym not in _SAID_AS_WORDS:
            return " ".join(acronym) + ("'s" if acronym != piece else "")
        return piece.capitalize()
    return piece[:_PIECE_CHARS]


def _fold(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() else " "
    if character in _SYMBOLS:
        return character
    name = unicodedata.name(character, "")
    if name.startswith("GREEK ") and " LETTER " in name:
        letter = name.split(" LETTER ")[1].split()[0].lower()
        return f" {letter.replace('lamda', 'lambda')} "
    plain = unicodedata.normalize("NFKD", _LOOKALIKES.get(character, character))
    return "".join(part for part in plain.replace("⁄", "/") if part.isascii())
