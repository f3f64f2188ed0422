"""Imports of what is used and was forgotten."""

import ast
from collections.abc import Iterator
from typing import Final

from studio.domain.manim_names.public import MANIM, STAGECRAFT
from studio.domain.manim_names.words import words
from studio.domain.scene_repair.changes import Change, Edit
from studio.domain.scene_repair.module import OURS, Module

_MODULES: Final = """
    math random itertools functools collections copy re string json statistics cmath colorsys
    operator fractions decimal datetime time dataclasses typing enum heapq bisect textwrap
"""
_FROM: Final = {
    "numpy": "sin cos tan sqrt exp pi arctan arctan2",
    "collections": "Counter OrderedDict defaultdict deque",
    "functools": "partial reduce lru_cache",
    "itertools": "product permutations combinations chain cycle",
    "copy": "deepcopy",
    "dataclasses": "dataclass field",
    "typing": "Any Callable Dict Iterable List Optional Sequence Tuple Union",
    "fractions": "Fraction",
    "enum": "Enum",
    "pathlib": "Path",
}
_STANDARD: Final = {
    **{name: f"import {name}" for name in words(_MODULES)},
    **{
        name: f"from {package} import {name}"
        for package, names in _FROM.items()
        for name in words(names)
    },
    "it": "import itertools as it",
    "op": "import operator as op",
    "np": "import numpy as np",
    "numpy": "import numpy",
    "nx": "import networkx as nx",
    "mn": "import manim as mn",
    "manim": "import manim",
}


def changes(module: Module) -> Iterator[Change]:
    unknown = module.unknown
    if "stagecraft" in module.stars:
        unknown -= STAGECRAFT | MANIM
    elif module.stars & OURS:
        unknown -= MANIM
    if module.stars - OURS:
        return  # nobody can tell what another star brings
    lines: list[str] = []
    if unknown & STAGECRAFT - set(_STANDARD):
        lines.append("from stagecraft import *")
        unknown -= STAGECRAFT | MANIM
    if unknown & MANIM - {"np"} and not module.stars & OURS:
        lines.append("from manim import *")
        unknown -= MANIM
    lines += sorted({_STANDARD[name] for name in unknown if name in _STANDARD})
    if lines:
        yield _imported(module, lines)


def _imported(module: Module, lines: list[str]) -> Change:
    """After the docstring and what must come first, and before everything else."""
    place = 0
    for node in module.tree.body:
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if not docstring and not future:
            place = module.line_start(_first_line(node))
            break
    text = "\n".join(lines) + "\n"
    says = " and ".join(f"`{line}`" for line in lines) + " was missing"
    return Change(says, (Edit(place, place, text),))


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])
