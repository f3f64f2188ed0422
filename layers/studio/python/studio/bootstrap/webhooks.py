"""What tells callers that their jobs are over."""

from functools import partial
from pathlib import Path

import boto3

from studio.adapters.dynamodb_deliveries import DynamoDeliveryLog
from studio.adapters.dynamodb_endpoints import DynamoEndpoints
from studio.adapters.kms import KmsSeal
from studio.adapters.stepfunctions import StepFunctionsDeliveries
from studio.application.deliver_webhook import AccountEndpoint, DeliverWebhook, JobUrl
from studio.application.dispatch_webhooks import DispatchWebhooks
from studio.application.find_jobs import FindJobs, JobView
from studio.application.keep_endpoints import KeepEndpoints
from studio.application.redeliver_webhook import RedeliverWebhook
from studio.application.tell_endpoint import TellEndpoint
from studio.bootstrap import stores
from studio.bootstrap.stores import clock, randomness
from studio.config import Settings
from studio.dialects.chalkboard_v1.webhooks.translate import job_message
from studio.dialects.kodisc_v2.translate import to_response
from studio.domain.addresses import Reach
from studio.domain.job import Dialect, Job
from studio.domain.usage import usage
from studio.ports import Outbound


def dispatch_webhooks(settings: Settings) -> DispatchWebhooks:
    jobs, artifacts = stores.jobs(settings), stores.artifacts(settings)
    url_of = FindJobs(jobs, jobs, artifacts, clock).url

    def kodisc(job: Job) -> bytes:
        return to_response(job, partial(url_of, job)).model_dump_json(by_alias=True).encode()

    def chalkboard(job: Job) -> bytes:
        progress, took = jobs.progress([job.id])[job.id], usage(jobs.events(job.id))
        return job_message(JobView(job, progress, (), usage=took))

    bodies = {Dialect.KODISC_V2: kodisc, Dialect.CHALKBOARD_V1: chalkboard}
    return DispatchWebhooks(jobs, endpoints(settings), artifacts, deliveries(settings), bodies)


def deliver_webhook(settings: Settings) -> DeliverWebhook:
    return DeliverWebhook(
        JobUrl(stores.jobs(settings), stores.accounts(settings), clock),
        AccountEndpoint(endpoints(settings), seal(settings), clock),
        stores.artifacts(settings),
        delivery_log(settings),
        outbound(settings),
        clock,
    )


def redeliver_webhook(settings: Settings) -> RedeliverWebhook:
    return RedeliverWebhook(dispatch_webhooks(settings), clock, randomness)


def keep_endpoints(settings: Settings) -> KeepEndpoints:
    log = delivery_log(settings)
    return KeepEndpoints(endpoints(settings), log, seal(settings), clock, randomness)


def tell_endpoint(settings: Settings) -> TellEndpoint:
    artifacts, log = stores.artifacts(settings), delivery_log(settings)
    started = deliveries(settings)
    return TellEndpoint(endpoints(settings), log, artifacts, started, clock, randomness)


def endpoints(settings: Settings) -> DynamoEndpoints:
    return DynamoEndpoints(stores.dynamodb(), table=settings.endpoints_table)


def seal(settings: Settings) -> KmsSeal:
    return KmsSeal(boto3.client("kms"), key=settings.webhook_secrets_key)


def deliveries(settings: Settings) -> StepFunctionsDeliveries:
    machine = settings.delivery_state_machine_arn
    return StepFunctionsDeliveries(boto3.client("stepfunctions"), state_machine_arn=machine)


def delivery_log(settings: Settings) -> DynamoDeliveryLog:
    return DynamoDeliveryLog(stores.dynamodb(), table=settings.deliveries_table)


def outbound(settings: Settings) -> Outbound:
    from studio.adapters.outbound_http import VettedHttp

    local = settings.outbound_targets == "local"
    reach = Reach(own_domains=frozenset({settings.own_domain}) - {""}, loopback=local)
    return VettedHttp(reach, local_trust=Path(settings.outbound_trust) if local else None)
