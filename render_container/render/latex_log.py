"""What LaTeX said when it gave up: the line with the `!`, where, and what is missing."""

import re
from pathlib import Path
from typing import Final

_MOST_BYTES: Final = 1 << 20
_WHERE: Final = re.compile(r"^l\.\d+ (.*)$", re.MULTILINE)
_COMPLAINT: Final = re.compile(r"^! (.+?)(?:\n|$)", re.MULTILINE)
_COMMAND: Final = re.compile(r"^.*?(\\[A-Za-z@]+)\s*$", re.MULTILINE)
_OURS: Final = re.compile(r"^.*<g id='unique\d+'>\}")
_END: Final = r"\end{"
_NO_FILE: Final = re.compile(r"File `(.+?)' not found")
_SPECIAL: Final = re.compile(r"Misplaced alignment tab|Missing \$ inserted|Illegal parameter")
_LONGEST_PLACE: Final = 120


def complaint(media: Path) -> str:
    """The newest log's own words, and what to do; nothing where there is no log."""
    log = _newest(media)
    found = _COMPLAINT.search(log)
    if not found:
        return ""
    said = found[1].strip()
    if "Undefined control sequence" in said:
        command = _COMMAND.search(log, found.end())
        said = said.rstrip(".") + (f" {command[1]}." if command else ".")
        return f"LaTeX says: {said} {_advice(said)}"
    place = _WHERE.search(log, found.end())
    near = _OURS.sub("", place[1]).strip()[-_LONGEST_PLACE:] if place else ""
    at = f" at {near}" if near and _END not in near else ""
    return f"LaTeX says: {said}{at} {_advice(said)}".strip()


def _newest(media: Path) -> str:
    logs = sorted(media.glob("Tex/*.log"), key=lambda path: path.stat().st_mtime)
    if not logs:
        return ""
    with logs[-1].open("rb") as file:
        return file.read(_MOST_BYTES).decode(errors="replace")


def _advice(words: str) -> str:
    missing = _NO_FILE.search(words)
    if missing:
        return f"{missing[1]} is not installed here."
    if "Undefined control sequence" in words:
        return 'Is it spelled right, its package in the TexTemplate, the string raw (r"…")?'
    if _SPECIAL.search(words):
        return r"In text, &, %, $, # and _ need a backslash; formulas belong in MathTex."
    if "Unicode character" in words:
        return "Use Text for characters that LaTeX does not know."
    return ""
