"""Which picture a part of a text makes, and the words that go with its beats."""

import re
from collections.abc import Sequence
from typing import Final

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from studio.adapters.offline_writer.prose.document import Fence, Items, Table
from studio.adapters.offline_writer.prose.sentences import (
    Sentence,
    clean,
    short,
    split,
    spoken_short,
)
from studio.adapters.offline_writer.source.generic_reader import read_code
from studio.adapters.offline_writer.source.piece import Remark
from studio.adapters.offline_writer.source.python_reader import read_python
from studio.adapters.offline_writer.source.telling import best_remarks
from studio.adapters.offline_writer.speech import sentence, spoken_text
from studio.domain import visual as v

Told = tuple[v.Visual, list[str]]
"""A visual, and one spoken sentence for its entry (perhaps empty) and for each of its beats."""

_MOST_ITEMS: Final = 5
_MOST_ROWS: Final = 3
_MOST_MOMENTS: Final = 4
_MOST_LINES: Final = 30
_BUDGET: Final = 34
_MOST_SAID: Final = 42
_YEAR: Final = re.compile(
    r"\b(1[0-9]{3}|20[0-9]{2})\b(?!\s*(?:bytes|words|lines|px|ms|times|km|m\b))"
)
_PAIR: Final = 2


def from_items(items: Items, heading: str) -> Told | None:
    """Ordered items are steps; short bullets hang on their heading; long ones are a recap."""
    texts = [clean(item) for item in items.items if clean(item)][:_MOST_ITEMS]
    if len(texts) < _PAIR:
        return None
    said = fitted([spoken_text(_first(text)) for text in texts], _MOST_SAID)
    heads = [_head(text) for text in texts]
    if items.ordered:
        steps = tuple(v.Step(title=head, detail=detail) for head, detail in heads)
        return v.Steps(steps=steps), said
    if all(len(head) <= 26 for head, _ in heads) and heading:  # noqa: PLR2004
        return _tree(short(heading, 30), heads), ["", *said]
    return v.Recap(points=tuple(short(text, 70) for text in texts)), said


def fitted(texts: Sequence[str], most: int) -> list[str]:
    """Sentences of at most so many words together; only the longest are shortened."""
    for cap in range(most, 3, -1):
        said = [sentence(spoken_short(text, cap)) for text in texts]
        if sum(len(text.split()) for text in said) <= most:
            break
    return said


def _first(text: str) -> str:
    return (split(text) or [text])[0]


def _head(text: str) -> tuple[str, str]:
    """`Term: explanation` and `Term - explanation` have a title and a detail."""
    match = re.match(r"(.{2,40}?)(?::| [-–—]|\. )\s+(.+)", text)
    if match:
        return match[1].strip(), short(match[2], 64)
    return short(text, 56), ""


def _tree(root: str, heads: Sequence[tuple[str, str]]) -> v.Diagram:
    nodes = [v.Node(id="root", label=root)]
    nodes += [
        v.Node(id=f"n{i}", label=head, detail=short(d, 40)) for i, (head, d) in enumerate(heads)
    ]
    steps = [("root", "n0"), *((f"n{i}",) for i in range(1, len(heads)))]
    edges = tuple(v.Edge(source="root", target=f"n{i}") for i in range(len(heads)))
    return v.Diagram(nodes=tuple(nodes), edges=edges, layout="tree", steps=tuple(steps))


def from_table(table: Table) -> Told | None:
    """Two columns face each other; of three, the first one names what is compared."""
    width = len(table.header)
    rows = [row for row in table.rows if len(row) == width][:_MOST_ROWS]
    if width not in {2, 3} or not rows:
        return None
    names = [clean(cell) or "…" for cell in table.header[-2:]]
    left = [_labelled(row, -2) for row in rows]
    right = [_labelled(row, -1) for row in rows]
    visual = v.Comparison(
        left=v.Column(title=names[0], points=tuple(left)),
        right=v.Column(title=names[1], points=tuple(right)),
    )
    said = [sentence(f"{spoken_text(names[0])} against {spoken_text(names[1])}")]
    return visual, [
        *said,
        *fitted([_row_said(row) for row in rows], _MOST_SAID - len(said[0].split())),
    ]


def _labelled(row: Sequence[str], column: int) -> str:
    text = short(clean(row[column]), 48)
    return f"{clean(row[0])}: {text}" if len(row) > _PAIR else text


def _row_said(row: Sequence[str]) -> str:
    cells = [spoken_text(clean(cell)) for cell in row]
    if len(cells) > _PAIR:
        return f"{cells[0]}: {cells[1]}, against {cells[2]}"
    return f"{cells[0]}, against {cells[1]}"


def from_fence(fence: Fence) -> Told | None:
    lines = fence.code.strip("\n").split("\n")[:_MOST_LINES]
    code = "\n".join(lines)
    if not code.strip():
        return None
    language = fence.language or "text"
    remarks = best_remarks(_remarks(code, language), _BUDGET)
    steps = tuple(v.CodeStep(first=r.first, last=min(r.last, len(lines))) for r in remarks)
    visual = v.CodeListing(code=code, language=_alias(language), steps=steps)
    return visual, ["", *(sentence(remark.said) for remark in remarks)]


def _alias(language: str) -> str:
    try:
        return str(get_lexer_by_name(language).aliases[0])
    except ClassNotFound:
        return "text"


def _remarks(code: str, language: str) -> list[Remark]:
    if language in {"python", "py", "python3"} and (file := read_python("listing", code)):
        return [remark for piece in file.pieces for remark in piece.remarks]
    try:
        file = read_code("listing", code, get_lexer_by_name(language, stripnl=False))
    except ClassNotFound:
        return []
    return [remark for piece in file.pieces for remark in piece.remarks]


def from_dates(sentences: Sequence[Sentence]) -> Told | None:
    """Two or more sentences with years make a timeline."""
    dated: dict[str, Sentence] = {}
    for one in sorted(sentences, key=lambda s: s.order):
        if year := _YEAR.search(one.text):
            dated.setdefault(year[1], one)
    years = sorted(dated)[:_MOST_MOMENTS]
    if len(years) < _PAIR:
        return None
    said = fitted([dated[year].text for year in years], _MOST_SAID)
    moments = tuple(v.Moment(when=year, what=_what(dated[year].text, year)) for year in years)
    return v.Timeline(moments=moments), ["", *said]


def _what(text: str, year: str) -> str:
    lead = r"(?:in|by|since|around|about|until|after|before|from)"
    bare = re.sub(rf"(?:\b{lead}\s+)*\b{year},?\s*", "", text, flags=re.IGNORECASE)
    return short(bare[:1].upper() + bare[1:], 44)


def from_sentences(chosen: Sequence[Sentence]) -> Told:
    ordered = sorted(chosen, key=lambda one: one.order)
    points = tuple(short(one.text, 72) for one in ordered)
    return v.Recap(points=points), [one.text for one in ordered]
