"""The fake vendor's server, on a loopback port of its own."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from typing import Any

from tests.fakes.anthropic.answer import Answer, answered, declined, paused
from tests.fakes.anthropic.faults import CutShort, Declines, Fault, Garbles, Pauses, Refused, Says
from tests.fakes.anthropic.scenario import Asked, Scenario, Task, asked
from tests.fakes.anthropic.tokens import PromptCache
from tests.fakes.anthropic.web import Requests
from tests.fakes.anthropic.wrong import KINDS, Wrong


@dataclass(frozen=True)
class Call:
    """One request that a model was asked with, well-formed and all."""

    asked: Asked
    body: dict[str, Any]
    fault: Fault | None

    @property
    def task(self) -> Task:
        return self.asked.task

    @property
    def scene(self) -> int | None:
        return self.asked.scene


class FakeAnthropic(ThreadingHTTPServer):
    """Answers as its scenario says; `requests` are all calls so far, `refused` what was malformed."""

    daemon_threads = True
    key = "sk-ant-test-key"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Requests)
        self.cache = PromptCache()
        self._lock = threading.Lock()
        self.play(Scenario())

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def play(self, scenario: Scenario) -> None:
        """From now on; nothing has been asked yet, and nothing is cached."""
        with self._lock:
            self.scenario = scenario
            self.requests: list[Call] = []
            self.refused: list[Wrong] = []
            self._given: Counter[Task | int] = Counter()
            self.cache.forget()

    def calls(self, task: Task, scene: int | None = None) -> list[Call]:
        with self._lock:
            found = list(self.requests)
        return [call for call in found if call.task == task and scene in {None, call.scene}]

    def tally(self) -> dict[Task, int]:
        """How often each task was asked for, mishaps and all."""
        with self._lock:
            return dict(Counter(call.task for call in self.requests))

    def note(self, wrong: Wrong) -> None:
        with self._lock:
            self.refused.append(wrong)

    def answer(self, body: dict[str, Any]) -> tuple[Answer, Fault | None]:
        """The answer, and what happens to it on its way; raises `Wrong`."""
        wanted = asked(body)
        with self._lock:
            before = [call for call in self.requests if call.asked == wanted]
            fault = self.scenario.fault(wanted, len(before) + 1)
            self.requests.append(Call(wanted, body, fault))
            text = self._text(wanted, fault)
        match fault:
            case Refused(status, message, kind, retry_after):
                raise Wrong(message or KINDS[status], status, kind, retry_after)
            case Declines(said):
                return declined(said), fault
            case CutShort(tokens):
                return answered(body, text, cut=tokens), fault
            case Pauses():
                return paused(body), fault
        return answered(body, text), fault

    def _text(self, wanted: Asked, fault: Fault | None) -> str:
        """An answer that nobody could use does not count as given."""
        if isinstance(fault, Says):
            return fault.text
        kept = wanted.scene if wanted.scene is not None else wanted.task
        text = self.scenario.text(wanted, self._given[kept])
        if not isinstance(fault, Refused | Declines | CutShort | Garbles | Pauses):
            self._given[kept] += 1
        return text


@contextmanager
def a_fake_anthropic() -> Iterator[FakeAnthropic]:
    server = FakeAnthropic()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
