"""The composition root: with `providers`, the one place that names adapters.

Providers are imported in the branch that needs them: what a function imports
is most of its cold start.
"""

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from studio.adapters.system import SystemClock, SystemRandomness
from studio.application.advance_job import AdvanceJob
from studio.application.authenticate import Authenticate
from studio.application.await_job import AwaitJob
from studio.application.cancel_job import CancelJob
from studio.application.create_account import CreateAccount
from studio.application.find_jobs import FindJobs
from studio.application.happenings import Stamp
from studio.application.insist import Insist
from studio.application.read_balance import ReadBalance
from studio.application.record_progress import RecordProgress
from studio.application.relay_changes import RelayChanges
from studio.application.submit_job import SubmitJob
from studio.application.sweep_jobs import SweepJobs
from studio.config import Settings
from studio.dialects.engine import Engine
from studio.domain.job import Job
from studio.providers import script_writer, voice

if TYPE_CHECKING:
    from studio.adapters.dynamodb import DynamoJobs
    from studio.adapters.dynamodb_accounts import DynamoAccounts
    from studio.adapters.dynamodb_deliveries import DynamoDeliveryLog
    from studio.adapters.dynamodb_ledger import DynamoLedger
    from studio.adapters.outbound_http import VettedHttp
    from studio.adapters.s3 import S3Artifacts
    from studio.adapters.stepfunctions import StepFunctionsDeliveries, StepFunctionsExecutions
    from studio.application.deliver_webhook import DeliverWebhook
    from studio.application.grant_credits import GrantCredits
    from studio.application.reconcile_credits import ReconcileCredits
    from studio.application.redeliver_webhook import RedeliverWebhook
    from studio.application.stages.compose_scenes import ComposeScenes
    from studio.application.stages.plan_render import PlanRender
    from studio.application.stages.plan_scene import PlanScene
    from studio.application.stages.synthesize_voice import SynthesizeVoice
    from studio.application.stages.write_script import WriteScript

_clock = SystemClock()
_randomness = SystemRandomness()
_stamp = Stamp(_clock, _randomness)
_insist = Insist(_randomness, time.sleep)


def engine(settings: Settings) -> Engine:
    jobs, artifacts, ledger = _jobs(settings), _artifacts(settings), _ledger(settings)
    find_jobs = FindJobs(jobs, jobs, artifacts)
    advance = AdvanceJob(jobs, artifacts, _clock, _stamp, ledger, _insist)
    return Engine(
        authenticate=Authenticate(_accounts(settings)),
        submit_job=SubmitJob(jobs, artifacts, ledger, _clock, _randomness, _stamp, _insist),
        find_jobs=find_jobs,
        balance=ReadBalance(ledger, _clock),
        cancel_job=CancelJob(advance),
        await_job=AwaitJob(find_jobs, _clock),
    )


def create_account(settings: Settings) -> CreateAccount:
    return CreateAccount(_accounts(settings), _clock, _randomness)


def advance_job(settings: Settings) -> AdvanceJob:
    jobs, artifacts, ledger = _jobs(settings), _artifacts(settings), _ledger(settings)
    return AdvanceJob(jobs, artifacts, _clock, _stamp, ledger, _insist)


def grant_credits(settings: Settings) -> "GrantCredits":
    from studio.application.grant_credits import GrantCredits

    return GrantCredits(_ledger(settings), _clock, _insist)


def reconcile_credits(settings: Settings) -> "ReconcileCredits":
    from studio.application.reconcile_credits import ReconcileCredits

    return ReconcileCredits(_jobs(settings), _ledger(settings))


def relay_changes(settings: Settings) -> RelayChanges:
    from studio.adapters.eventbridge import EventBridgeBus

    bus = EventBridgeBus(boto3.client("events"), bus=settings.event_bus)
    return RelayChanges(_executions(settings), _deliveries(settings), bus)


def deliver_webhook(settings: Settings) -> "DeliverWebhook":
    from studio.adapters.dynamodb_accounts import DynamoAccounts
    from studio.application.deliver_webhook import DeliverWebhook
    from studio.dialects.kodisc_v2.translate import to_response

    jobs, artifacts = _jobs(settings), _artifacts(settings)
    # Looked up by their ids, keys need no pepper, and this function is not given it.
    keys = DynamoAccounts(boto3.client("dynamodb"), table=settings.accounts_table, pepper="")
    url_of = FindJobs(jobs, jobs, artifacts).url

    def body_of(job: Job) -> bytes:
        return to_response(job, partial(url_of, job)).model_dump_json(by_alias=True).encode()

    log, outbound = delivery_log(settings), _outbound(settings)
    return DeliverWebhook(jobs, keys, artifacts, log, outbound, _clock, body_of)


