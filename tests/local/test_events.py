"""The event that a function gets for a request, and what a client gets for its answer."""

import base64
from typing import Any

import pytest

from local.events import Call, MalformedAnswer, answer, proxy_event


def call(**changes: Any) -> Call:
    given = {
        "method": "POST",
        "path": "/api/v1/jobs",
        "resource": "/{path+}",
        "parameters": {"path": "api/v1/jobs"},
        "query": "",
        "headers": [("host", "127.0.0.1:8000"), ("content-type", "application/json")],
        "body": b'{"topic": "x"}',
        "source_ip": "127.0.0.1",
        "stage": "live",
    }
    return Call(**given | changes)


def test_a_request_becomes_a_rest_proxy_event() -> None:
    event = proxy_event(call(), binary=False)

    assert event["httpMethod"] == "POST"
    assert event["resource"] == "/{path+}"
    assert event["pathParameters"] == {"path": "api/v1/jobs"}
    assert event["requestContext"]["path"] == "/live/api/v1/jobs"
    assert event["requestContext"]["identity"]["sourceIp"] == "127.0.0.1"
    assert event["headers"]["X-Forwarded-For"] == "127.0.0.1"
    assert event["body"] == '{"topic": "x"}'
    assert event["isBase64Encoded"] is False


def test_bytes_travel_as_base64_when_every_type_is_binary() -> None:
    event = proxy_event(call(body=b"\xff\x00"), binary=True)

    assert base64.b64decode(event["body"]) == b"\xff\x00"
    assert event["isBase64Encoded"] is True


def test_no_body_is_null_and_not_encoded() -> None:
    event = proxy_event(call(body=b""), binary=True)

    assert event["body"] is None
    assert event["isBase64Encoded"] is False


def test_repeated_parameters_and_headers_keep_all_their_values() -> None:
    headers = [("host", "h"), ("x-one", "a"), ("x-one", "b")]
    event = proxy_event(call(query="q=a%20b&q=c&empty=", headers=headers), binary=False)

    assert event["queryStringParameters"] == {"q": "c", "empty": ""}
    assert event["multiValueQueryStringParameters"]["q"] == ["a b", "c"]
    assert event["multiValueHeaders"]["X-One"] == ["a", "b"]
    assert event["headers"]["X-One"] == "b"


def test_an_answer_keeps_every_cookie_and_decodes_its_body() -> None:
    reply = answer(
        {
            "statusCode": 201,
            "headers": {"Set-Cookie": "b=2", "Content-Length": "99"},
            "multiValueHeaders": {"set-cookie": ["a=1", "b=2"]},
            "body": base64.b64encode(b"\x00").decode(),
            "isBase64Encoded": True,
        },
        "id",
    )

    assert reply.status == 201
    assert reply.body == b"\x00"
    assert [value for name, value in reply.headers if name == "set-cookie"] == ["a=1", "b=2"]
    assert "content-length" not in {name.lower() for name, _ in reply.headers}


@pytest.mark.parametrize(
    "result",
    [
        None,
        "text",
        {"body": "no status"},
        {"statusCode": "200"},
        {"statusCode": 200, "body": {"not": "text"}},
        {"statusCode": 200, "body": "!", "isBase64Encoded": True},
    ],
)
def test_an_answer_that_api_gateway_refuses_is_malformed(result: object) -> None:
    with pytest.raises(MalformedAnswer):
        answer(result, "id")
