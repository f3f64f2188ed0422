"""What operators do with accounts and their credits."""

import boto3

from studio.adapters.cognito import CognitoPeople
from studio.application.create_account import CreateAccount
from studio.application.grant_credits import GrantCredits
from studio.application.issue_key import IssueKey
from studio.application.reconcile_credits import ReconcileCredits
from studio.bootstrap import stores
from studio.bootstrap.stores import clock, insist, randomness
from studio.config import Settings


def create_account(settings: Settings) -> CreateAccount:
    people = CognitoPeople(boto3.client("cognito-idp"), pool=settings.user_pool_id)
    issue_key = IssueKey(stores.key_ids(settings), clock, randomness)
    return CreateAccount(stores.accounts(settings), people, issue_key, clock, randomness)


def grant_credits(settings: Settings) -> GrantCredits:
    return GrantCredits(stores.ledger(settings), stores.accounts(settings), clock, insist)


def reconcile_credits(settings: Settings) -> ReconcileCredits:
    return ReconcileCredits(stores.jobs(settings), stores.ledger(settings))
