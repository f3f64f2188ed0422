"""MiniStack 1.5.33 holds functions to their roles; what differs from AWS, put right."""

import json
import logging
from email.utils import parseaddr
from typing import Any

from ministack import app
from ministack.core import iam_actions, iam_evaluator
from ministack.core.iam_actions import access_denied_response
from ministack.core.iam_evaluator import AuthError
from ministack.core.router import extract_access_key_id, extract_region
from ministack.services import sts

NOT_FOUND = 404

_enforce = iam_evaluator.enforce
_pin_request_origin = iam_evaluator.pin_request_origin
_register_session = sts.register_session
_ses_resource = iam_actions._ses_v2_resource_arn  # noqa: SLF001
_s3 = app.SERVICE_HANDLERS["s3"]
_logger = logging.getLogger("ministack")


def install() -> None:
    app.pin_request_origin = pin_request_origin
    app.SERVICE_HANDLERS["s3"] = s3
    iam_actions._ses_v2_resource_arn = ses_resource  # noqa: SLF001
    iam_evaluator.enforce = enforce
    sts.register_session = register_session


def pin_request_origin(address: str, _secure: bool) -> None:
    """Loopback stands for TLS, which bucket policies insist on."""
    _pin_request_origin(address, True)


def register_session(key: str, session: dict[str, Any]) -> None:
    """Lambda renews its functions' credentials; here the first ones last."""
    session.pop("Expiration", None)
    _register_session(key, session)


def enforce(key: str, action: str, service: str, region: str, **request: Any) -> Any:
    """Log what a policy lacks, whatever the function makes of the refusal."""
    denied = _enforce(key, action, service, region, **request)
    if denied and not isinstance(denied, AuthError):
        resource = request.get("resource_arn", "*")
        _logger.warning("%s may not %s on %s", denied.principal_arn, action, resource)
    return denied


def ses_resource(method: str, path: str, body: bytes, region: str, account: str) -> str:
    """An e-mail is sent as the identity that it comes from."""
    if not path.endswith("/outbound-emails"):
        return str(_ses_resource(method, path, body, region, account))
    _, sender = parseaddr(json.loads(body)["FromEmailAddress"])
    return f"arn:aws:ses:{region}:{account}:identity/{sender}"


async def s3(method: str, path: str, headers: Any, body: bytes, query: Any) -> Any:
    """Whether an object exists is told to nobody who may not list its bucket."""
    answer = await _s3(method, path, headers, body, query)
    bucket, _, name = path.lstrip("/").partition("/")
    if answer[0] != NOT_FOUND or not name or method not in {"GET", "HEAD"}:
        return answer
    key, region = extract_access_key_id(headers, query), extract_region(headers, query)
    arn = f"arn:aws:s3:::{bucket}"
    denied = enforce(key, "s3:ListBucket", "s3", region, resource_arn=arn)
    if denied is None or isinstance(denied, AuthError):
        return answer
    return access_denied_response("s3", "s3:ListBucket", denied.principal_arn, "", headers=headers)
