"""Every error this product raises on purpose.

Class names are public: the state machine retries and catches by them, and a
test holds the two lists together. `code` is what API clients see.
"""

from studio.domain.errors.access import (
    AccountBanned,
    AccountConflict,
    AccountExists,
    AccountNotFound,
    ApiKeyConflict,
    ApiKeyNotFound,
    InvalidApiKey,
    SessionRequired,
    SignInUnavailable,
    TooManyKeys,
)
from studio.domain.errors.base import Busy, StudioError
from studio.domain.errors.credits import (
    BalanceConflict,
    DailyCapReached,
    EntryExists,
    InsufficientCredits,
)
from studio.domain.errors.delivery import (
    DeliveryNotFound,
    DestinationRefused,
    DestinationUnreachable,
    EndpointDisabled,
    EndpointNotFound,
    NothingToDeliver,
    OwnUrl,
    SealBroken,
    TooManyEndpoints,
)
from studio.domain.errors.files import (
    ArtifactNotFound,
    FileTooLarge,
    NotDeleted,
    RangeNotSatisfiable,
    UnsupportedFile,
)
from studio.domain.errors.jobs import (
    IllegalTransition,
    JobAlreadyFinished,
    JobConflict,
    JobNotFound,
    JobNotOver,
    NothingToReuse,
)
from studio.domain.errors.library import VideoNotFound
from studio.domain.errors.making import (
    FRUITLESS,
    AnswerCutShort,
    AnswerRefused,
    AnswerUnreadable,
    BudgetSpent,
    NoQuiz,
    ProviderBusy,
    ProviderMisconfigured,
    ProviderUnavailable,
    ProviderUnpaid,
    RenderIncomplete,
    UnusableScript,
    UnusableSource,
    UnusableVoice,
)
from studio.domain.errors.requests import (
    AlreadyAccepted,
    ClaimConflict,
    IdempotencyKeyReused,
    UnusableIdempotencyKey,
)
from studio.domain.errors.traffic import RateLimited, ServicePaused
from studio.domain.errors.uploads import UploadIncomplete, UploadNotFound
from studio.domain.errors.voices import NarratorNotFound, SampleNotReady

__all__ = [
    "FRUITLESS",
    "AccountBanned",
    "AccountConflict",
    "AccountExists",
    "AccountNotFound",
    "AlreadyAccepted",
    "AnswerCutShort",
    "AnswerRefused",
    "AnswerUnreadable",
    "ApiKeyConflict",
    "ApiKeyNotFound",
    "ArtifactNotFound",
    "BalanceConflict",
    "BudgetSpent",
    "Busy",
    "ClaimConflict",
    "DailyCapReached",
    "DeliveryNotFound",
    "DestinationRefused",
    "DestinationUnreachable",
    "EndpointDisabled",
    "EndpointNotFound",
    "EntryExists",
    "FileTooLarge",
    "IdempotencyKeyReused",
    "IllegalTransition",
    "InsufficientCredits",
    "InvalidApiKey",
    "JobAlreadyFinished",
    "JobConflict",
    "JobNotFound",
    "JobNotOver",
    "NarratorNotFound",
    "NoQuiz",
    "NotDeleted",
    "NothingToDeliver",
    "NothingToReuse",
    "OwnUrl",
    "ProviderBusy",
    "ProviderMisconfigured",
    "ProviderUnavailable",
    "ProviderUnpaid",
    "RangeNotSatisfiable",
    "RateLimited",
    "RenderIncomplete",
    "SampleNotReady",
    "SealBroken",
    "ServicePaused",
    "SessionRequired",
    "SignInUnavailable",
    "StudioError",
    "TooManyEndpoints",
    "TooManyKeys",
    "UnsupportedFile",
    "UnusableIdempotencyKey",
    "UnusableScript",
    "UnusableSource",
    "UnusableVoice",
    "UploadIncomplete",
    "UploadNotFound",
    "VideoNotFound",
]
