"""Writes one scene as a whole Python module that renders alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from studio.adapters.offline_composer.python_text import LINE, Call, string, write
from studio.adapters.offline_composer.statements import Act
from studio.domain.choices import Theme

_BODY = " " * 8


@dataclass(frozen=True)
class Segment:
    """What a module is called and how it looks; without a heading it has none."""

    number: int
    class_name: str
    theme: Theme
    heading: str = ""


def module(segment: Segment, act: Act, code: str = "") -> str:
    lines = [
        "from stagecraft import *",
        "",
        "",
        f"class {segment.class_name}(Segment):",
        f"    number = {segment.number}",
        f"    theme = {string(segment.theme)}",
        "",
        "    def construct(self) -> None:",
        *_body(segment.heading, act, code),
    ]
    return "\n".join(lines) + "\n"


def _body(heading: str, act: Act, code: str) -> Iterator[str]:
    if heading:
        yield _BODY + write(Call("self.heading", [heading]), 2)
    if code:
        yield from _listing(code)
    opening = f"{act.variable} = "
    used = "" if not act.beats else opening
    yield _BODY + used + write(Call("self.show", [act.component]), 2, len(used))
    for cue, moves in enumerate(act.beats, start=1):
        yield f"{_BODY}self.cue({cue})"
        if moves:
            yield _BODY + write(Call("self.play", list(moves)), 2)


def _listing(code: str) -> Iterator[str]:
    """The code as one literal, a line of it per line of ours, as long as that needs several."""
    pieces = [string(line) for line in code.splitlines(keepends=True)]
    if len(" ".join(pieces)) + len(_BODY) + len("code = ") <= LINE or len(pieces) == 1:
        yield f"{_BODY}code = {string(code)}"
        return
    yield f"{_BODY}code = ("
    yield from (f"{_BODY}    {piece}" for piece in pieces)
    yield f"{_BODY})"
