"""What scene code must be before anything runs it: a quality check, not a jail."""

import ast
from collections.abc import Sequence
from itertools import takewhile

from studio.domain.errors import UnusableScene
from studio.domain.problem import Problem
from studio.domain.script import SceneCode

MAX_SOURCE_BYTES = 200_000


def check(code: SceneCode) -> SceneCode:
    """Return the code if it parses and defines its scene class.

    Raises `UnusableScene` with a sentence for people.
    """
    if len(code.source.encode()) > MAX_SOURCE_BYTES:
        raise UnusableScene(f"Scene {code.number} is longer than {MAX_SOURCE_BYTES} bytes.")
    try:
        module = ast.parse(code.source)
    except (SyntaxError, ValueError) as error:
        raise UnusableScene(f"Scene {code.number} is not Python: {error}") from error
    classes = {node.name for node in module.body if isinstance(node, ast.ClassDef)}
    if code.class_name not in classes:
        raise UnusableScene(f"Scene {code.number} does not define {code.class_name}.")
    return code


def problems(code: SceneCode, cues: int) -> tuple[Problem, ...]:
    """What is seen to be wrong without running it, for a scene that has so many cues."""
    try:
        check(code)
    except UnusableScene as error:
        return (Problem(kind="not_python", message=str(error)),)
    return ()


def one_module(sources: Sequence[str]) -> str:
    """Modules as one readable file: imports once, then all else; what is no Python as comments."""
    imports: dict[str, None] = {}
    bodies: list[str] = []
    for source in sources:
        try:
            nodes = ast.parse(source).body
        except (SyntaxError, ValueError):
            bodies.append("\n".join(f"# {line}" for line in source.splitlines()))
            continue
        head = list(takewhile(lambda node: isinstance(node, ast.Import | ast.ImportFrom), nodes))
        imports |= dict.fromkeys(map(ast.unparse, head))
        start = head[-1].end_lineno if head else 0
        bodies.append("\n".join(source.splitlines()[start:]).strip())
    return "\n".join(imports) + "\n\n\n" + "\n\n\n".join(bodies) + "\n"
