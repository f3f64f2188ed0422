"""Where things are kept, as the settings say; every client is made here."""

import time

import boto3
from botocore.config import Config

from studio.adapters.dynamodb import DynamoJobs
from studio.adapters.dynamodb_accounts import DynamoAccounts
from studio.adapters.dynamodb_ledger import DynamoLedger
from studio.adapters.s3 import S3Artifacts
from studio.adapters.system import SystemClock, SystemRandomness
from studio.application.happenings import Stamp
from studio.application.insist import Insist
from studio.config import Settings

clock = SystemClock()
randomness = SystemRandomness()
stamp = Stamp(clock, randomness)
insist = Insist(randomness, time.sleep)


def jobs(settings: Settings) -> DynamoJobs:
    return DynamoJobs(
        boto3.client("dynamodb"),
        jobs_table=settings.jobs_table,
        timeline_table=settings.timeline_table,
        ledger_table=settings.ledger_table,
    )


def ledger(settings: Settings) -> DynamoLedger:
    return DynamoLedger(boto3.client("dynamodb"), table=settings.ledger_table)


def accounts(settings: Settings) -> DynamoAccounts:
    secret = boto3.client("secretsmanager").get_secret_value(SecretId=settings.api_key_pepper_arn)
    return DynamoAccounts(
        boto3.client("dynamodb"), table=settings.accounts_table, pepper=secret["SecretString"]
    )


def accounts_by_id(settings: Settings) -> DynamoAccounts:
    """For functions that look keys up by their ids, which takes no pepper: they are given none."""
    return DynamoAccounts(boto3.client("dynamodb"), table=settings.accounts_table, pepper="")


def artifacts(settings: Settings) -> S3Artifacts:
    # SigV4 is what every region accepts for presigned URLs.
    client = boto3.client("s3", config=Config(signature_version="s3v4"))
    return S3Artifacts(client, bucket=settings.media_bucket)