def redeliver_webhook(settings: Settings) -> "RedeliverWebhook":
    from studio.application.redeliver_webhook import RedeliverWebhook

    return RedeliverWebhook(_jobs(settings), _deliveries(settings), _clock, _randomness)


def delivery_log(settings: Settings) -> "DynamoDeliveryLog":
    from studio.adapters.dynamodb_deliveries import DynamoDeliveryLog

    return DynamoDeliveryLog(boto3.client("dynamodb"), table=settings.deliveries_table)


def record_progress(settings: Settings) -> RecordProgress:
    return RecordProgress(_jobs(settings), _artifacts(settings), _stamp)


def sweep_jobs(settings: Settings) -> SweepJobs:
    return SweepJobs(_jobs(settings), _executions(settings), advance_job(settings), _clock)


def write_script(settings: Settings) -> "WriteScript":
    from studio.application.stages.write_script import WriteScript

    jobs = _jobs(settings)
    return WriteScript(jobs, jobs, _artifacts(settings), script_writer(settings), _stamp)


def synthesize_voice(settings: Settings) -> "SynthesizeVoice":
    from studio.application.stages.synthesize_voice import SynthesizeVoice

    jobs = _jobs(settings)
    return SynthesizeVoice(jobs, jobs, _artifacts(settings), voice(settings), _stamp)


def compose_scenes(settings: Settings) -> "ComposeScenes":
    from studio.adapters.offline_composer import OfflineSceneComposer
    from studio.application.stages.compose_scenes import ComposeScenes

    jobs = _jobs(settings)
    return ComposeScenes(jobs, jobs, _artifacts(settings), OfflineSceneComposer(), _stamp)


def plan_render(settings: Settings) -> "PlanRender":
    from studio.adapters.offline_composer import plain_scene
    from studio.application.stages.plan_render import PlanRender

    jobs = _jobs(settings)
    most = settings.render_part_megapixels
    return PlanRender(jobs, jobs, _artifacts(settings), plain_scene, _stamp, most)


def plan_scene(settings: Settings) -> "PlanScene":
    from studio.application.stages.plan_scene import PlanScene

    jobs = _jobs(settings)
    return PlanScene(jobs, jobs, _artifacts(settings), _stamp)


def _jobs(settings: Settings) -> "DynamoJobs":
    from studio.adapters.dynamodb import DynamoJobs

    return DynamoJobs(
        boto3.client("dynamodb"),
        jobs_table=settings.jobs_table,
        timeline_table=settings.timeline_table,
        ledger_table=settings.ledger_table,
    )


def _ledger(settings: Settings) -> "DynamoLedger":
    from studio.adapters.dynamodb_ledger import DynamoLedger

    return DynamoLedger(boto3.client("dynamodb"), table=settings.ledger_table)


def _accounts(settings: Settings) -> "DynamoAccounts":
    from studio.adapters.dynamodb_accounts import DynamoAccounts

    secret = boto3.client("secretsmanager").get_secret_value(SecretId=settings.api_key_pepper_arn)
    return DynamoAccounts(
        boto3.client("dynamodb"), table=settings.accounts_table, pepper=secret["SecretString"]
    )


def _artifacts(settings: Settings) -> "S3Artifacts":
    from studio.adapters.s3 import S3Artifacts

    # SigV4 is what every region accepts for presigned URLs.
    client = boto3.client("s3", config=Config(signature_version="s3v4"))
    return S3Artifacts(client, bucket=settings.media_bucket)


def _executions(settings: Settings) -> "StepFunctionsExecutions":
    from studio.adapters.stepfunctions import StepFunctionsExecutions

    return StepFunctionsExecutions(
        boto3.client("stepfunctions"), state_machine_arn=settings.state_machine_arn
    )


def _deliveries(settings: Settings) -> "StepFunctionsDeliveries":
    from studio.adapters.stepfunctions import StepFunctionsDeliveries

    return StepFunctionsDeliveries(
        boto3.client("stepfunctions"), state_machine_arn=settings.delivery_state_machine_arn
    )


def _outbound(settings: Settings) -> "VettedHttp":
    from studio.adapters.outbound_http import VettedHttp
    from studio.domain.addresses import Reach

    local = settings.webhook_targets == "local"
    reach = Reach(own_domains=frozenset({settings.own_domain}) - {""}, loopback=local)
    return VettedHttp(reach, local_trust=Path(settings.webhook_trust) if local else None)
