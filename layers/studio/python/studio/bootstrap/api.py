"""What the public APIs run on."""

import boto3

from studio.adapters.cognito import CognitoTokens
from studio.adapters.lambda_samples import LambdaSamples
from studio.application.authenticate import Authenticate
from studio.application.await_job import AwaitJob
from studio.application.cancel_job import CancelJob
from studio.application.count_request import CountRequest
from studio.application.estimate_job import EstimateJob
from studio.application.find_jobs import FindJobs
from studio.application.follow_job import FollowJob
from studio.application.issue_key import IssueKey
from studio.application.keep_keys import KeepKeys
from studio.application.keep_library import KeepLibrary
from studio.application.keep_uploads import KeepUploads
from studio.application.offer_voices import OfferVoices
from studio.application.pause_service import EnsureOpen
from studio.application.read_balance import ReadBalance
from studio.application.recall_answer import RecallAnswer
from studio.application.repeat_job import RepeatJob
from studio.application.submit_job import SubmitJob
from studio.bootstrap import owners, stores, webhooks
from studio.bootstrap.jobs import advance_job
from studio.bootstrap.stores import clock, insist, randomness, stamp
from studio.config import Settings
from studio.dialects.engine import Engine


def engine(settings: Settings) -> Engine:
    jobs, artifacts = stores.jobs(settings), stores.artifacts(settings)
    ledger = stores.ledger(settings)
    traffic = stores.traffic(settings)
    ensure_open = EnsureOpen(traffic)
    find_jobs = FindJobs(jobs, jobs, artifacts, clock)
    return Engine(
        authenticate=authenticate(settings),
        count_request=CountRequest(traffic, clock),
        ensure_open=ensure_open,
        keys=keep_keys(settings),
        submit_job=SubmitJob(
            jobs,
            artifacts,
            ledger,
            clock,
            randomness,
            stamp,
            insist,
            stores.past_runs(settings),
            ensure_open,
        ),
        recall_answer=RecallAnswer(ledger, clock),
        estimate_job=EstimateJob(ReadBalance(ledger, clock)),
        find_jobs=find_jobs,
        follow_job=FollowJob(jobs, clock),
        repeat_job=RepeatJob(jobs, artifacts),
        balance=ReadBalance(ledger, clock),
        cancel_job=CancelJob(advance_job(settings)),
        await_job=AwaitJob(find_jobs, clock),
        endpoints=webhooks.keep_endpoints(settings),
        tell_endpoint=webhooks.tell_endpoint(settings),
        uploads=KeepUploads(artifacts, clock, randomness),
        account=owners.keep_account(settings),
        voices=offer_voices(settings),
        library=KeepLibrary(
            stores.videos(settings),
            find_jobs,
            owners.erase_job(settings),
            owners.erasures(settings),
            clock,
        ),
    )


def offer_voices(settings: Settings) -> OfferVoices:
    orders = LambdaSamples(lambda: boto3.client("lambda"), function=settings.sample_voice_function)
    return OfferVoices(stores.artifacts(settings), orders, clock, settings.voice)


def keep_keys(settings: Settings) -> KeepKeys:
    issue_key = IssueKey(stores.key_ids(settings), clock, randomness)
    return KeepKeys(stores.accounts(settings), issue_key, clock, insist)


def authenticate(settings: Settings) -> Authenticate:
    sign_ins = CognitoTokens(
        endpoint=lambda: boto3.client("cognito-idp").meta.endpoint_url,
        pool=settings.user_pool_id,
        client_id=settings.user_pool_client_id,
    )
    return Authenticate(stores.accounts(settings), stores.key_ids(settings), sign_ins, clock)
