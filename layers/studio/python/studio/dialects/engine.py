"""The use cases an API may call."""

from dataclasses import dataclass

from studio.application.authenticate import Authenticate
from studio.application.await_job import AwaitJob
from studio.application.cancel_job import CancelJob
from studio.application.count_request import CountRequest
from studio.application.estimate_job import EstimateJob
from studio.application.find_jobs import FindJobs
from studio.application.follow_job import FollowJob
from studio.application.keep_account import KeepAccount
from studio.application.keep_endpoints import KeepEndpoints
from studio.application.keep_keys import KeepKeys
from studio.application.keep_library import KeepLibrary
from studio.application.keep_uploads import KeepUploads
from studio.application.offer_voices import OfferVoices
from studio.application.pause_service import EnsureOpen
from studio.application.read_balance import ReadBalance
from studio.application.recall_answer import RecallAnswer
from studio.application.repeat_job import RepeatJob
from studio.application.submit_job import SubmitJob
from studio.application.tell_endpoint import TellEndpoint


@dataclass(frozen=True, slots=True)
class Engine:
    authenticate: Authenticate
    count_request: CountRequest
    ensure_open: EnsureOpen
    keys: KeepKeys
    submit_job: SubmitJob
    recall_answer: RecallAnswer
    estimate_job: EstimateJob
    find_jobs: FindJobs
    follow_job: FollowJob
    repeat_job: RepeatJob
    balance: ReadBalance
    cancel_job: CancelJob
    await_job: AwaitJob
    library: KeepLibrary
    account: KeepAccount
    uploads: KeepUploads
    endpoints: KeepEndpoints
    tell_endpoint: TellEndpoint
    voices: OfferVoices
