"""What is imported later: the warm parent starts sooner, and scenes do not notice."""

import os
import subprocess
import sys

import numpy as np
import pytest
from manim.utils import space_ops
from scipy.spatial.transform import Rotation

from render import deferred
from tests.render.workshop import ROOT

DEFERRED = """
from render.deferred import deferred
with deferred():
    import manim
import sys
print(sorted({"scipy", "scipy.spatial", "networkx", "bs4", "av"} & sys.modules.keys()))
"""
SCENE = """
from manim import *
names = sorted(name for name in globals() if not name.startswith("__"))
print([name for name in names if name not in ("deferred", "sys")])
graph = Graph([1, 2, 3, 4], [(1, 2), (2, 3), (3, 4)], layout="spring", layout_config={"seed": 2})
tree = Graph([1, 2, 3], [(1, 2), (1, 3)], layout="tree", root_vertex=1)
ring = DiGraph([1, 2, 3], [(1, 2)], layout="circular")
code = Code(code_string="def f(x):\\n    return x", language="python")
turned = Cube().rotate(1.3, axis=RIGHT + UP).rotate(PI / 5)
for mobject in graph, tree, ring, code, turned:
    print([each.points.tobytes().hex() for each in mobject.get_family()])
from scipy.spatial.transform import Rotation, Slerp
import networkx, bs4, scipy.spatial
print(Rotation.from_euler("z", 1).as_matrix().tolist(), networkx.path_graph(3).nodes)
print(isinstance(bs4.BeautifulSoup("<p>a</p>", "html.parser").p, bs4.Tag), scipy.spatial.KDTree)
"""


def said(code: str, folder: object) -> list[str]:
    """What a process of its own prints."""
    roots = [ROOT / "layers/studio/python", ROOT / "render_container"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, roots))}
    return subprocess.check_output(
        [sys.executable, "-c", code], cwd=str(folder), env=environment, text=True
    ).splitlines()


def test_scenes_do_not_notice_what_was_imported_later(tmp_path: object) -> None:
    first, *seen = said(DEFERRED + SCENE, tmp_path)

    assert first == "[]"
    assert seen == said("import manim, sys" + SCENE, tmp_path)


def test_turns_are_scipys_to_the_last_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(1)
    turns = chance.normal(size=(3000, 3)) * 10 ** chance.uniform(-5, 1, size=(3000, 1))
    turns[::5] *= (0, 0, 1)
    turns[0] = 0

    for turn in turns:
        meant = Rotation.from_rotvec(turn).as_matrix()
        assert deferred.Rotation.from_rotvec(turn).as_matrix().tobytes() == meant.tobytes()

    meant = space_ops.rotation_matrix(0.7, (1, 2, 3), homogeneous=True)
    monkeypatch.setattr(space_ops, "Rotation", deferred.Rotation)
    assert space_ops.rotation_matrix(0.7, (1, 2, 3), homogeneous=True).tolist() == meant.tolist()


def test_several_turns_at_once_are_scipys() -> None:
    seen = deferred.Rotation.from_rotvec([[0, 0, 1], [0, 1, 0]])

    assert isinstance(seen, Rotation)


def test_nothing_is_kept_back_once_manim_is_here() -> None:
    before = dict(sys.modules)
    with deferred.deferred():
        assert dict(sys.modules) == before
