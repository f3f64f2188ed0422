"""What owners do with their accounts."""

import boto3

from studio.adapters.cognito import CognitoPeople
from studio.adapters.sqs import SqsErasures
from studio.application.erase_account import EraseAccount
from studio.application.erase_job import EraseJob
from studio.application.export_account import ExportAccount
from studio.application.keep_account import KeepAccount
from studio.application.read_balance import ReadBalance
from studio.bootstrap import stores, webhooks
from studio.bootstrap.jobs import advance_job
from studio.bootstrap.stores import clock, insist
from studio.config import Settings


def keep_account(settings: Settings) -> KeepAccount:
    jobs, ledger = stores.jobs(settings), stores.ledger(settings)
    accounts = stores.accounts(settings)
    export = ExportAccount(
        accounts,
        ledger,
        jobs,
        stores.videos(settings),
        webhooks.endpoints(settings),
        webhooks.delivery_log(settings),
        jobs,
        stores.artifacts(settings),
    )
    balance = ReadBalance(ledger, clock)
    return KeepAccount(accounts, balance, export, erasures(settings), clock, insist)


def erase_account(settings: Settings) -> EraseAccount:
    return EraseAccount(
        stores.accounts(settings),
        CognitoPeople(boto3.client("cognito-idp"), pool=settings.user_pool_id),
        stores.jobs(settings),
        stores.ledger(settings),
        webhooks.endpoints(settings),
        webhooks.delivery_log(settings),
        stores.artifacts(settings),
        advance_job(settings),
        erase_job(settings),
        erasures(settings),
    )


def erase_job(settings: Settings) -> EraseJob:
    jobs, deliveries = stores.jobs(settings), webhooks.delivery_log(settings)
    return EraseJob(jobs, jobs, stores.artifacts(settings), deliveries, insist)


def erasures(settings: Settings) -> SqsErasures:
    return SqsErasures(boto3.client("sqs"), queue_url=settings.erasure_queue_url)
