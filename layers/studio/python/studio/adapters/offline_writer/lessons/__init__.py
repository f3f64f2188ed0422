"""The built-in lessons, one module each."""

from typing import Final

from studio.adapters.offline_writer.lesson import Lesson
from studio.adapters.offline_writer.lessons import (
    b_trees,
    big_o,
    binary_search,
    compound_interest,
    git_commits,
    gradient_descent,
    hash_tables,
    merge_sort,
    photosynthesis,
    public_key,
    recursion,
    tcp_handshake,
    web_request,
)

LESSONS: Final[tuple[Lesson, ...]] = (
    hash_tables.LESSON,
    binary_search.LESSON,
    b_trees.LESSON,
    recursion.LESSON,
    tcp_handshake.LESSON,
    big_o.LESSON,
    public_key.LESSON,
    gradient_descent.LESSON,
    web_request.LESSON,
    merge_sort.LESSON,
    git_commits.LESSON,
    photosynthesis.LESSON,
    compound_interest.LESSON,
)
