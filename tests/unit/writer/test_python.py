"""How Python is read: through its syntax tree, said in plain English."""

import ast
from textwrap import dedent

import pytest

from studio.adapters.offline_writer import OfflineScriptWriter
from studio.adapters.offline_writer.source.conditions import condition
from studio.adapters.offline_writer.source.english import phrase
from studio.adapters.offline_writer.source.python_reader import read_python
from studio.adapters.offline_writer.source.wording import as_clause
from studio.domain.brief import TopicBrief

HEAP = '''
"""A tiny heap."""

from dataclasses import dataclass


@dataclass
class Heap:
    """Keep the smallest item at the front."""

    items: list
    limit: int = 10

    def push(self, item):
        """Add an item and restore the order."""
        if len(self.items) == self.limit:
            raise ValueError("full")
        self.items.append(item)
        self._rise(len(self.items) - 1)

    def _rise(self, index):
        # swap with the parent until the parent is smaller
        while index > 0:
            parent = (index - 1) // 2
            self.items[index], self.items[parent] = self.items[parent], self.items[index]
            index = parent


def first_primes(n):
    """Yield the first n primes."""
    found = [p for p in range(n) if p > 1]
    for prime in found:
        yield prime


def depth(tree):
    return 1 + depth(tree[0])
'''


def piece(name: str):
    file = read_python("heap.py", HEAP)
    assert file is not None
    found = file.named(name)
    assert found is not None
    return found


def said_of(name: str) -> list[str]:
    return [remark.said for remark in piece(name).remarks]


@pytest.mark.parametrize(
    ("code", "english"),
    [
        ("n", "n"),
        ("self.max_size", "its max size"),
        ("rows[0]", "the first item of rows"),
        ("rows[-1]", "the last item of rows"),
        ("len(rows) - 1", "the length of rows minus one"),
        ("(i - 1) // 2", "half of i minus one"),
        ("[x for x in rows if x > 2]", "every x in rows where x is greater than two"),
        ("{}", "an empty dictionary"),
        ("parse_row(line)", "the result of parse row"),
        ("Heap()", "a new heap"),
        ("a if ok else b", "a if ok is set, otherwise b"),
        ("node.left", "node's left"),
        ("'%s' % x", "a formatted text"),
        ("f'{x}'", "a formatted text"),
    ],
)
def test_an_expression_is_said_in_english(code, english):
    assert phrase(ast.parse(code, mode="eval").body) == english


@pytest.mark.parametrize(
    ("code", "english"),
    [
        ("n < 2", "n is less than two"),
        ("not rows", "rows is empty"),
        ("x is None or y in seen", "x is None or y is in seen"),
        ("not (a and b == 1)", "a is not set or b does not equal one"),
        ("0 <= i < n", None),
        ("isinstance(x, ValueError)", "x is a value error"),
        ("name.startswith(prefix)", "name starts with prefix"),
    ],
)
def test_a_condition_is_said_in_english(code, english):
    expected = english or "i lies between zero and n"

    assert condition(ast.parse(code, mode="eval").body) == expected


def test_a_guard_is_told_whole():
    assert "if the length of its items equals its limit, it raises a value error" in said_of(
        "Heap.push"
    )


def test_a_call_of_another_piece_is_told_with_what_it_gets():
    assert "it hands the length of its items minus one to rise" in said_of("Heap.push")


def test_a_swap_a_loop_and_a_comment_are_recognised():
    said = said_of("Heap._rise")

    assert any(text.startswith("it keeps going while index is greater than zero") for text in said)
    assert any(text.startswith("it swaps its items at index") for text in said)
    assert "the comment explains: swap with the parent until the parent is smaller" in said


def test_recursion_is_told_first_of_all():
    remarks = piece("depth").remarks

    assert (
        max(remarks, key=lambda r: r.weight).said == "it calls itself with the first item of tree"
    )


def test_a_generator_and_a_comprehension_are_told():
    found = piece("first_primes")

    assert found.gives == "yields its results one at a time"
    assert any("it builds found: every p in" in remark.said for remark in found.remarks)


def test_a_docstring_becomes_a_clause():
    assert piece("Heap.push").summary == "it adds an item and restores the order"
    assert piece("Heap").summary == "it keeps the smallest item at the front"


def test_fields_of_a_dataclass_are_told():
    assert "it holds two fields: items and limit" in said_of("Heap")


def test_who_calls_whom_is_known():
    assert piece("Heap.push").calls == ("Heap._rise",)
    assert piece("depth").calls == ("depth",)


def test_what_python_cannot_parse_is_read_by_its_tokens():
    scenes = (
        OfflineScriptWriter()
        .write(TopicBrief(topic="x"), {"old.py": b"def greet(name):\n    print 'hello', name\n"})
        .scenes
    )

    assert any(scene.title == "greet()" for scene in scenes)


def test_each_listing_shows_the_very_lines_of_its_piece():
    lines = HEAP.split("\n")
    scenes = (
        OfflineScriptWriter()
        .write(TopicBrief(topic="x", effort="high"), {"heap.py": HEAP.encode()})
        .scenes
    )
    listings = [scene.visual for scene in scenes if scene.visual.kind == "code"]

    assert len(listings) >= 3
    for listing in listings:
        first = listing.first_line_number - 1
        shown = listing.code.split("\n")
        assert shown == dedent("\n".join(lines[first : first + len(shown)])).split("\n")
        assert all(1 <= step.first <= step.last <= len(shown) for step in listing.steps)


def test_what_was_left_out_is_said():
    code = "\n".join(f"def f{i}(x):\n    return x + {i}\n" for i in range(20))
    recap = (
        OfflineScriptWriter().write(TopicBrief(topic="x"), {"many.py": code.encode()}).scenes[-1]
    )

    assert "Left out for time" in recap.narration
    assert "more" in recap.narration


def test_a_function_named_in_the_topic_is_shown():
    code = "\n".join(f"def step{i}(x):\n    '''Do {i}.'''\n    return x + {i}\n" for i in range(20))
    brief = TopicBrief(topic="what does step17 do?", effort="low")
    scenes = OfflineScriptWriter().write(brief, {"many.py": code.encode()}).scenes

    assert "step17()" in [scene.title for scene in scenes]


def test_a_beginner_hears_what_a_loop_is():
    code = b"def total(rows):\n    s = 0\n    for row in rows:\n        s += row\n    return s\n"
    beginner = OfflineScriptWriter().write(
        TopicBrief(topic="x", audience="beginner"), {"t.py": code}
    )
    expert = OfflineScriptWriter().write(TopicBrief(topic="x", audience="expert"), {"t.py": code})

    assert any("That is a loop" in scene.narration for scene in beginner.scenes)
    assert not any("That is a loop" in scene.narration for scene in expert.scenes)


@pytest.mark.parametrize(
    ("docstring", "clause"),
    [
        ("Process the queue.", "it processes the queue"),
        ("Greets people politely.", "it greets people politely"),
        ("Queue a job and return its number.", "it queues a job and returns its number"),
        ("A number of rows.", "it is a number of rows"),
        ("Words that matter.", "in short: words that matter"),
        ("Always the same.", "in short: always the same"),
        ("f(x) -> y\n\nCompute y.\n", "it computes y"),
        ("", ""),
    ],
)
def test_the_first_sentence_of_a_docstring_is_a_clause(docstring, clause):
    assert as_clause(docstring) == clause
