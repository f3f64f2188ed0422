"""What operators do with accounts and their credits."""

import boto3

from studio.adapters.cognito import CognitoPeople
from studio.application.change_account import ChangeAccount
from studio.application.create_account import CreateAccount
from studio.application.grant_credits import GrantCredits
from studio.application.issue_key import IssueKey
from studio.application.pause_service import PauseService
from studio.application.reconcile_credits import ReconcileCredits
from studio.bootstrap import stores
from studio.bootstrap.stores import clock, insist, randomness
from studio.config import Settings


def create_account(settings: Settings) -> CreateAccount:
    issue_key = IssueKey(stores.key_ids(settings), clock, randomness)
    return CreateAccount(stores.accounts(settings), people(settings), issue_key, clock, randomness)


def change_account(settings: Settings) -> ChangeAccount:
    return ChangeAccount(stores.accounts(settings), people(settings), insist)


def people(settings: Settings) -> CognitoPeople:
    return CognitoPeople(boto3.client("cognito-idp"), pool=settings.user_pool_id)


def pause_service(settings: Settings) -> PauseService:
    return PauseService(stores.traffic(settings), clock)


def grant_credits(settings: Settings) -> GrantCredits:
    return GrantCredits(stores.ledger(settings), stores.accounts(settings), clock, insist)


def reconcile_credits(settings: Settings) -> ReconcileCredits:
    return ReconcileCredits(stores.jobs(settings), stores.ledger(settings))
