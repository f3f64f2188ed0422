"""The request that `make up` prints is one that a shell and the API both understand."""

import ast
import json
import shlex

from local.keys import Credentials
from local.quickstart import SCENE, quickstart

KEYS = Credentials(
    "http://api.test/api/v1",
    "chk_live_1",
    "chk_test_1",
    "kdsc_live_1",
    "whsec_1",
    email="local@example.com",
    password="p",  # noqa: S106
    user_pool_client="c",
)


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
