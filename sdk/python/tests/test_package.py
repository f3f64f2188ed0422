import ast
from pathlib import Path

import chalkboard
from chalkboard import _errors

SOURCE = Path(chalkboard.__file__).parent


def test_the_package_needs_httpx_and_nothing_else():
    found = set()
    for path in SOURCE.glob("*.py"):
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                node.body = []
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add(node.module)

    ours = {
        "__future__",
        "collections",
        "contextlib",
        "dataclasses",
        "hashlib",
        "hmac",
        "itertools",
    }
    ours |= {"json", "pathlib", "random", "re", "time", "typing", "urllib", "uuid"}
    assert {name.partition(".")[0] for name in found} - ours == {"httpx"}


def test_every_public_name_is_there_and_every_error_is_in_the_tree():
    public = {name for name in vars(chalkboard) if not name.startswith("_")}
    errors = {
        name
        for name, value in vars(_errors).items()
        if isinstance(value, type) and issubclass(value, chalkboard.ChalkboardError)
    }

    assert set(chalkboard.__all__) <= set(dir(chalkboard))
    assert errors <= public
    assert all(name in _errors.__doc__ for name in errors)
