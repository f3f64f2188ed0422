"""What the jail is made of."""

import ast
import re
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.anybody
PACKAGE = Path(__file__).parents[2] / "render_container" / "jail"


def test_the_jail_needs_nothing_but_the_standard_library() -> None:
    imported = set()
    for module in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])

    assert imported - {"jail"} <= sys.stdlib_module_names


def test_every_test_that_the_security_page_names_exists() -> None:
    page = (PACKAGE.parents[1] / "SECURITY.md").read_text()
    named = set(re.findall(r"`(test_\w+)`", page))
    tests = Path(__file__).parents[1]
    elsewhere = (
        "render/test_confinement",
        "render/test_scene_film",
        "render/test_takes",
        "contract/test_artifact_store",
        "local/test_vendor",
        "template/test_claude",
        "unit/application/test_job_meter",
        "unit/application/test_plan_takes",
        "unit/claude/test_material",
        "unit/claude/test_roles",
    )
    files = [*tests.glob("security/test_*.py"), *(tests / f"{name}.py" for name in elsewhere)]
    sources = "".join(path.read_text() for path in files)
    defined = set(re.findall(r"^def (test_\w+)\(", sources, re.MULTILINE))

    assert len(named) > 80
    assert named <= defined
