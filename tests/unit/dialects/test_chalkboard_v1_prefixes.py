"""The same API without its version, and every request that no route takes."""

import pytest

from tests.house import House


@pytest.fixture(scope="module")
def http():
    house = House()
    return house.client(house.create_account("mine").live)


def test_the_older_paths_answer_the_same_and_name_their_successors(http):
    old, new = http.get("/api/jobs"), http.get("/api/v1/jobs")

    assert (old.status_code, old.content) == (new.status_code, new.content)
    assert old.headers["deprecation"] == "true"
    assert old.headers["link"] == '</api/v1/jobs>; rel="successor-version"'
    assert not {"deprecation", "link"} & set(new.headers)


@pytest.mark.parametrize(
    ("asked", "successor"),
    [
        ("/jobs/x/log?format=json", "/api/v1/jobs/x/log?format=json"),
        ("/jobs/x%3E%22y?a=%3E&b=>", "/api/v1/jobs/x%3E%22y?a=%3E&b=%3E"),
        ("/jobs/%C3%A9", "/api/v1/jobs/%C3%A9"),
    ],
)
def test_a_successor_keeps_path_and_query_and_stays_inside_its_brackets(http, asked, successor):
    answer = http.get(f"/api{asked}")

    assert answer.status_code == 404
    assert answer.headers["link"] == f'<{successor}>; rel="successor-version"'


def test_errors_of_older_paths_are_deprecated_as_well(http):
    answer = http.post("/api/jobs", json={})

    assert answer.status_code == 422
    assert answer.headers["deprecation"] == "true"


@pytest.mark.parametrize("prefix", ["/api", "/api/v1"])
@pytest.mark.parametrize("path", ["/meta", "/openapi.json"])
def test_what_never_had_a_version_is_not_deprecated(http, prefix, path):
    answer = http.get(prefix + path)

    assert answer.status_code == 200
    assert not {"deprecation", "link"} & set(answer.headers)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/",
        "/api/nope",
        "/api/v1/nope",
        "/api/v1/jobs/",
        "/api/jobs/",
        "/api/v1//jobs",
        "//api/v1/jobs",
        "/api/v1/jobs/a%2Fb",
        "/api/v3/jobs",
        "/api/v1/openapi.json/",
        "/openapi.json/",
        "/v1/jobs",
        "/jobs",
        "/docs",
        "/api/v1/docs",
    ],
)
def test_a_path_that_leads_nowhere_is_not_found_and_not_redirected(http, path):
    answer = http.get(f"http://testserver{path}", follow_redirects=False)

    assert (answer.status_code, answer.json()) == (404, {"detail": "Not Found"})
    assert "deprecation" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/jobs", {"GET", "POST"}),
        ("POST", "/meta", {"GET"}),
        ("HEAD", "/meta", {"GET"}),
        ("OPTIONS", "/jobs/estimate", {"POST"}),
        ("TRACE", "/jobs", {"GET", "POST"}),
    ],
)
@pytest.mark.parametrize("prefix", ["/api", "/api/v1"])
def test_a_wrong_method_is_told_the_right_ones(http, prefix, method, path, allowed):
    answer = http.request(method, prefix + path)

    assert answer.status_code == 405
    assert allowed <= {found.strip() for found in answer.headers["allow"].split(",")}
    if method != "HEAD":
        assert answer.json() == {"detail": "Method Not Allowed"}


def test_pages_of_any_origin_may_call_and_read_our_headers(http):
    preflight = http.options(
        "/api/v1/jobs",
        headers={
            "Origin": "https://example.com",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type,idempotency-key",
        },
    )
    answer = http.get("/api/jobs", headers={"Origin": "https://example.com"})

    assert preflight.status_code == 200
    assert "Idempotency-Key" in preflight.headers["access-control-allow-headers"]
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    exposed = answer.headers["access-control-expose-headers"]
    assert {"Retry-After", "Idempotent-Replayed", "Deprecation"} <= set(exposed.split(", "))


def test_even_an_error_of_ours_can_be_read_by_a_page(http, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("secret")

    monkeypatch.setattr("studio.application.find_jobs.FindJobs.page", broken)
    answer = http.get("/api/v1/jobs", headers={"Origin": "https://example.com"})

    assert (answer.status_code, answer.json()) == (500, {"detail": "Internal server error"})
    assert answer.headers["access-control-allow-origin"] == "*"
