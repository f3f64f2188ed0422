"""What tells callers that their jobs are over."""

from functools import partial
from pathlib import Path

import boto3

from studio.adapters.dynamodb_deliveries import DynamoDeliveryLog
from studio.application.deliver_webhook import DeliverWebhook
from studio.application.find_jobs import FindJobs
from studio.application.redeliver_webhook import RedeliverWebhook
from studio.bootstrap import stores
from studio.bootstrap.jobs import deliveries
from studio.bootstrap.stores import clock, randomness
from studio.config import Settings
from studio.dialects.kodisc_v2.translate import to_response
from studio.domain.addresses import Reach
from studio.domain.job import Job
from studio.ports import Outbound


def deliver_webhook(settings: Settings) -> DeliverWebhook:
    jobs, artifacts = stores.jobs(settings), stores.artifacts(settings)
    keys = stores.accounts(settings)
    url_of = FindJobs(jobs, jobs, artifacts, clock).url

    def body_of(job: Job) -> bytes:
        return to_response(job, partial(url_of, job)).model_dump_json(by_alias=True).encode()

    log, http = delivery_log(settings), outbound(settings)
    return DeliverWebhook(jobs, keys, artifacts, log, http, clock, body_of)


def redeliver_webhook(settings: Settings) -> RedeliverWebhook:
    return RedeliverWebhook(stores.jobs(settings), deliveries(settings), clock, randomness)


def delivery_log(settings: Settings) -> DynamoDeliveryLog:
    return DynamoDeliveryLog(boto3.client("dynamodb"), table=settings.deliveries_table)


def outbound(settings: Settings) -> Outbound:
    from studio.adapters.outbound_http import VettedHttp

    local = settings.outbound_targets == "local"
    reach = Reach(own_domains=frozenset({settings.own_domain}) - {""}, loopback=local)
    return VettedHttp(reach, local_trust=Path(settings.outbound_trust) if local else None)
