"""How a text is retold: from its own headings, lists, tables, dates and sentences."""

import pytest

from studio.adapters.offline_writer import OfflineScriptWriter
from studio.adapters.offline_writer.prose.reader import read_document
from studio.adapters.offline_writer.prose.sentences import (
    clause,
    clean,
    short,
    split,
    spoken_short,
)
from studio.domain.brief import TopicBrief
from studio.domain.script import Draft

BREAD = """\
# Sourdough Bread

Sourdough is bread raised by wild yeast and bacteria instead of commercial yeast.

## Making the dough

1. Mix 500 g of flour with 350 g of water.
2. Add 100 g of starter.
3. Fold the dough four times.

## What the microbes do

- **Yeast**: makes carbon dioxide
- **Bacteria**: make acids
- **Enzymes**: cut starch into sugar

## History

In 1857, Louis Pasteur showed that yeast is alive. In 1868, a company began to sell yeast.

## Sourdough or yeast?

| Sourdough | Yeast |
|---|---|
| rises in a day | rises in an hour |
| keeps for a week | is dry after two days |

## Hydration

Hydration is the weight of the water divided by the weight of the flour.

```python
def hydration(flour, water):
    if flour <= 0:
        raise ValueError("no flour")
    return water / flour
```
"""


def retold(text: str, name: str = "bread.md", **wishes) -> Draft:
    return OfflineScriptWriter().write(TopicBrief(topic="x", **wishes), {name: text.encode()})


def scene_of(draft: Draft, kind: str):
    return next(scene for scene in draft.scenes if scene.visual.kind == kind)


def test_each_structure_becomes_its_own_kind_of_picture():
    draft = retold(BREAD, effort="high")

    assert {scene.visual.kind for scene in draft.scenes} >= {
        "title_card", "steps", "diagram", "timeline", "comparison", "code", "recap",
    }  # fmt: skip


def test_an_ordered_list_becomes_steps():
    steps = scene_of(retold(BREAD, effort="high"), "steps")

    assert steps.title == "Making the dough"
    assert [step.title for step in steps.visual.steps][1] == "Add 100 g of starter"
    assert "grams" in steps.narration


def test_bullets_hang_on_their_heading():
    diagram = scene_of(retold(BREAD, effort="high"), "diagram").visual

    assert [node.label for node in diagram.nodes][1:] == ["Yeast", "Bacteria", "Enzymes"]
    assert {edge.source for edge in diagram.edges} == {"root"}


def test_dates_become_a_timeline():
    timeline = scene_of(retold(BREAD, effort="high"), "timeline").visual

    assert [moment.when for moment in timeline.moments] == ["1857", "1868"]
    assert timeline.moments[0].what.startswith("Louis Pasteur")


def test_a_table_of_two_columns_becomes_a_comparison():
    table = scene_of(retold(BREAD, effort="high"), "comparison").visual

    assert (table.left.title, table.right.title) == ("Sourdough", "Yeast")
    assert table.left.points == ("rises in a day", "keeps for a week")


def test_fenced_code_is_shown_and_told():
    code = scene_of(retold(BREAD, effort="high"), "code")

    assert code.visual.language == "python"
    assert "raises a value error" in code.narration


def test_a_template_prefers_its_kind_of_picture():
    kinds = [s.visual.kind for s in retold(BREAD, effort="low", template="compare").scenes]

    assert "comparison" in kinds


def test_what_is_not_told_is_admitted():
    assert "more section" in retold(BREAD, effort="low").scenes[-1].narration


def test_the_opening_says_that_the_text_itself_is_told():
    draft = retold(BREAD)

    assert "taken from the text itself" in draft.scenes[0].narration
    assert draft.title == "Sourdough Bread in Short"


def test_plain_text_without_headings_is_told_in_several_scenes():
    text = "\n\n".join(
        f"The {animal} is an important animal of the {place}. It lives there because it is {trait}."
        for animal, place, trait in [
            ("octopus", "sea", "clever"), ("eagle", "sky", "light"), ("mole", "earth", "strong"),
        ]
    )  # fmt: skip

    assert len(retold(text, "animals.txt").scenes) >= 4


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.rst",
            "Title\n=====\n\nFirst\n-----\n\nSome words here.\n\nSecond\n------\n\nMore words here.\n",
        ),
        ("a.md", "# Title\n\n## First\n\nSome words here.\n\n## Second\n\nMore words here.\n"),
        (
            "a.html",
            "<h1>Title</h1><h2>First</h2><p>Some words here.</p><h2>Second</h2><p>More words here.</p>",
        ),
        (
            "a.md",
            "Title\n=====\n\nFirst\n---\n\nSome words here.\n\nSecond\n---\n\nMore words here.\n",
        ),
        ("a.adoc", "= Title\n\n== First\n\nSome words here.\n\n== Second\n\nMore words here.\n"),
    ],
)
def test_headings_are_found_in_every_dialect(name, text):
    document = read_document(name, text)

    assert document.title == "Title"
    assert [section.heading for section in document.sections] == ["First", "Second"]


def test_html_leaves_out_what_nobody_reads():
    document = read_document("a.html", "<nav>Menu</nav><script>x()</script><p>Only this.</p>")

    assert [p for section in document.sections for p in section.paragraphs] == ["Only this."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It costs 3.50 euros. Dr. Smith paid.", ["It costs 3.50 euros.", "Dr. Smith paid."]),
        ("Use tools, e.g. Make. They help!", ["Use tools, e.g. Make.", "They help!"]),
        ("Is it? Yes. J. R. Tolkien wrote it.", ["Is it?", "Yes.", "J. R. Tolkien wrote it."]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("One without an end", ["One without an end"]),
    ],
)
def test_sentences_end_where_they_end(text, sentences):
    assert split(text) == sentences


def test_marks_and_links_are_cleaned_away():
    marked = "See **the [guide](https://x.org)** and `code` <b>now</b> ![pic](a.png)[^1]."

    assert clean(marked) == "See the guide and `code` now ."


def test_a_sentence_is_never_cut_inside_a_phrase():
    assert (
        spoken_short("Bake it in a very hot pot for 45 minutes", 8) == "Bake it in a very hot pot"
    )
    assert (
        clause("You feed it daily, because the yeast is always hungry for sugar", 8)
        == "You feed it daily"
    )
    assert clause("A very long sentence that simply goes on and on and never has a pause", 8) == ""


def test_a_clause_that_leans_on_the_next_does_not_stand_alone():
    leaning = "When Sun and Moon line up, their pulls add up and the tides are largest"

    assert clause(leaning, 8) == ""
    assert short(leaning, 40) == "When Sun and Moon line up, their pulls…"


def test_a_cue_mark_in_the_text_is_not_one_of_ours():
    draft = retold(
        "# Wiki\n\n## Links\n\nA wiki links pages as [[1]] and [[2]] in their text. It is a web.\n"
    )

    assert all("[[2]]" not in s.narration or s.visual.kind != "title_card" for s in draft.scenes)
