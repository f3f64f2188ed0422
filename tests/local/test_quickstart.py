"""The request that `make up` prints is one that a shell and the API both understand."""

import ast
import json
import shlex

from local.quickstart import SCENE, quickstart
from tests.local.credentials import KEYS


def words() -> list[str]:
    return shlex.split(quickstart(KEYS))


def test_it_goes_to_the_kodisc_api_with_its_own_key() -> None:
    assert words()[0] == "curl"
    assert "http://api.test/api/v2/render" in words()
    assert "Authorization: Bearer kdsc_live_1" in words()


def test_its_body_is_json_with_a_scene_in_it() -> None:
    body = json.loads(words()[-1])
    (scene,) = (node for node in ast.parse(body["code"]).body if isinstance(node, ast.ClassDef))

    assert body == {"code": SCENE, "className": scene.name}
