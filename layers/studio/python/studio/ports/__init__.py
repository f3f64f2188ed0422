"""What the application needs from the outside world, and nothing more."""

from studio.ports.accounts import AccountRepository
from studio.ports.artifacts import ArtifactStore, Bytes
from studio.ports.credits import Ledger
from studio.ports.jobs import JobRepository, Timeline
from studio.ports.makers import PlainComposer, SceneComposer, ScriptWriter, Voice
from studio.ports.system import Clock, Randomness
from studio.ports.webhooks import Deliveries, DeliveryLog, Outbound, Reply
from studio.ports.workflow import EventBus, Executions, ExecutionStatus

__all__ = [
    "AccountRepository",
    "ArtifactStore",
    "Bytes",
    "Clock",
    "Deliveries",
    "DeliveryLog",
    "EventBus",
    "ExecutionStatus",
    "Executions",
    "JobRepository",
    "Ledger",
    "Outbound",
    "PlainComposer",
    "Randomness",
    "Reply",
    "SceneComposer",
    "ScriptWriter",
    "Timeline",
    "Voice",
]
