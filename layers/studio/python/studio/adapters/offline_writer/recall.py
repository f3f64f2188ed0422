"""Questions on a script that nobody wrote questions for: what it said, in its own sentences."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import Final, NamedTuple

from studio.adapters.offline_writer.lesson import Asked
from studio.domain.prose import sentences
from studio.domain.script import Script

_SHORTEST, _LONGEST = 4, 24
"""Words of a sentence that can be an option; as an option it is read, not heard."""
_MOST_CHARACTERS: Final = 160
_OTHERS: Final = 3
_ENOUGH, _MOST = 4, 6
_NUMBER: Final = re.compile(r"(?<![\w.,/:-])\d{2,4}(?![\w/:%-]|[.,]\d)")
_BLANK: Final = "____"
_LEANING: Final = frozenset(
    """and because but finally he her here here's his it it's its left let let's next now or
    otherwise she so that that's their then there there's these they this those we what
    you""".split()  # noqa: SIM905 - a word list
)
_OF_THE_VIDEO: Final = re.compile(r"\bvideo\b|\byou hear\b|\bThe topic is\b|^In short\b")


class _Said(NamedTuple):
    text: str
    scene: int
    """Index of the scene that says it."""


def questions_on(script: Script) -> Sequence[Asked]:
    """At most six; each has exactly one right answer, and wrong ones that were said elsewhere."""
    said = _once_each(_sentences(script))
    standing = _mixed(script, [each for each in said if _stands_alone(each.text)])
    return standing if len(standing) >= _ENOUGH else _mixed(script, said)


def _mixed(script: Script, said: Sequence[_Said]) -> Sequence[Asked]:
    kinds = (_by_part(script, said), _by_order(said), _by_number(said))
    mixed = chain.from_iterable(zip_longest(*kinds))
    return list(islice((asked for asked in mixed if asked), _MOST))


def _stands_alone(text: str) -> bool:
    """It says something by itself, and of its subject, not of the video."""
    first, *_ = text.split()
    return first.strip(",").lower() not in _LEANING and not _OF_THE_VIDEO.search(text)


def _sentences(script: Script) -> Iterator[_Said]:
    for index, scene in enumerate(script.scenes):
        words = scene.narration.split()
        for sentence in sentences(words):
            text = " ".join(words[sentence.start : sentence.stop])
            if _fits(text):
                yield _Said(text, index)


def _fits(text: str) -> bool:
    """A whole statement, short enough to be read as an option."""
    return (
        _SHORTEST <= len(text.split()) <= _LONGEST
        and len(text) <= _MOST_CHARACTERS
        and text.endswith(".")
        and text.isprintable()
        and (text[0].isupper() or text[0].isdigit())
    )


def _once_each(said: Iterator[_Said]) -> list[_Said]:
    """Nothing that is said twice, or within something else: it would have two right answers."""
    every = list(said)
    plain = [_plain(each.text) for each in every]
    return [
        each
        for index, each in enumerate(every)
        if not any(plain[index] in other for place, other in enumerate(plain) if place != index)
    ]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _by_part(script: Script, said: Sequence[_Said]) -> Iterator[Asked]:
    """One for each part: which of these it said. The others were said in other parts."""
    titles = [scene.title for scene in script.scenes]
    for index, title in enumerate(titles):
        own = [each for each in said if each.scene == index]
        others = [each for each in said if each.scene != index]
        if titles.count(title) > 1 or not own or len(others) < _OTHERS:
            continue
        right = own[len(own) // 2]
        yield Asked(
            f"What does the part “{title}” say?",
            right.text,
            _spread(others, index),
            f"The others are said in other parts of the video, this one in “{title}”.",
            (title,),
        )


def _by_order(said: Sequence[_Said]) -> Iterator[Asked]:
    """What came first and last of four that are far apart."""
    if len(said) > _OTHERS:
        step = (len(said) - 1) / _OTHERS
        four = [said[round(step * number)].text for number in range(_OTHERS + 1)]
        first, second, third, last = four
        before = "It is said before the other three."
        yield Asked("Which of these is said first?", first, (last, second, third), before, ())
        after = "The other three are said before it."
        yield Asked("Which of these is said last?", last, (second, first, third), after, ())


def _by_number(said: Sequence[_Said]) -> Iterator[Asked]:
    """A number left out, among others of as many digits that the script names."""
    numbers = {each.text: _NUMBER.findall(each.text) for each in said}
    every = list(dict.fromkeys(chain.from_iterable(numbers.values())))
    for text, own in numbers.items():
        right = own[0] if own else ""
        others = [other for other in every if len(other) == len(right) and other not in own]
        if own.count(right) == 1 and len(others) >= _OTHERS:
            yield Asked(
                f"Which number belongs here? {_NUMBER.sub(_BLANK, text, count=1)}",
                right,
                (others[0], others[1], others[2]),
                f"The video says: {text}",
                (),
            )


def _spread(said: Sequence[_Said], offset: int) -> tuple[str, str, str]:
    """Three from all over the script, not the same three for every question."""
    step = len(said) / _OTHERS
    picked = [said[int(step * number + offset) % len(said)].text for number in range(_OTHERS)]
    if len(set(picked)) < _OTHERS:
        picked = [each.text for each in said[:_OTHERS]]
    return picked[0], picked[1], picked[2]
