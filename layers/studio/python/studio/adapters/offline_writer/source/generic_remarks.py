"""What the lines of any language do, told from their keywords."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from studio.adapters.offline_writer.source.code_speech import say_code
from studio.adapters.offline_writer.source.piece import Remark
from studio.adapters.offline_writer.source.wording import article
from studio.adapters.offline_writer.speech import spoken_list, spoken_name

_LONGEST_LINE: Final = 300
_EXIT: Final = r"(?:return|throw|raise|panic!?|break|continue|exit)\b"
_RULES: Final[tuple[tuple[re.Pattern[str], str, int], ...]] = (
    (re.compile(r"\bfor\s*\(\s*(?:const|let|var|auto|final)?\s*(?:[\w<>]+\s)?\s*[&*]?(\w+)\s+"
                r"(?:of|in)\s+([^){]+)"),
     "it goes through {1}, one {0} at a time", 7),
    (re.compile(r"\bfor\s*\(\s*(?:[\w<>]+[\s&*]+)+(\w+)\s*:\s*([^){]+)"),
     "it goes through {1}, one {0} at a time", 7),
    (re.compile(r"\bforeach\s*\(\s*(?:\w+\s+)?([\w$]+)\s+(?:in|as)\s+([^){]+)"),
     "it goes through {1}, one {0} at a time", 7),
    (re.compile(r"\bfor\s+\w+\s*,\s*(\w+)\s*:?=\s*range\s+([^{]+)"),
     "it goes through {1}, one {0} at a time", 7),
    (re.compile(r"\bfor\s+(?:\(?\w+,\s*)?(\w+)\)?\s+in\s+([^{:;]+?);?(?:\s*\bdo)?\s*$"),
     "it goes through {1}, one {0} at a time", 7),
    (re.compile(r"\bfor\s*\(?[^;]*?(\w+)\s*:?=[^;]*;\s*([^;]+);"),
     "it counts with {0} as long as {1}", 7),
    (re.compile(r"\bwhile\s+let\s+\w+\s*\(?(\w*)\)?\s*=\s*([^{]+)"),
     "it repeats while {1} has more", 7),
    (re.compile(r"\b(while|until)\b\s*\(?(.+?)\)?\s*(?:\{|do|;|:)?\s*$"), "it repeats {0} {1}", 7),
    (re.compile(r"\.(forEach|each|map|filter|reduce)\b()"),
     "it runs {0} over a whole collection", 5),
    (re.compile(r"\b(switch|match|case|when|select)\b\s*\(?([^{)]*?)\)?\s*(?:\{|of|in)?\s*$"),
     "it picks one of several cases by {1}", 6),
    (re.compile(r"\b(catch|except|rescue)\b()"), "it is ready for an error", 5),
    (re.compile(r"\b(defer)\s+([\w.]+)"), "when it ends, whatever happens, it runs {1}", 6),
    (re.compile(r"^\s*(go)\s+([\w.]+)"), "it starts {1} side by side with the rest", 7),
    (re.compile(r"^\s*([\w.]+)\s*<-\s*([\w.]+)"), "it sends {1} to {0}", 6),
    (re.compile(r"\b(yield)\b\s*(?:return)?\s*([^;]*)"), "it yields {1}", 7),
    (re.compile(r"\b(throw|raise)\b\s*(?:new\s+)?(?!if\b|unless\b)([A-Za-z][\w.]*)"),
     "it raises {1}", 5),
    (re.compile(r"\b(throw|raise)\b()"), "it reports an error", 5),
    (re.compile(r"\b(await)\s+([^;]+)"), "it waits for {1}", 5),
    (re.compile(r"^\s*(return)\s+([^;{]+?);?\s*$"), "it returns {1}", 5),
    (re.compile(r"^\s*(?:(?:const|let|var|auto|final|my|local|[A-Z]\w*)\s+)*([\w.$]+)\s*:?=\s*"
                r"([^=;{]+);?\s*$"),
     "it sets {0} to {1}", 3),
    (re.compile(r"^\s*([\w.$]+)\s*\+=\s*([^;]+)"), "it adds {1} to {0}", 3),
    (re.compile(r"^\s*()([\w.$>-]+\(.*\));?\s*$"), "it calls {1}", 3),
)  # fmt: skip
_GUARD: Final = re.compile(rf"\b(?:if|unless)\b\s*(.+?)\s*(?:\{{|then|:)?\s*({_EXIT}.*)?$")
_TURNED: Final = re.compile(rf"^\s*({_EXIT}.*?)\s+(if|unless)\s+(.+)$")
_EXITS: Final = {"break": "it stops looping", "continue": "it skips to the next one"}


def line_remarks(
    lines: Sequence[str], first: int, last: int, own: str, known: frozenset[str]
) -> Iterator[Remark]:
    """`lines` are the file's, with strings and comments blanked out."""
    told_to = 0
    for number in range(min(first + 1, last), last + 1):
        line = lines[number - 1]
        if len(line) > _LONGEST_LINE or number <= told_to:
            continue
        if number == first:
            line = line.partition("{")[2].rstrip().removesuffix("}")
        told = _guard(lines, number, last) or _called(line, own, known) or _rule(line)
        if told:
            said, weight, end = told[0], told[1], told[2] if len(told) > 2 else number  # noqa: PLR2004
            told_to = min(end, last)
            yield Remark(number, told_to, said, said.removeprefix("it "), weight)


