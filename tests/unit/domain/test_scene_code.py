import ast

from studio.domain.scene_code import one_module
from tests.builders import a_scene, scene_code


def test_one_module_holds_every_class_and_each_import_once():
    module = one_module([scene_code(a_scene(n)).source for n in (1, 2)])

    assert module.count("from stagecraft import *") == 1
    classes = [node.name for node in ast.parse(module).body if isinstance(node, ast.ClassDef)]
    assert classes == ["Segment01", "Segment02"]
