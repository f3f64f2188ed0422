"""What the application needs from the outside world, and nothing more."""

from studio.ports.accounts import AccountRepository, KeyIds
from studio.ports.artifacts import ArtifactStore, Bytes
from studio.ports.credits import Ledger
from studio.ports.email import Mailer
from studio.ports.erasure import Erasures
from studio.ports.jobs import JobRepository, Timeline
from studio.ports.library import VideoRepository
from studio.ports.makers import (
    Allowance,
    Composed,
    FactChecker,
    Frame,
    Meter,
    PlainComposer,
    QuizWriter,
    Researcher,
    SceneComposer,
    SceneRepairer,
    ScriptWriter,
    VideoReviewer,
    Voice,
)
from studio.ports.pages import Page, Pages
from studio.ports.past_runs import PastRuns
from studio.ports.people import People, SignIns
from studio.ports.samples import SampleOrders, SampleSpeaker
from studio.ports.system import Clock, Randomness
from studio.ports.traffic import PauseSwitch, RequestCounter
from studio.ports.webhooks import (
    Deliveries,
    DeliveryLog,
    EndpointRepository,
    Outbound,
    Reply,
    Seal,
)
from studio.ports.workflow import EventBus, Executions, ExecutionStatus

__all__ = [
    "AccountRepository",
    "Allowance",
    "ArtifactStore",
    "Bytes",
    "Clock",
    "Composed",
    "Deliveries",
    "DeliveryLog",
    "EndpointRepository",
    "Erasures",
    "EventBus",
    "ExecutionStatus",
    "Executions",
    "FactChecker",
    "Frame",
    "JobRepository",
    "KeyIds",
    "Ledger",
    "Mailer",
    "Meter",
    "Outbound",
    "Page",
    "Pages",
    "PastRuns",
    "PauseSwitch",
    "People",
    "PlainComposer",
    "QuizWriter",
    "Randomness",
    "Reply",
    "RequestCounter",
    "Researcher",
    "SampleOrders",
    "SampleSpeaker",
    "SceneComposer",
    "SceneRepairer",
    "ScriptWriter",
    "Seal",
    "SignIns",
    "Timeline",
    "VideoRepository",
    "VideoReviewer",
    "Voice",
]
