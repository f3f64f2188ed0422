"""The script writer that needs no network and no key: it decides what kind of video to make."""

from collections.abc import Mapping
from typing import Final

from studio.adapters.offline_writer.attachments import sort_attachments
from studio.adapters.offline_writer.lecture import deliver
from studio.adapters.offline_writer.lessons import LESSONS
from studio.adapters.offline_writer.library import find_lesson
from studio.adapters.offline_writer.outline import WARNING, outline
from studio.adapters.offline_writer.prose.retell import about, retell
from studio.adapters.offline_writer.source.explain import explain, headline
from studio.domain.brief import TopicBrief
from studio.domain.script import Draft

NAME: Final = "the offline writer (no language model)"


class OfflineScriptWriter:
    """Explains attached code and prose, teaches a built-in lesson, or outlines honest questions."""

    def write(self, brief: TopicBrief, context: Mapping[str, bytes]) -> Draft:
        attached = sort_attachments(context)
        if attached.code:
            scenes = explain(attached.code, brief)
            return Draft(title=headline(attached.code), scenes=scenes, writer=NAME)
        if attached.prose:
            scenes = retell(attached.prose, brief)
            return Draft(title=about(attached.prose), scenes=scenes, writer=NAME)
        lesson = find_lesson(brief.topic, LESSONS)
        if lesson is not None:
            return Draft(title=lesson.title, scenes=deliver(lesson, brief), writer=NAME)
        lesson = outline(brief.topic)
        scenes = deliver(lesson, brief)
        return Draft(title=lesson.title, scenes=scenes, writer=NAME, warnings=(WARNING,))
