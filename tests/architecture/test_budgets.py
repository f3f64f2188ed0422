import ast
import statistics

import pytest

from tests.template.source import ROOT

SDK = "sdk/python/src"
PRODUCT = [
    path
    for folder in ("layers/studio/python/studio", "functions", "render_container", "local", SDK)
    for path in (ROOT / folder).rglob("*.py")
    if "examples" not in path.parts
]


def function_lengths(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_holds_one_idea(path):
    source = path.read_text()
    limit = 40 if path.is_relative_to(ROOT / "functions") else 250
    if path == ROOT / SDK / "chalkboard/_client.py":
        limit = 350

    assert len(source.splitlines()) <= limit
    assert ast.get_docstring(ast.parse(source)), "every module says in a sentence what it is"
    too_long = [name for name, length in function_lengths(ast.parse(source)) if length > 50]
    assert not too_long


def test_functions_are_short():
    lengths = [n for path in PRODUCT for _, n in function_lengths(ast.parse(path.read_text()))]

    assert statistics.median(lengths) <= 8
    assert statistics.quantiles(lengths, n=10)[-1] <= 30
