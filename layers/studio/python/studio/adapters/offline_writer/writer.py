"""The script writer that needs no network and no key: it decides what kind of video to make."""

from collections.abc import Iterator, Mapping
from typing import Final

from studio.adapters.offline_writer.attachments import Attachments, sort_attachments
from studio.adapters.offline_writer.lecture import deliver
from studio.adapters.offline_writer.lessons import LESSONS
from studio.adapters.offline_writer.library import find_lesson
from studio.adapters.offline_writer.outline import WARNING, outline
from studio.adapters.offline_writer.prose.retell import about, retell
from studio.adapters.offline_writer.source.explain import explain, headline
from studio.domain.brief import TopicBrief
from studio.domain.research import Research
from studio.domain.script import Draft
from studio.ports import Meter

NAME: Final = "the offline writer (no language model)"


class OfflineScriptWriter:
    """Explains attached code and prose, teaches a built-in lesson, or outlines honest questions."""

    def write(
        self,
        brief: TopicBrief,
        context: Mapping[str, bytes],
        *,
        meter: Meter | None = None,
        research: Research | None = None,
        notes: str = "",
    ) -> Draft:
        attached = sort_attachments(context)
        warnings = tuple(_unread(attached))
        if attached.code:
            scenes = explain(attached.code, brief)
            title = headline(attached.code)
        elif attached.prose:
            scenes = retell(attached.prose, brief)
            title = about(attached.prose)
        else:
            lesson = find_lesson(brief.topic, LESSONS)
            warnings = warnings if lesson else (WARNING, *warnings)
            lesson = lesson or outline(brief.topic)
            scenes, title = deliver(lesson, brief), lesson.title
        return Draft(title=title, scenes=scenes, writer=NAME, warnings=warnings)


def _unread(attached: Attachments) -> Iterator[str]:
    if attached.unread:
        yield f"Not read, because there is no text in them: {', '.join(attached.unread)}."
    if attached.pictures:
        pictures = ", ".join(attached.pictures)
        yield f"Not looked at, because this writer cannot see pictures: {pictures}."
    if attached.code and attached.prose:
        yield f"Only the code was explained, and not: {', '.join(attached.prose)}."
