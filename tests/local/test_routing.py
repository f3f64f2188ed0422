"""Which function a path goes to."""

import pytest

from local.routing import Routes
from local.template import Route


def route(method: str, path: str) -> Route:
    return Route(method, path, function=f"{method} {path}", streams=False, seconds=29)


ROUTES = Routes(
    [
        route("ANY", "/{path+}"),
        route("GET", "/jobs/{id}/files/{name}"),
        route("ANY", "/jobs/{id}"),
        route("GET", "/jobs/{id}"),
        route("GET", "/jobs/upload"),
    ]
)


@pytest.mark.parametrize(
    ("method", "path", "function"),
    [
        ("GET", "/jobs/1/files/final.mp4", "GET /jobs/{id}/files/{name}"),
        ("GET", "/jobs/1/files/a/b", "ANY /{path+}"),
        ("GET", "/jobs/1", "GET /jobs/{id}"),
        ("DELETE", "/jobs/1", "ANY /jobs/{id}"),
        ("GET", "/jobs/upload", "GET /jobs/upload"),
        ("GET", "/elsewhere", "ANY /{path+}"),
    ],
)
def test_the_most_specific_route_wins(method: str, path: str, function: str) -> None:
    match = ROUTES.match(method, path)

    assert match is not None
    assert match.route.function == function


def test_parameters_are_named_and_an_encoded_slash_stays_inside_one() -> None:
    match = ROUTES.match("GET", "/jobs/1/files/..%2Fsecret")

    assert match is not None
    assert match.parameters == {"id": "1", "name": "..%2Fsecret"}


def test_a_method_is_looked_for_on_the_most_specific_path_alone() -> None:
    assert ROUTES.match("POST", "/jobs/1/files/final.mp4") is None
    assert ROUTES.match("POST", "/jobs/upload") is None


def test_a_path_without_a_route_matches_nothing() -> None:
    assert ROUTES.match("GET", "/") is None


def test_a_dot_in_a_route_is_a_dot() -> None:
    assert Routes([route("GET", "/a.json")]).match("GET", "/aXjson") is None
