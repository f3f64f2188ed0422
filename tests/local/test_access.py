"""A function may do what its own policy says, and nothing else, as in AWS."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import httpx
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from ministack.services import sts

from local import access
from local.front_door import function_code
from local.ground import REGION
from tests.local.conftest import SmallCloud


def invoke(cloud: SmallCloud, function: str, event: object) -> dict[str, Any]:
    name = cloud.stack.physical[function]
    answer = cloud.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event))
    result: dict[str, Any] = json.loads(answer["Payload"].read())
    return result


def signed_as(cloud: SmallCloud, function: str, service: str) -> Any:
    """A client that signs as a function does that the front door runs."""
    environment = function_code(cloud.ground, cloud.stack, function).environment
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=cloud.ground.endpoint,
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=environment["AWS_SESSION_TOKEN"],
        config=Config(signature_version="s3v4", proxies={}, retries={"max_attempts": 1}),
    )


def code_of(call: Any, **arguments: object) -> str:
    with pytest.raises(ClientError) as refused:
        call(**arguments)
    return str(refused.value.response["Error"]["Code"])


@pytest.fixture
def stored(small_cloud: SmallCloud) -> Iterator[dict[str, str]]:
    """An object, by name."""
    name = {"Bucket": small_cloud.stack.physical["Files"], "Key": "guarded"}
    small_cloud.client("s3").put_object(**name, Body=b"for some")
    yield name
    small_cloud.client("s3").delete_object(**name)


def test_a_function_is_refused_what_its_policy_does_not_say(small_cloud: SmallCloud) -> None:
    answer = invoke(small_cloud, "WorkFunction", {"note": True})

    assert "AccessDeniedException" in answer["errorMessage"]
    assert "is not authorized to perform: dynamodb:PutItem" in answer["errorMessage"]
    assert not small_cloud.notes("work")


def test_a_refusal_is_in_the_log_with_function_action_and_resource(
    small_cloud: SmallCloud,
) -> None:
    invoke(small_cloud, "WorkFunction", {"note": True})

    log = (small_cloud.ground.logs / "cloud.log").read_text()
    (line, *_) = [line for line in log.splitlines() if " may not " in line]
    assert small_cloud.stack.physical["WorkFunction"] in line
    assert "may not dynamodb:PutItem on arn:aws:dynamodb:" in line
    assert line.endswith(f"table/{small_cloud.stack.physical['Notes']}")


def test_every_part_of_a_transaction_needs_its_own_right(small_cloud: SmallCloud) -> None:
    client = signed_as(small_cloud, "ChangedFunction", "dynamodb")
    names = small_cloud.stack.physical
    note = {"kind": {"S": "two"}, "at": {"S": "1"}, "content": {"S": "1"}}
    allowed = {"Put": {"TableName": names["Notes"], "Item": note}}
    other = {"Put": {"TableName": names["Things"], "Item": {"id": {"S": "two"}}}}

    client.transact_write_items(TransactItems=[allowed])
    denied = code_of(client.transact_write_items, TransactItems=[allowed, other])
    assert denied == "AccessDeniedException"


def test_a_presigned_url_is_worth_what_its_signer_may_do(
    small_cloud: SmallCloud, stored: dict[str, str]
) -> None:
    def fetched(function: str) -> int:
        signer = signed_as(small_cloud, function, "s3")
        url = signer.generate_presigned_url("get_object", Params=stored)
        return httpx.get(url, trust_env=False).status_code

    assert fetched("StoredFunction") == httpx.codes.OK
    assert fetched("WorkFunction") == httpx.codes.FORBIDDEN


def test_whoever_may_not_list_a_bucket_is_not_told_what_it_lacks(
    small_cloud: SmallCloud, stored: dict[str, str]
) -> None:
    missing = stored | {"Key": "missing"}
    blind = signed_as(small_cloud, "StoredFunction", "s3")

    assert code_of(small_cloud.client("s3").get_object, **missing) == "NoSuchKey"
    assert code_of(blind.get_object, **missing) == "AccessDenied"
    assert code_of(blind.head_object, **missing) == "403"


def test_a_session_lasts_as_long_as_the_cloud() -> None:
    access.register_session("ASIA", {"Arn": "a role's", "Expiration": 0})

    assert sts._sessions.pop("ASIA")["Arn"] == "a role's"
    access.register_session("ASIA", {"Expiration": 0})
    assert "Expiration" not in sts._sessions.pop("ASIA")
