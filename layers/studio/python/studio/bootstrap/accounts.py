"""What operators do with accounts and their credits."""

from studio.application.create_account import CreateAccount
from studio.application.grant_credits import GrantCredits
from studio.application.reconcile_credits import ReconcileCredits
from studio.bootstrap import stores
from studio.bootstrap.stores import clock, insist, randomness
from studio.config import Settings


def create_account(settings: Settings) -> CreateAccount:
    return CreateAccount(stores.accounts(settings), clock, randomness)


def grant_credits(settings: Settings) -> GrantCredits:
    return GrantCredits(stores.ledger(settings), clock, insist)


def reconcile_credits(settings: Settings) -> ReconcileCredits:
    return ReconcileCredits(stores.jobs(settings), stores.ledger(settings))
