"""Every error this product raises on purpose.

Class names are public: the state machine retries and catches by them, and a
test holds the two lists together. `code` is what API clients see.
"""

from studio.domain.errors.access import ApiKeyNotFound, InvalidApiKey
from studio.domain.errors.base import Busy, StudioError
from studio.domain.errors.credits import BalanceConflict, EntryExists, InsufficientCredits
from studio.domain.errors.delivery import (
    DestinationRefused,
    DestinationUnreachable,
    NothingToDeliver,
)
from studio.domain.errors.files import (
    ArtifactNotFound,
    FileTooLarge,
    RangeNotSatisfiable,
    UnsupportedFile,
)
from studio.domain.errors.jobs import (
    IllegalTransition,
    JobAlreadyFinished,
    JobConflict,
    JobNotFound,
)
from studio.domain.errors.making import (
    ProviderMisconfigured,
    ProviderUnavailable,
    RenderIncomplete,
    UnusableScene,
    UnusableScript,
    UnusableVoice,
)
from studio.domain.errors.requests import (
    AlreadyAccepted,
    ClaimConflict,
    IdempotencyKeyReused,
    UnusableIdempotencyKey,
)

__all__ = [
    "AlreadyAccepted",
    "ApiKeyNotFound",
    "ArtifactNotFound",
    "BalanceConflict",
    "Busy",
    "ClaimConflict",
    "DestinationRefused",
    "DestinationUnreachable",
    "EntryExists",
    "FileTooLarge",
    "IdempotencyKeyReused",
    "IllegalTransition",
    "InsufficientCredits",
    "InvalidApiKey",
    "JobAlreadyFinished",
    "JobConflict",
    "JobNotFound",
    "NothingToDeliver",
    "ProviderMisconfigured",
    "ProviderUnavailable",
    "RangeNotSatisfiable",
    "RenderIncomplete",
    "StudioError",
    "UnsupportedFile",
    "UnusableIdempotencyKey",
    "UnusableScene",
    "UnusableScript",
    "UnusableVoice",
]
