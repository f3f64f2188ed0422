"""The prompts beside this file: the same for everybody, so that the vendor may cache them."""

from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).with_name("prompts")
_DATA: Final = "data"


@cache
def prompt(name: str) -> str:
    """A task's own prompt, after what is said of all data."""
    return f"{_text(_DATA)}\n{_text(name)}"


@cache
def guides(name: str) -> dict[str, str]:
    """The sections of a file by their headings."""
    sections = _text(name).split("## ")[1:]
    pairs = (section.partition("\n") for section in sections)
    return {heading.strip(): body.strip() for heading, _, body in pairs}


def _text(name: str) -> str:
    return (_FOLDER / f"{name}.md").read_text(encoding="utf-8")
