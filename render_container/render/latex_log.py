"""What LaTeX said when it gave up: the line with the `!`, where, and what is missing."""

import re
from pathlib import Path
from typing import Final

_MOST_BYTES: Final = 1 << 20
_WHERE: Final = re.compile(r"^l\.\d+ (.*)$", re.MULTILINE)
_COMPLAINT: Final = re.compile(r"^! (.+?)(?:\n|$)", re.MULTILINE)
_NO_FILE: Final = re.compile(r"File `(.+?)' not found")
_SPECIAL: Final = re.compile(r"Misplaced alignment tab|Missing \$ inserted|Illegal parameter")
_LONGEST_PLACE: Final = 120


def complaint(media: Path) -> str:
    """The newest log's own words, and what to do; nothing where there is no log."""
    log = _newest(media)
    found = _COMPLAINT.search(log)
    if not found:
        return "LaTeX could not set this; it left no reason." if log else ""
    place = _WHERE.search(log, found.end())
    at = f" at {place[1].strip()[-_LONGEST_PLACE:]}" if place and place[1].strip() else ""
    return f"LaTeX says: {found[1].strip()}{at} {_advice(found[1])}".strip()


def _newest(media: Path) -> str:
    logs = sorted(media.glob("Tex/*.log"), key=lambda path: path.stat().st_mtime)
    if not logs:
        return ""
    with logs[-1].open("rb") as file:
        return file.read(_MOST_BYTES).decode(errors="replace")


def _advice(words: str) -> str:
    missing = _NO_FILE.search(words)
    if missing:
        return f"— {missing[1]} is not installed here."
    if "Undefined control sequence" in words:
        return '— is it spelled right, its package in the TexTemplate, the string raw (r"…")?'
    if _SPECIAL.search(words):
        return r"— in text, &, %, $, # and _ need a backslash; formulas belong in MathTex."
    if "Unicode character" in words:
        return "— use Text for characters that LaTeX does not know."
    return ""
