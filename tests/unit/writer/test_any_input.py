"""Whatever is attached, the writer hands in a script that can be filmed."""

from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from studio.adapters.offline_writer import OfflineScriptWriter
from studio.adapters.offline_writer.lecture import SCENES, SECONDS, seconds
from studio.adapters.offline_writer.manner import MAX_WORDS, words
from studio.domain.brief import Template, TopicBrief
from studio.domain.narration import read_marks
from studio.domain.script import Draft
from tests.unit.writer.beats import beats_after_entry

names = st.sampled_from(
    ["a.py", "b.js", "c.md", "d.txt", "e.rst", "f.html", "g.c", "h.go", "noext", "i.json", "j.rb",
     "k.sql", "l.hs", "Makefile", "m.sh", "n.lisp", "o.bin", "p.yaml", "q.css"]
)  # fmt: skip
fragments = st.sampled_from(
    [
        "def f(x):\n    return f(x - 1)\n", "class A:\n    x: int\n    def m(self): pass\n",
        "# Heading\n\n", "- item one\n- item two\n", "1. first\n2. second\n", "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "```python\nx = [[1]]\n```\n", "In 1950 it began. In 1960 it ended.\n\n", "function g(a, b) { return a; }\n",
        "int main(void) { for (int i = 0; i < 3; i++) f(i); }\n", "A sentence with [[1]] marks in it.\n\n",
        "=====\n", "-----\n", "{", "}", "(", "/* c */", "// c\n", "<p>Hi</p>", "\x0c", "\u2028", "'", '"""', "`", "\t",
        "if x:\n", "x = 1\n", "for a in b:\n    pass\n", "CREATE TABLE t (a int);\n", "all:\n\tcc -o a a.c\n",
        "See https://example.org/a?b=c for more.\n", "word " * 60, "\n\n",
    ]
)  # fmt: skip
texts = st.lists(fragments | st.text(max_size=20), max_size=12).map("".join)
contents = texts.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=40)
briefs = st.builds(
    TopicBrief,
    topic=st.text(min_size=1, max_size=60),
    effort=st.sampled_from(["low", "medium", "high"]),
    audience=st.sampled_from(["beginner", "intermediate", "expert"]),
    tone=st.sampled_from(["casual", "formal", "socratic"]),
    template=st.sampled_from([None, *get_args(Template)]),
)
thorough = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_it_can_be_filmed(draft: Draft, brief: TopicBrief) -> None:
    assert 1 <= len(draft.scenes) <= SCENES[brief.effort][1]
    for scene in draft.scenes:
        assert len(read_marks(scene.narration).cues) == beats_after_entry(scene.visual), scene
        assert 1 <= words(scene.narration) <= MAX_WORDS, scene
        assert scene.title.strip()
        assert "[[" not in read_marks(scene.narration).text


@thorough
@given(briefs, st.dictionaries(names, contents, max_size=3))
@example(TopicBrief(topic="x"), {"a.py": b"def f():\n    return 1\n"})
@example(TopicBrief(topic="x"), {"d.txt": b"One."})
@example(TopicBrief(topic="x", tone="formal"), {"c.md": b"# " + b"long " * 200})
def test_any_attachment_becomes_a_script_that_can_be_filmed(brief, context):
    draft = OfflineScriptWriter().write(brief, context)

    assert_it_can_be_filmed(draft, brief)


@settings(max_examples=100, deadline=None)
@given(briefs, st.dictionaries(names, contents, max_size=2))
def test_the_same_request_gives_the_same_script(brief, context):
    writer = OfflineScriptWriter()

    assert writer.write(brief, context) == writer.write(brief, dict(reversed(context.items())))


@pytest.mark.parametrize(
    "module", ["heapq", "textwrap", "functools", "sched", "shlex", "bisect", "queue"]
)
@pytest.mark.parametrize("effort", ["low", "medium", "high"])
def test_real_modules_become_scripts_that_can_be_filmed(module, effort):
    source = Path(str(import_module(module).__file__)).read_bytes()
    for tone in ("casual", "formal", "socratic"):
        brief = TopicBrief(topic="explain", effort=effort, tone=tone, audience="beginner")
        draft = OfflineScriptWriter().write(brief, {f"{module}.py": source})

        assert_it_can_be_filmed(draft, brief)
        assert len(draft.scenes) >= SCENES[effort][0]
        assert sum(map(seconds, draft.scenes)) <= SECONDS[effort]
