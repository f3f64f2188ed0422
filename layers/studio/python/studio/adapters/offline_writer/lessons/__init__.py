"""The built-in lessons, one module each."""

from typing import Final

from studio.adapters.offline_writer.lesson import Lesson
from studio.adapters.offline_writer.lessons import hash_tables

LESSONS: Final[tuple[Lesson, ...]] = (hash_tables.LESSON,)