def _rule(line: str) -> tuple[str, int] | None:
    for pattern, sentence, weight in _RULES:
        match = pattern.search(line)
        if match is None:
            continue
        subject, rest = match[1] or "", say_code(match[2] or "")
        if "{1}" in sentence and not rest:
            return None
        name = spoken_name(subject) if subject else "item"
        raised = article(rest) if rest and "raises" in sentence else rest
        return sentence.format(name, raised), weight
    return None


def _guard(lines: Sequence[str], number: int, last: int) -> tuple[str, int, int] | None:
    """An `if` that leaves at once, on its line or the next; Ruby turns it around."""
    if (turned := _TURNED.match(lines[number - 1])) and (test := say_code(turned[3])):
        return f"{turned[2]} {test}, {_leaving(turned[1])}", 6, number
    match = _GUARD.search(lines[number - 1])
    if match is None or "else" in lines[number - 1]:
        return None
    following = lines[number].strip() if number < last else ""
    leaves = match[2] or (following if re.match(_EXIT, following) else "")
    test = say_code(_balanced(match[1]))
    if not leaves or not test:
        return None
    unless = "unless" if "unless" in lines[number - 1] else "if"
    end = number if match[2] else number + 1
    return f"{unless} {test}, {_leaving(leaves)}", 6, end


def _balanced(test: str) -> str:
    """The condition without a bracket whose partner was cut off."""
    test = test.strip()
    while test.endswith((")", "{")) and test.count(")") > test.count("("):
        test = test[:-1].strip()
    while test.startswith("(") and test.count("(") > test.count(")"):
        test = test[1:].strip()
    return test


def _leaving(text: str) -> str:
    word, _, rest = text.strip().rstrip(";}").strip().partition(" ")
    if word in _EXITS:
        return _EXITS[word]
    if word == "return" and re.search(r"\b(?:err|errors?|Err)\b", rest):
        return "it returns an error"
    if word == "return":
        said = say_code(rest) if rest else "there is nothing left to do"
        return f"it returns {said}" if rest and said else said or "it returns at once"
    return "it reports an error"


def _called(line: str, own: str, known: frozenset[str]) -> tuple[str, int] | None:
    names = [name for name in re.findall(r"([A-Za-z_$][\w$]*[!?]?)\s*\(", line) if name in known]
    command = re.match(r"\s*([A-Za-z_]\w*)(?:\s+[\w\"'$./-]|\s*$)", line)
    names += [command[1]] if command and command[1] in known else []
    if re.search(rf"(?:(?<![\w.>:])|\b(?:this|self)(?:\.|->)){re.escape(own)}\s*\(", line) and own:
        return "it calls itself", 9
    names = [name for name in names if name != own]
    if not names:
        return None
    said = spoken_list([spoken_name(name) for name in dict.fromkeys(names)][:2])
    if re.match(r"\s*return\b", line):
        return f"it returns what {said} gives back", 7
    return f"it calls {said}", 6
