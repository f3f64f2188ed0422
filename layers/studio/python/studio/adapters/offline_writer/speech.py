"""Writes names, numbers and symbols the way a voice should say them."""

import re
from typing import Final

_WORDS: Final = {
    "args": "arguments",
    "attr": "attribute",
    "attrs": "attributes",
    "buf": "buffer",
    "cfg": "config",
    "cmp": "compare",
    "ctx": "context",
    "dict": "dictionary",
    "dst": "destination",
    "err": "error",
    "expr": "expression",
    "fn": "function",
    "func": "function",
    "idx": "index",
    "impl": "implementation",
    "init": "init",
    "int": "integer",
    "iter": "iterator",
    "kwargs": "keyword arguments",
    "len": "length",
    "msg": "message",
    "num": "number",
    "obj": "object",
    "params": "parameters",
    "ptr": "pointer",
    "req": "request",
    "src": "source",
    "str": "string",
    "tmp": "temporary",
    "val": "value",
}
_PRONOUNCED: Final = {"id": "ID", "ids": "IDs", "url": "URL", "html": "HTML", "http": "HTTP",
                      "json": "JSON", "csv": "CSV", "sql": "SQL", "api": "API", "xml": "XML",
                      "io": "IO", "ui": "UI", "db": "database"}  # fmt: skip
_LONGEST_NAME: Final = 6
_PARTS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_SMALL: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_UNITS: Final = {"km/h": "kilometres per hour", "m/s": "metres per second",
                 "g": "grams", "kg": "kilograms", "mg": "milligrams", "ml": "millilitres",
                 "km": "kilometres", "cm": "centimetres", "mm": "millimetres", "ms": "milliseconds",
                 "kB": "kilobytes", "MB": "megabytes", "GB": "gigabytes"}  # fmt: skip
_SYMBOLS: Final = (
    (r"\bO\(((?:[^()]|\([^()]*\))*)\)", r"O of \1"),
    (r"\blen\((\w+)\)", r"the length of \1"),
    (r"\b(\w+)\((\w*)\)", r"\1 \2"),
    (r"\s+\(([^()]*)\)", r", \1"),
    (r"\ba\.k\.a\.", "also known as"),
    (r"[–—]", ", "),
    (r"\bn\s*(?:\^|\*\*)\s*2\b", "n squared"),
    (r"(\w)\s*(?:\^|\*\*)\s*(\w)", r"\1 to the power of \2"),
    (r"(\d)\s*%", r"\1 percent"),
    (r"\$\s?(\d[\d,.]*)", r"\1 dollars"),
    (r"(\d)\s*°\s*C\b", r"\1 degrees"),
    *((rf"(\d)\s?{unit}\b", rf"\1 {said}") for unit, said in _UNITS.items()),
    (r"\s*(?:->|=>|→)\s*", " to "),
    (r"\s*(?:<=|≤)\s*", " is at most "),
    (r"\s*(?:>=|≥)\s*", " is at least "),
    (r"\s*(?:!=|≠)\s*", " is not "),
    (r"\s*={2,3}\s*", " equals "),
    (r"\s+=\s+", " equals "),
    (r"\s+<\s+", " is less than "),
    (r"\s+>\s+", " is greater than "),
    (r"\s*×\s*", " times "),
    (r"\s+\+\s+", " plus "),
    (r"\s*&&?\s*", " and "),
    (r"\be\.g\.,?", "for example"),
    (r"\bi\.e\.,?", "that is"),
    (r"\betc\.", "and so on"),
    (r"(\w)\s*/\s*(\w)", r"\1 or \2"),
    (r"…|\.{3,}", ". "),
)
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc", "'"))
_UNSPEAKABLE: Final = re.compile(r"[^\w\s.,;:!?'()-]|_")


def spoken_name(name: str) -> str:
    """`parse_rows` and `parseRows` are both said "parse rows"."""
    said = [_spoken_part(part) for part in _PARTS.findall(name)]
    return " ".join(" ".join(said).split()[:_LONGEST_NAME]) or "an unnamed value"


def _spoken_part(part: str) -> str:
    if len(part) > 1 and part.isupper():
        return part if len(part) <= 4 else part.lower()  # noqa: PLR2004
    lower = part.lower()
    return _PRONOUNCED.get(lower) or _WORDS.get(lower, lower if len(part) > 1 else part)


def spoken_file(name: str) -> str:
    """`lib/heapq.py` is said "heapq dot py"."""
    base = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return " dot ".join(spoken_name(part) for part in base.split(".") if part) or "a file"


def spoken_count(count: int, noun: str, plural: str = "") -> str:
    """`spoken_count(2, "class", "classes")` is "two classes"."""
    number = _SMALL[count] if 0 <= count < len(_SMALL) else str(count)
    return f"{number} {noun if count == 1 else plural or noun + 's'}"


def spoken_list(items: list[str]) -> str:
    if len(items) < 3:  # noqa: PLR2004
        return " and ".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]


def spoken_text(text: str) -> str:
    """Prose without marks a voice would stumble over; brackets go, so no cue can be smuggled in."""
    text = text.translate(_APOSTROPHES)
    text = re.sub(r"`+([^`]*)`+", lambda code: _spoken_code(code[1]), text)
    text = re.sub(r"https?://\S+|www\.\S+", "the link", text)
    for pattern, said in _SYMBOLS:
        text = re.sub(pattern, said, text)
    text = re.sub(r"\b\w*[a-z0-9]_\w+\b", lambda name: spoken_name(name[0]), text)
    text = _UNSPEAKABLE.sub(" ", text)
    text = re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\s+", " ", text))
    return re.sub(r"([.!?])(?:\s*[.!?,;])+", r"\1", text).strip()


def _spoken_code(code: str) -> str:
    if re.fullmatch(r"[\w.]+(\(.*\))?", code):
        return spoken_name(code.partition("(")[0].replace(".", "_"))
    return code


def sentence(text: str) -> str:
    """With a capital first letter and a full stop."""
    text = text.strip().rstrip(",;:- ")
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")
