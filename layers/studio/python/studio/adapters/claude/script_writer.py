"""Claude writes scripts."""

from collections.abc import Iterator, Mapping
from typing import Final

from studio.adapters.claude.answers import ScriptAnswer, Segment
from studio.adapters.claude.conversation import Claude
from studio.adapters.claude.material import Block, fenced, is_png, picture, said
from studio.adapters.claude.prompts import guides, prompt
from studio.adapters.claude.question import Question
from studio.adapters.claude.wishes import wishes
from studio.domain.brief import Effort, TopicBrief
from studio.domain.models import model_for
from studio.domain.research import Research
from studio.domain.script import Draft, DraftScene
from studio.domain.visual import Sketch
from studio.ports import Meter

_MAX_TOKENS: Final[Mapping[Effort, int]] = {"low": 2_500, "medium": 4_000, "high": 12_000}
_MOST_TEXT: Final = 400_000
"""Characters of all the caller's files together, about a hundred thousand tokens."""
_MOST_PICTURES: Final = 20
_LARGEST_PICTURE: Final = 3_750_000
"""Bytes: base64 makes 5 MB of them, the vendor's limit."""
_ALL_PICTURES: Final = 21_000_000
"""Bytes, so that a request stays below the vendor's 32 MB."""
_CUT: Final = "\n[The rest was left out.]"


class ClaudeScriptWriter:
    def __init__(self, claude: Claude) -> None:
        self._claude = claude

    def write(
        self,
        brief: TopicBrief,
        context: Mapping[str, bytes],
        *,
        meter: Meter,
        research: Research | None = None,
        notes: str = "",
    ) -> Draft:
        question = Question(
            task="script",
            model=model_for("script", brief.model),
            system=prompt("script"),
            content=[*_files(context), *_asked(brief, research, notes)],
            answer=ScriptAnswer,
            max_tokens=_MAX_TOKENS[brief.effort],
            effort=brief.effort,
            thinks=brief.effort == "high",
        )
        script = self._claude.ask(question, meter)
        return Draft(
            title=script.title,
            scenes=tuple(_scene(segment) for segment in script.segments),
            writer=f"Claude ({question.model})",
            warnings=_warnings(context),
        )


def _scene(segment: Segment) -> DraftScene:
    return DraftScene(
        title=segment.title,
        narration=segment.narration,
        visual=Sketch(picture=segment.picture),
    )


def _asked(brief: TopicBrief, research: Research | None, notes: str) -> Iterator[Block]:
    if research is not None and research.summary:
        sources = "\n".join(f"[{n}] {url}" for n, url in enumerate(research.sources, start=1))
        yield fenced("research", f"{research.summary}\n{sources}")
    if notes:
        yield fenced("notes", notes)
        yield said("The notes say why the draft before was rejected: rewrite it fully.")
    yield fenced("topic", brief.topic)
    template = guides("templates").get(brief.template or "", "")
    yield said(f"Write the script on this topic.\n{wishes(brief)}\n{template}".strip())


def _files(context: Mapping[str, bytes]) -> Iterator[Block]:
    """Text as text, pictures as pictures, each behind its name; what is too much is cut."""
    left = _MOST_TEXT
    pictures = _pictures(context)
    for name, content in context.items():
        if name in pictures:
            yield fenced("file", f"{name}: the picture that follows")
            yield picture(content, "image/png")
        elif not is_png(content) and left:
            text = content.decode(errors="replace")
            kept = text[:left]
            left -= len(kept)
            yield fenced(f"file: {name}", kept if kept == text else kept + _CUT)


def _pictures(context: Mapping[str, bytes]) -> frozenset[str]:
    """The names of those that are shown: the first that the vendor takes."""
    shown: set[str] = set()
    left = _ALL_PICTURES
    for name, content in context.items():
        fits = is_png(content) and len(content) <= min(left, _LARGEST_PICTURE)
        if fits and len(shown) < _MOST_PICTURES:
            shown.add(name)
            left -= len(content)
    return frozenset(shown)


def _warnings(context: Mapping[str, bytes]) -> tuple[str, ...]:
    pictures = [name for name, content in context.items() if is_png(content)]
    size = sum(len(c.decode(errors="replace")) for n, c in context.items() if n not in pictures)
    told = []
    if size > _MOST_TEXT:
        told.append(f"Of your files, the first {_MOST_TEXT:,} characters were read.")
    if unseen := [name for name in pictures if name not in _pictures(context)]:
        told.append(f"Too many or too large pictures: {', '.join(unseen)} were not looked at.")
    return tuple(told)
