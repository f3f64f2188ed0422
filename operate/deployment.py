"""A deployed stack whose functions can be invoked: in AWS, or the local cloud that runs here."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import boto3
from botocore.exceptions import BotoCoreError, ClientError


class NotDone(Exception):
    """The function raised, or there was none to invoke."""


@dataclass(frozen=True)
class Deployment:
    stack: str
    session: Any
    endpoint: str | None = None

    @classmethod
    def in_aws(cls, stack: str) -> Self:
        """With the AWS credentials and region of whoever runs this."""
        return cls(stack, boto3.Session())

    @classmethod
    def here(cls, home: Path) -> Self:
        """The local cloud whose state is in `home`."""
        file = home / "cloud.json"
        if not file.exists():
            raise NotDone("No local cloud is running here; `make up` starts one.")
        known = json.loads(file.read_text())
        session = boto3.Session(
            aws_access_key_id=known["access_key"],
            aws_secret_access_key=known["access_key"],
            region_name=known["region"],
        )
        return cls(known["stack"], session, known["endpoint"])

    def invoke(self, function: str, **event: object) -> dict[str, Any]:
        """A function by its name in the template; what is None is left out of the event."""
        given = {name: value for name, value in event.items() if value is not None}
        try:
            answer = self._client("lambda").invoke(
                FunctionName=self._physical(function), Payload=json.dumps(given)
            )
        except (BotoCoreError, ClientError) as error:
            raise NotDone(str(error)) from error
        payload: dict[str, Any] = json.loads(answer["Payload"].read())
        if "FunctionError" in answer:
            raise NotDone(str(payload.get("errorMessage", payload)))
        return payload

    def sign_in(self, email: str, password: str) -> dict[str, Any]:
        """An ID token of the stack's user pool, which says who is calling for an hour."""
        try:
            answer = self._client("cognito-idp").initiate_auth(
                ClientId=self._physical("UserPoolClient"),
                AuthFlow="USER_PASSWORD_AUTH",
                AuthParameters={"USERNAME": email, "PASSWORD": password},
            )
        except (BotoCoreError, ClientError) as error:
            raise NotDone(str(error)) from error
        if "AuthenticationResult" not in answer:
            raise NotDone(f"Cognito asks for more first: {answer['ChallengeName']}.")
        result = answer["AuthenticationResult"]
        return {"id_token": result["IdToken"], "expires_in": result["ExpiresIn"]}

    def _physical(self, function: str) -> str:
        found = self._client("cloudformation").describe_stack_resource(
            StackName=self.stack, LogicalResourceId=function
        )
        return str(found["StackResourceDetail"]["PhysicalResourceId"])

    def _client(self, name: str) -> Any:
        return self.session.client(name, endpoint_url=self.endpoint)
