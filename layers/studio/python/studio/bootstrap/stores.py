"""Where things are kept, as the settings say; every client is made here."""

import time
from functools import cache, partial
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from studio.adapters.dynamodb import DynamoJobs
from studio.adapters.dynamodb_accounts import DynamoAccounts
from studio.adapters.dynamodb_ledger import DynamoLedger
from studio.adapters.dynamodb_past_runs import DynamoPastRuns
from studio.adapters.dynamodb_traffic import DynamoTraffic
from studio.adapters.dynamodb_videos import DynamoVideos
from studio.adapters.s3 import S3Artifacts
from studio.adapters.system import SystemClock, SystemRandomness
from studio.application.happenings import Stamp
from studio.application.insist import Insist
from studio.config import Settings
from studio.domain import api_key
from studio.ports import KeyIds

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

clock = SystemClock()
randomness = SystemRandomness()
stamp = Stamp(clock, randomness)
insist = Insist(randomness, time.sleep)


@cache
def dynamodb() -> "DynamoDBClient":
    """One for all tables: making a client takes as long as several calls."""
    return boto3.client("dynamodb")


def jobs(settings: Settings) -> DynamoJobs:
    return DynamoJobs(
        dynamodb(),
        jobs_table=settings.jobs_table,
        timeline_table=settings.timeline_table,
        ledger_table=settings.ledger_table,
        videos_table=settings.videos_table,
    )


def videos(settings: Settings) -> DynamoVideos:
    return DynamoVideos(dynamodb(), table=settings.videos_table)


def past_runs(settings: Settings) -> DynamoPastRuns:
    return DynamoPastRuns(dynamodb(), table=settings.past_runs_table)


def ledger(settings: Settings) -> DynamoLedger:
    return DynamoLedger(dynamodb(), table=settings.ledger_table)


def accounts(settings: Settings) -> DynamoAccounts:
    return DynamoAccounts(dynamodb(), table=settings.accounts_table)


def traffic(settings: Settings) -> DynamoTraffic:
    soon = Config(connect_timeout=1, read_timeout=1, retries={"total_max_attempts": 2})
    impatient = boto3.client("dynamodb", config=soon)
    return DynamoTraffic(dynamodb(), table=settings.traffic_table, impatient=impatient)


def key_ids(settings: Settings) -> KeyIds:
    return partial(api_key.id_of, pepper=_secret(settings.api_key_pepper_arn))


def artifacts(settings: Settings) -> S3Artifacts:
    return S3Artifacts(_s3(), bucket=settings.media_bucket)


@cache
def _secret(arn: str) -> str:
    secret = boto3.client("secretsmanager").get_secret_value(SecretId=arn)
    return secret["SecretString"]


@cache
def _s3() -> "S3Client":
    # SigV4 is what every region accepts for presigned URLs.
    return boto3.client("s3", config=Config(signature_version="s3v4"))
