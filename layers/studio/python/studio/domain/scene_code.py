"""What scene code must be before anything runs it: a quality check, not a jail."""

import ast

from studio.domain.errors import UnusableScene
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


def one_module(scenes: tuple[SceneCode, ...]) -> str:
    """All scenes as one readable file: their imports once, then every class."""
    imports: dict[str, None] = {}
    bodies: list[str] = []
    for scene in scenes:
        module = ast.parse(scene.source)
        first = next(n for n in module.body if not isinstance(n, ast.Import | ast.ImportFrom))
        lines = scene.source.splitlines()
        head = [ast.unparse(n) for n in module.body if isinstance(n, ast.Import | ast.ImportFrom)]
        imports |= dict.fromkeys(head)
        bodies.append("\n".join(lines[first.lineno - 1 :]).rstrip())
    return "\n".join(imports) + "\n\n\n" + "\n\n\n".join(bodies) + "\n"
