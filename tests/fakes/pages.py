"""Pages that are wherever a test says."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from studio.ports import Page


@dataclass
class FakePages:
    """Answers with a page, or raises; 404 for what it was not told of."""

    answers: dict[str, Page | Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, urls: Sequence[str], *, seconds: float) -> Page:
        assert seconds > 0
        for url in urls:
            self.asked.append(url)
            answer = self.answers.get(url, Page(url, 404, "text/html", b""))
            if isinstance(answer, Exception):
                raise answer
            if answer.status != 404:
                break
        return answer
