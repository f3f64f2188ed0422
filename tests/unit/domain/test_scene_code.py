import ast

import pytest

from studio.domain.errors import UnusableScene
from studio.domain.scene_code import check, one_module
from studio.domain.script import SceneCode
from tests.builders import a_scene, scene_code


def test_sound_code_is_returned():
    code = scene_code(a_scene())

    assert check(code) is code


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("class Segment01(:", "is not Python"),
        ("class Other: pass", "does not define Segment01"),
        ("\0", "is not Python"),
        ("#" * 200_001, "is longer than"),
    ],
)
def test_unsound_code_is_refused_with_a_reason(source, says):
    with pytest.raises(UnusableScene, match=says):
        check(SceneCode(number=1, class_name="Segment01", source=source))


def test_one_module_holds_every_class_and_each_import_once():
    module = one_module([scene_code(a_scene(n)).source for n in (1, 2)])

    assert module.count("from stagecraft import *") == 1
    classes = [node.name for node in ast.parse(module).body if isinstance(node, ast.ClassDef)]
    assert classes == ["Segment01", "Segment02"]
