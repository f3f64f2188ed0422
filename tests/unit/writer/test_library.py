"""Which topics the built-in lessons answer, and which they leave alone."""

import pytest

from studio.adapters.offline_writer.lessons import LESSONS
from studio.adapters.offline_writer.library import find_lesson


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("How do hash maps work?", "Hash Tables"),
        ("hash tables", "Hash Tables"),
        ("Explain hashtables to me, please!", "Hash Tables"),
        ("What is a Python dictionary?", "Hash Tables"),
        ("binary serach", "Binary Search"),
        ("The binary search algorithm", "Binary Search"),
        ("B-trees in databases", "B-Trees"),
        ("why do databases use B-Trees", "B-Trees"),
        ("recursion for beginners", "Recursion"),
        ("the TCP three-way handshake", "TCP"),
        ("Big O notation", "Big-O"),
        ("Big-O", "Big-O"),
        ("time complexity", "Big-O"),
        ("How does public-key cryptography work?", "Public-Key"),
        ("RSA encryption", "Public-Key"),
        ("Gradient descent, intuitively", "Gradient"),
        ("What happens when you type a URL into a browser?", "Web Request"),
        ("Sorting with merge sort", "Merge Sort"),
        ("git commits as a graph", "Git"),
        ("how photosynthesis works", "Photosynthesis"),
        ("Compound interest explained", "Compound Interest"),
    ],
)
def test_a_topic_finds_its_lesson(topic, words):
    lesson = find_lesson(topic, LESSONS)

    assert lesson is not None
    assert words in lesson.title


@pytest.mark.parametrize(
    "topic",
    [
        "The history of cheese",
        "binary search trees",
        "explain BST",
        "hash browns",
        "quicksort",
        "TCP congestion control",
        "How is photosynthesis different from chemosynthesis in deep sea bacteria?",
        "cryptographic hash functions",
        "Big Ben",
        "???",
        "为什么天空是蓝色的",
    ],
)
def test_a_topic_that_no_lesson_covers_finds_none(topic):
    assert find_lesson(topic, LESSONS) is None


def test_every_alias_finds_its_own_lesson():
    for lesson in LESSONS:
        for alias in lesson.aliases:
            assert find_lesson(alias, LESSONS) is lesson, alias
