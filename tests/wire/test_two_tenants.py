"""Whatever has an id: another account's is answered like one that nobody has."""

import re

import pytest

from studio.dialects.chalkboard_v1.openapi.samples import sample
from tests.wire.furnished import furnished, operations

PARAMETER = re.compile(r"\{(\w+)\}")
CHANGING = {"date", "ratelimit-remaining", "ratelimit-reset"}


@pytest.fixture(scope="module")
def tenants():
    ada, bob = furnished()
    return bob, ada.furnish(), bob.furnish()


def with_ids():
    document = furnished()[0].http.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    for method, path, operation in operations(document):
        names = PARAMETER.findall(path)
        if names and operation["security"]:  # what needs no key is nobody's
            contents = operation.get("requestBody", {}).get("content", {})
            schema = contents.get("application/json", {}).get("schema")
            body = sample(schema, schemas) if schema else None
            yield pytest.param((method, path, names, body), id=operation["operationId"])


@pytest.mark.parametrize("prefix", ["/api/v1", "/api"])
@pytest.mark.parametrize("asked", list(with_ids()))
def test_anothers_id_gets_the_bytes_of_an_unknown_one(tenants, prefix, asked):
    (bob, of_ada, of_bob), (method, path, names, body) = tenants, asked
    unlike = {name: re.sub(r"[0-9a-f]", "7", of_ada[name]) for name in names}
    assert unlike != {name: of_ada[name] for name in names}, "an id that nobody has"

    def answer(ids):
        got = bob.http.request(method, prefix + path.format_map(ids), json=body)
        headers = {name: value for name, value in got.headers.items() if name not in CHANGING}
        link = headers.pop("link", "").replace(path.format_map(ids), path)
        return got.status_code, got.content, link, headers

    theirs = answer(of_ada)
    assert theirs == answer(unlike)
    assert theirs[0] == 404
    for foreign in names[1:]:  # a thing of one's own does not open what is another's within it
        mixed = of_bob | {foreign: of_ada[foreign]}
        nobodys = of_bob | {foreign: unlike[foreign]}
        if foreign != "name":
            assert answer(mixed) == answer(nobodys)


def test_what_ada_has_is_there_for_ada():
    ada, _ = furnished()
    ids = ada.furnish()
    document = ada.http.get("/openapi.json").json()
    for method, path, _ in operations(document):
        if PARAMETER.search(path) and method == "GET":
            assert ada.http.get(f"/api/v1{path.format_map(ids)}").status_code == 200, path


def test_another_accounts_lists_do_not_show_it(tenants):
    bob, of_ada, of_bob = tenants
    mine = {value for name, value in of_ada.items() if name not in {"name", "voice_id"}}
    mine -= set(of_bob.values())
    for path in ("/jobs", "/library", "/webhooks", "/account/api-keys", "/account/export"):
        text = bob.http.get(f"/api/v1{path}").text
        assert not [value for value in mine if value in text], path
