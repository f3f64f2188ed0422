"""Stand-ins for the outside world; the repositories pass the same contracts as the real ones."""

from tests.fakes.accounts import InMemoryAccounts, key_ids
from tests.fakes.artifacts import InMemoryArtifacts
from tests.fakes.credits import InMemoryLedger
from tests.fakes.email import FakeMailer
from tests.fakes.erasure import FakeErasures
from tests.fakes.jobs import InMemoryJobs
from tests.fakes.library import InMemoryVideos
from tests.fakes.makers import CannedWriter, EvenVoice, FakeMeter
from tests.fakes.pages import FakePages
from tests.fakes.past_runs import InMemoryPastRuns
from tests.fakes.people import InMemoryPeople, SignedIn
from tests.fakes.samples import FakeSampleOrders
from tests.fakes.system import CountingRandomness, SteppingClock, insist
from tests.fakes.traffic import InMemoryTraffic
from tests.fakes.webhooks import (
    FakeDeliveries,
    FakeOutbound,
    FakeSeal,
    InMemoryDeliveryLog,
    InMemoryEndpoints,
)
from tests.fakes.workflow import FakeBus, FakeExecutions

__all__ = [
    "CannedWriter",
    "CountingRandomness",
    "EvenVoice",
    "FakeBus",
    "FakeDeliveries",
    "FakeErasures",
    "FakeExecutions",
    "FakeMailer",
    "FakeMeter",
    "FakeOutbound",
    "FakePages",
    "FakeSampleOrders",
    "FakeSeal",
    "InMemoryAccounts",
    "InMemoryArtifacts",
    "InMemoryDeliveryLog",
    "InMemoryEndpoints",
    "InMemoryJobs",
    "InMemoryLedger",
    "InMemoryPastRuns",
    "InMemoryPeople",
    "InMemoryTraffic",
    "InMemoryVideos",
    "SignedIn",
    "SteppingClock",
    "insist",
    "key_ids",
]
