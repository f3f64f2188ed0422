"""A service that answers what it is told to, and a clock that only pretends to wait."""

import pytest

from chalkboard import _client, _transport
from scripted import Service


@pytest.fixture
def naps(monkeypatch):
    taken = []
    monkeypatch.setattr(_transport.time, "sleep", taken.append)
    assert _client.time is _transport.time
    return taken


@pytest.fixture
def service(naps):
    return Service()


@pytest.fixture
def client(service):
    with service.client() as client:
        yield client
