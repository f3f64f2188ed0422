"""Grammar for talking about names: articles, verbs in the third person, docstrings as clauses."""

import re
from typing import Final

from studio.adapters.offline_writer.speech import spoken_name, spoken_text

_VERBS: Final = frozenset(
    """accept add adjust allow append apply ask assert assign attach bind break build bump cache
    calculate call cancel capture cast change check choose chunk clean clear close collapse collect
    combine compare compile compute concatenate configure connect construct consume convert copy
    count create decode decorate define delete deserialize detect determine dispatch display divide
    do drain draw drop dump emit encode enforce ensure enter escape estimate evaluate execute exit
    expand extend extract fetch fill filter find finish fit flatten flush fold follow format forward
    freeze generate get give go group guess handle hash hold implement increment indent infer
    initialize inject insert inspect install instantiate invoke issue iterate join keep launch let
    list load locate lock log look lookup make manage map mark match measure merge modify move
    multiply normalize notify open order pack pad parse pass patch peek perform pick place plan pop
    prepare print process produce provide publish pull push put query raise rank read rebuild
    receive record recover reduce refresh register release remove rename render reorder repeat
    replace report represent request require reset resolve restore retrieve retry return reverse
    revert rotate round run save scale scan schedule search select send serialize serve set shift
    show shuffle skip sort split start stop store strip subtract sum supply swap switch take tell
    test tokenize track transform translate traverse trim truncate try turn undo unpack update
    upload use validate verify visit wait walk warn wrap write yield""".split()  # noqa: SIM905 - a word list
)
_AND_VERB: Final = re.compile(
    r"(?:(?<=^)|(?<=, )|(?<= ))(and|then|or) ([a-z]+)(?= (?:the|a|an|it|its|all)\b)"
)
_OBJECT: Final = re.compile(r"(?:an?|the|its|every|each|all|one)\b")
_FUNCTION_WORDS: Final = frozenset(
    """a after all always an and any are as at because before both but by each either every for
    from here how if in is it its like neither no of on one or since some sometimes than that the
    there these this those to until was what when where whether which while who whom whose why
    with""".split()  # noqa: SIM905 - a word list
)
_ES: Final = ("s", "sh", "ch", "x", "z", "o")
_IRREGULAR: Final = {"do": "does", "go": "goes", "be": "is", "have": "has"}


def article(noun: str) -> str:
    """`path` is "a path", `rows` stays, `n` stays."""
    first = noun.split(" ", maxsplit=1)[0]
    if len(first) == 1 or _plural(noun) or first in {"its", "the", "all", "None"}:
        return noun
    vowel = noun[0].lower() in "aeiou" and not re.match(r"(?:URL|uni|use|UTF|one\b)", noun)
    letters = re.match(r"(?:HTML|HTTP|XML|SQL)", noun)
    return f"{'an' if vowel or (letters and noun[0] in 'HXS') else 'a'} {noun}"


def _plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is"))


def third_person(verb: str) -> str:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(_ES) else "s")


def as_clause(docstring: str) -> str:
    """The first sentence as a clause about "it": "Push item onto heap." is "it pushes item..."."""
    text = spoken_text(first_sentence(docstring)).rstrip(".!?: ")
    if not text:
        return ""
    head, _, rest = text.partition(" ")
    verb = head.lower().rstrip(",")
    if rest and _is_verb(verb, rest):
        said = verb if _is_conjugated(verb) else third_person(verb)
        return f"it {said} {_AND_VERB.sub(_conjugated, rest)}"
    if verb in {"a", "an", "the"} and rest and not re.search(r"\b(?:is|are|was)\b", rest):
        return f"it is {verb} {rest}"
    return f"in short: {text[0].lower() + text[1:] if _lowerable(head) else text}"


def _lowerable(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()


def first_sentence(text: str) -> str:
    """Of the first paragraph, up to a full stop that ends a sentence."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    signature = len(paragraphs) > 1 and re.match(r"[\w.]+\(.*\)", paragraphs[0])
    paragraph = paragraphs[1 if signature else 0]
    flat = " ".join(paragraph.split())
    match = re.match(r"(.+?[.!?])(?=\s+[A-Z\"'(]|$)", flat)
    return (match[1] if match else flat).strip()


def _is_verb(word: str, rest: str) -> bool:
    """Whether a sentence beginning with it tells what is done: "Queue a job", "Queues a job"."""
    stems = {word, word.removesuffix("s"), word.removesuffix("es"), word[2:]}
    if stems & _VERBS:
        return True
    if not word.isalpha() or word in _FUNCTION_WORDS:
        return False
    following = rest.split(maxsplit=1)[0].lower()
    told = _is_conjugated(word) and following.isalpha() and following not in _FUNCTION_WORDS
    return told or bool(_OBJECT.match(rest))


def _is_conjugated(verb: str) -> bool:
    return verb.endswith("s") and not verb.endswith(("ss", "us", "is")) and verb not in _VERBS


def _conjugated(match: re.Match[str]) -> str:
    verb = match[2]
    return f"{match[1]} {third_person(verb)}" if verb in _VERBS else match[0]


def class_noun(name: str) -> str:
    """`ValueError` is "a value error"."""
    return article(spoken_name(name).lower() if not name.isupper() else name)


def fits(text: str | None, most: int) -> bool:
    return bool(text) and len(str(text).split()) <= most
