"""The account over HTTP: read it, set it, take everything along, and leave."""

from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from studio.dialects.chalkboard_v1.asking import TheCaller, TheEngine, TheOwner
from studio.dialects.chalkboard_v1.profile.schemas import (
    AccountResponse,
    ChangeAccountRequest,
    ClosingResponse,
)
from studio.dialects.chalkboard_v1.profile.translate import to_account, to_preferences

router = APIRouter(prefix="/account")


@router.get("")
def get_account(engine: TheEngine, caller: TheCaller) -> AccountResponse:
    """Your account: its balance, its limits, and what it wants to be told."""
    return to_account(*engine.account.read(caller.account_id))


@router.patch("")
def change_account(
    body: ChangeAccountRequest, engine: TheEngine, owner: TheOwner
) -> AccountResponse:
    """Change its name, its spend alert, or whether it gets e-mails."""
    return to_account(*engine.account.change(owner.account_id, to_preferences(body)))


@router.get("/export", response_class=StreamingResponse)
def export_account(engine: TheEngine, owner: TheOwner) -> StreamingResponse:
    """Everything we hold of you, as one JSON document. Its links to files work for an hour."""
    headers = {"Content-Disposition": 'attachment; filename="chalkboard-export.json"'}
    pieces = engine.account.export(owner.account_id)
    return StreamingResponse(pieces, media_type="application/json", headers=headers)


@router.delete("", status_code=HTTPStatus.ACCEPTED)
def delete_account(engine: TheEngine, owner: TheOwner) -> ClosingResponse:
    """End the account. Its keys are void at once; its videos, jobs and history follow."""
    engine.account.close(owner.account_id)
    return ClosingResponse(status="deleting")
