"""Spoken words as captions to read, and the text files that carry them."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from studio.domain.prose import ends_clause, ends_sentence
from studio.domain.render import Caption, Chapter
from studio.domain.voice import Word

LINE_CHARS: Final = 42
SHORTEST: Final = 1.0
LONGEST: Final = 6.0
"""Seconds on screen, where the speech allows."""
_CLOSED_GAP: Final = 0.1
_PAUSE: Final = 0.4
"""Seconds of silence from which on the words after it are better not read before it."""
_BLINK: Final = 0.04
"""Seconds at least between two captions' starts, even of words that take no time."""

_SENTENCE_CUT, _CLAUSE_CUT, _WORD_CUT, _SYMBOL_CUT = 0.0, 4.0, 12.0, 40.0
_SENTENCE_INSIDE: Final = 8.0
_EACH_CAPTION: Final = 3.0
_TOO_SHORT: Final = 20.0


class _Piece(NamedTuple):
    """A word, or a stretch of one too long for a line."""

    text: str
    start: float
    end: float
    cut: float
    """What it costs to end a caption after it."""


def captions(segments: Sequence[Sequence[Word]]) -> tuple[Caption, ...]:
    """Captions of a whole video, in order, none overlapping; none spans two segments."""
    groups = [group for words in segments for group in _groups(_pieces(words))]
    spoken = [(group[0].start, group[-1].end) for group in groups]
    return tuple(
        Caption(start=start, end=end, lines=_lines(group))
        for group, (start, end) in zip(groups, _on_screen(spoken), strict=True)
    )


def to_srt(cues: Sequence[Caption]) -> str:
    return "".join(
        f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n"
        + "\n".join(cue.lines).replace("-->", "→")
        + "\n\n"
        for number, cue in enumerate(cues, start=1)
    )


def to_vtt(cues: Sequence[Caption]) -> str:
    return "WEBVTT\n\n" + "".join(
        f"{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{_escaped(cue.lines)}\n\n"
        for cue in cues
    )


def to_ffmetadata(chapters: Sequence[Chapter]) -> str:
    return ";FFMETADATA1\n" + "".join(
        "[CHAPTER]\nTIMEBASE=1/1000\n"
        f"START={round(chapter.start * 1000)}\nEND={round(chapter.end * 1000)}\n"
        f"title={_backslashed(chapter.title)}\n"
        for chapter in chapters
    )


def _pieces(words: Sequence[Word]) -> list[_Piece]:
    texts = ["".join(c for c in word.text if unicodedata.category(c) != "Cc") for word in words]
    pieces: list[_Piece] = []
    for index, (word, text) in enumerate(zip(words, texts, strict=True)):
        following = texts[index + 1] if index + 1 < len(texts) else None
        paused = following is not None and words[index + 1].start - word.end >= _PAUSE
        pieces += _split(word, text, _cut_after(text, following, paused=paused))
    return pieces


def _cut_after(text: str, following: str | None, *, paused: bool) -> float:
    if following is None:
        return _SENTENCE_CUT
    if not any(character.isalnum() for character in following):
        return _SYMBOL_CUT
    if paused or ends_sentence(text, following):
        return _SENTENCE_CUT
    return _CLAUSE_CUT if ends_clause(text) else _WORD_CUT


def _split(word: Word, text: str, cut: float) -> Iterator[_Piece]:
    """The word in stretches no longer than a line, each with its share of the time."""
    span = word.end - word.start
    for begin in range(0, len(text), LINE_CHARS):
        end = min(begin + LINE_CHARS, len(text))
        yield _Piece(
            text[begin:end],
            word.start + span * begin / len(text),
            word.start + span * end / len(text),
            cut if end == len(text) else _WORD_CUT,
        )


def _groups(pieces: Sequence[_Piece]) -> list[Sequence[_Piece]]:
    """The cheapest way to cut a segment into captions that can be shown."""
    costs, cuts = [0.0], [0]
    for end in range(1, len(pieces) + 1):
        options = (
            (costs[begin] + _cost(pieces, begin, end), begin)
            for begin in range(end - 1, -1, -1)
            if begin == end - 1 or _fits(pieces[begin:end])
            if end - begin <= 2 * LINE_CHARS
        )
        cost, begin = min(options)
        costs.append(cost)
        cuts.append(begin)
    groups: list[Sequence[_Piece]] = []
    end = len(pieces)
    while end:
        groups.insert(0, pieces[cuts[end] : end])
        end = cuts[end]
    return groups


def _fits(group: Sequence[_Piece]) -> bool:
    return group[-1].end - group[0].start <= LONGEST and _break(group) is not None


def _cost(pieces: Sequence[_Piece], begin: int, end: int) -> float:
    inside = sum(_SENTENCE_INSIDE for piece in pieces[begin : end - 1] if not piece.cut)
    until = pieces[end].start if end < len(pieces) else pieces[end - 1].end + SHORTEST
    missing = max(SHORTEST - (until - pieces[begin].start), 0.0)
    return _EACH_CAPTION + pieces[end - 1].cut + inside + _TOO_SHORT * missing


def _break(group: Sequence[_Piece]) -> int | None:
    """How many pieces the first line takes: all, if they fit, else the best balance."""
    widths = [len(piece.text) + 1 for piece in group]
    whole = sum(widths)
    if whole - 1 <= LINE_CHARS:
        return len(group)
    best: tuple[float, int] | None = None
    first = 0
    for count, piece in enumerate(group[:-1], start=1):
        first += widths[count - 1]
        if first - 1 > LINE_CHARS:
            break
        if whole - first - 1 <= LINE_CHARS:
            best = min(best or (float("inf"), 0), (abs(2 * first - whole) + piece.cut, count))
    return best[1] if best else None


def _lines(group: Sequence[_Piece]) -> tuple[str, ...]:
    first = _break(group)
    halves = (group[:first], group[first:])
    return tuple(" ".join(piece.text for piece in half) for half in halves if half)


def _on_screen(spoken: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Long enough to read, up to the next at most, in whole milliseconds."""
    starts: list[float] = []
    for start, _ in spoken:
        starts.append(round(max(start, starts[-1] + _BLINK if starts else 0.0), 3))
    for (start, following), (_, end) in zip(pairwise([*starts, float("inf")]), spoken, strict=True):
        until = min(max(end, start + SHORTEST), start + LONGEST)
        if following - until < _CLOSED_GAP:
            until = following
        yield start, round(until, 3)


def _clock(seconds: float, point: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"


def _escaped(lines: Sequence[str]) -> str:
    text = "\n".join(lines).replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _backslashed(text: str) -> str:
    return "".join(f"\\{character}" if character in "=;#\\\n" else character for character in text)
