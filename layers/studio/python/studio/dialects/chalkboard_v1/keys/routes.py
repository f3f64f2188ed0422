"""API keys over HTTP, for whoever is signed in: a key cannot make or see keys."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from studio.dialects.chalkboard_v1.asking import TheEngine, TheOwner
from studio.dialects.chalkboard_v1.keys.schemas import CreateKeyRequest, KeyMeta, NewKey
from studio.dialects.chalkboard_v1.keys.translate import to_meta, to_new, to_wanted
from studio.domain.account import KeyId

router = APIRouter(prefix="/account/api-keys")


@router.get("")
def list_api_keys(engine: TheEngine, owner: TheOwner) -> list[KeyMeta]:
    """Your API keys, newest first, those that were revoked too."""
    return [to_meta(key, active=active) for key, active in engine.keys.all(owner.account_id)]


@router.post("", status_code=HTTPStatus.CREATED)
def create_api_key(
    body: CreateKeyRequest, response: Response, engine: TheEngine, owner: TheOwner
) -> NewKey:
    """Make an API key. It is shown this once; at most 50 can be active."""
    response.headers["Cache-Control"] = "no-store"
    return to_new(engine.keys.create(owner.account_id, to_wanted(body)))


@router.delete("/{key_id}", status_code=HTTPStatus.NO_CONTENT)
def revoke_api_key(key_id: str, engine: TheEngine, owner: TheOwner) -> None:
    """Revoke an API key: it opens nothing from this moment on."""
    engine.keys.revoke(owner.account_id, KeyId(key_id))
