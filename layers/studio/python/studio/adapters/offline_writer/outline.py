"""The honest answer to a topic nobody wrote a lesson about: good questions, no made-up facts."""

import re
from typing import Final

from studio.adapters.offline_writer.drawing import compare, diagram, recap, steps, timeline, title
from studio.adapters.offline_writer.lesson import Lesson, Part
from studio.adapters.offline_writer.speech import spoken_text

WARNING: Final = (
    "No language model was used and no built-in lesson covers this topic, "
    "so the video gives questions to ask about it, not facts."
)
_QUESTION: Final = re.compile(
    r"(?:how|why|when|where)\s+(?:do|does|did|can)\s+(.+?)(?:\s+(?:works?|functions?|happens?))?$",
    re.IGNORECASE,
)
_SHORT: Final = 5
_MAX_SUBJECT_WORDS: Final = 9


def outline(topic: str) -> Lesson:
    subject = _subject(topic)
    said = spoken_text(subject) or "this topic"
    return Lesson(
        title=_headline(subject), aliases=(), parts=(*_opening(subject, said), *_body(said))
    )


def _opening(subject: str, said: str) -> tuple[Part, ...]:
    return (
        Part(
            title=subject,
            say=f"The topic is: {said}. This video was made without a language model, so it won't "
            "pretend to know the answers. [[1]] It gives you the questions that lead to them.",
            visual=title(subject, "An outline of questions", "Made without a language model"),
            ask="What should you ask first?",
            weight=9,
        ),
    )


def _subject(topic: str) -> str:
    """The topic as a noun phrase, short enough to say and to read."""
    text = " ".join(topic.split()).strip(" ?!.")
    lowered = text.lower()
    for lead in ("please ", "explain ", "tell me about ", "describe ", "what is ", "what are "):
        if lowered.startswith(lead) and len(text) > len(lead):
            text, lowered = text[len(lead) :], lowered[len(lead) :]
    asked = _QUESTION.match(text)
    text = asked[1] if asked else text
    words = text.split()
    cut = " ".join(words[:_MAX_SUBJECT_WORDS])[:80]
    return cut[:1].upper() + cut[1:] if cut else "This topic"


def _headline(subject: str) -> str:
    words = [word[:1].upper() + word[1:] for word in subject.split()[:4]]
    return " ".join(["Questions", "to", "Ask", "About", *words])


def _body(said: str) -> tuple[Part, ...]:
    name = said[:1].lower() + said[1:] if said[1:2].islower() else said
    it = name if len(name.split()) <= _SHORT else "it"
    parts = (_what(it), _why(), _how(it), _compare(said), _origin(), _example())
    return (*parts, _pitfalls(), _next(it))


def _what(it: str) -> Part:
    return Part(
        title="What Is It, Exactly?",
        say=f"Begin with a definition. How would you define {it}? [[1]] What belongs to it, [[2]] "
        "what doesn't, although people confuse the two, [[3]] and which single sentence would tell "
        "them apart?",
        visual=diagram(
            {"it": "the topic", "in": "belongs to it", "out": "looks alike",
             "line": "the difference"},
            "it>in, it>out, it>line", "it in", "out", "line", layout="tree",
        ),
        beginner=f"Begin with plain words. How would you explain {it} to a child? [[1]] What "
        "belongs to it, [[2]] what only looks like it, [[3]] and which single sentence would tell "
        "them apart?",
        expert=f"Begin with a definition of {it} that an opponent would accept. [[1]] What does it "
        "include, [[2]] which border cases does it leave out, [[3]] and which criterion decides?",
        ask="Could you define it in one sentence?",
        weight=8,
    )  # fmt: skip


def _why() -> Part:
    return Part(
        title="Why Does It Matter?",
        say="Now ask why. Who had a problem before this existed? [[1]] What did they do instead, "
        "and what did that cost them? [[2]] If it vanished tomorrow, who would notice first?",
        visual=recap("Whose problem was it?", "What did they do before?", "Who would miss it?"),
        ask="Who would miss it?",
        weight=7,
    )


def _how(it: str) -> Part:
    return Part(
        title="How Does It Work?",
        say=f"Now take {it} apart. What goes in? [[1]] What happens to it, in which order? [[2]] "
        "What comes out, [[3]] and what has to be true for all that to work?",
        visual=steps(
            ("What goes in?", "materials, facts, effort"),
            ("What happens, in order?", "three verbs"),
            ("What comes out?", "something you can check"), ("What must hold?", "the conditions"),
        ),
        ask="What are its moving parts?",
        weight=8,
        free=True,
    )  # fmt: skip


def _compare(said: str) -> Part:
    return Part(
        title="Compared With What?",
        say="Find the nearest alternative and compare. [[1]] What does each do best? [[2]] What "
        "does each cost in time, money or trouble? [[3]] When would you switch from one to the "
        "other?",
        visual=compare(
            (said, "best at…?", "costs…?"), ("The alternative", "best at…?", "costs…?"),
            "When would you switch?",
        ),
        ask="What else could do the job?",
        weight=4,
        free=True,
    )  # fmt: skip


def _origin() -> Part:
    return Part(
        title="Where Did It Come From?",
        say="Ask for its history. [[1]] When was it first noticed or built? [[2]] What changed it "
        "most since then? [[3]] And what is still being argued about today?",
        visual=timeline(
            ("first", "noticed or built"), ("later", "changed"), ("today", "argued about")
        ),
        ask="How old is this idea?",
        weight=3,
        free=True,
    )


def _example() -> Part:
    return Part(
        title="One Small Example",
        say="Work one example by hand, as small as it can be. Write down the start, [[1]] every "
        "single change, [[2]] and the end. If a step surprises you, you've found what to learn "
        "next.",
        visual=steps(
            ("Write down the start", "the smallest case"), ("Write every change", "skip nothing"),
            ("Check the end", "were you surprised?"),
        ),
        ask="What is the smallest example you can find?",
        weight=6,
        free=True,
    )  # fmt: skip


def _pitfalls() -> Part:
    return Part(
        title="Where Does It Go Wrong?",
        say="Ask for the limits. When does it fail? [[1]] What do beginners get wrong? [[2]] And "
        "what do experts still disagree about?",
        visual=recap(
            "When does it fail?", "What do beginners get wrong?", "What do experts dispute?"
        ),
        ask="When would you not trust it?",
        weight=5,
    )


def _next(it: str) -> Part:
    return Part(
        title="Where to Go Next",
        say=f"Three places answer questions about {it}: a good introduction, [[1]] an original "
        "source, [[2]] and somebody who uses it daily. Attach their text to your next request, and "
        "this studio will explain it.",
        visual=recap(
            "Read an introduction", "Check an original source", "Ask somebody who uses it"
        ),
        ask="Who could answer all this?",
        casual="One last thing.",
        formal="Finally, some advice.",
        weight=9,
    )
