"""Before stage 1, where a caller points at pages: fetch them, and keep what they say."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from pydantic import JsonValue

from studio.application.artifacts import fetched_key
from studio.application.happenings import Stamp
from studio.domain.brief import JobId
from studio.domain.context import unique_names
from studio.domain.errors import DestinationRefused, DestinationUnreachable, UnusableSource
from studio.domain.sources import Source, file_name, sources
from studio.domain.timeline import (
    PAGES_ARE_FETCHED,
    READING_STARTS,
    Happening,
    Progress,
    Stage,
)
from studio.domain.web_page import (
    MAX_PAGE_BYTES,
    MAX_REDIRECTS,
    MAX_TEXT_BYTES,
    PageText,
    is_text,
    media_type,
    read_page,
)
from studio.ports import ArtifactStore, JobRepository, Page, Pages, Timeline

AT_ONCE: Final = 4
SECONDS: Final = 20.0
"""For one source, redirects and all."""

_WHY: Final = {
    "address": "it leads to an address that is not public",
    "dns": "its name leads nowhere",
    "connect": "nobody answered there",
    "encoding": "it came compressed, which was not asked for",
    "own_domain": "it leads back to this service",
    "port": "it leads to another port than 80 or 443",
    "protocol": "what answered does not speak HTTP",
    "redirects": f"it redirects more than {MAX_REDIRECTS} times",
    "timeout": f"it took longer than {SECONDS:.0f} seconds",
    "tls": "it has no valid certificate",
    "too_large": f"it is larger than {MAX_PAGE_BYTES // 1_000_000} MB",
    "url": "it leads to something that is no http or https URL",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one source says, and a name for it as a file."""

    source: Source
    name: str
    text: PageText


@dataclass(frozen=True, slots=True)
class FetchContext:
    jobs: JobRepository
    timeline: Timeline
    artifacts: ArtifactStore
    pages: Pages
    stamp: Stamp
    github: str
    """Where the files of repositories are served."""

    def __call__(self, job_id: JobId) -> int:
        """Store every source's text as a file; returns how many there are.

        Raises `UnusableSource`, naming the first that could not be read.
        """
        brief = self.jobs.get(job_id).topic
        wanted = list(sources(brief, github=self.github))
        labels: list[JsonValue] = [source.label for source in wanted]
        self._tell(job_id, Happening.FETCHING, READING_STARTS, pages=labels)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            reading = [pool.submit(self._fetched, source) for source in wanted]
            try:
                found = [page.result() for page in reading]
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
        self._keep(job_id, found, taken=[file.name for file in brief.context])
        return len(found)

    def _fetched(self, source: Source) -> Fetched:
        try:
            page = self.pages.fetch(source.urls, seconds=SECONDS)
        except (DestinationRefused, DestinationUnreachable) as failure:
            why = _WHY.get(failure.reason, failure.reason)
            raise UnusableSource(f"{source.label} could not be read: {why}.") from failure
        text = read(page, source)
        name = file_name(source.urls[0] if len(source.urls) == 1 else page.url, page_kind(page))
        return Fetched(source, name, text)

    def _keep(self, job_id: JobId, found: Sequence[Fetched], *, taken: list[str]) -> None:
        names = unique_names([*taken, *(page.name for page in found)])[len(taken) :]
        for name, page in zip(names, found, strict=True):
            key, body = fetched_key(job_id, name), page.text.text.encode()
            self.artifacts.put(key, body, content_type="text/plain; charset=utf-8")
            if page.text.cut:
                message = (
                    f"Of {page.source.label} only the first {MAX_TEXT_BYTES // 1000} kB were read."
                )
                self.timeline.record(job_id, self.stamp(Happening.WARNED, message=message))
        sizes: dict[str, JsonValue] = {page.source.label: len(page.text.text) for page in found}
        self._tell(job_id, Happening.PAGES_FETCHED, PAGES_ARE_FETCHED, chars=sizes)

    def _tell(self, job_id: JobId, happening: Happening, percent: int, **detail: JsonValue) -> None:
        progress = Progress(stage=Stage.FETCHING_PAGES, percent=percent)
        self.timeline.record(job_id, self.stamp(happening, progress, **detail))


def page_kind(page: Page) -> str:
    return media_type(page.content_type)


def read(page: Page, source: Source) -> PageText:
    """What a page says. Raises `UnusableSource` for one that has nothing to say."""
    if page.status == HTTPStatus.NOT_FOUND and len(source.urls) > 1:
        raise UnusableSource(f"{source.label} has no README, or is no public repository.")
    if page.status != HTTPStatus.OK:
        raise UnusableSource(f"{source.label} could not be read: HTTP status {page.status}.")
    kind = page_kind(page)
    if kind == "application/pdf":
        message = "is a PDF, which is read when it is attached as a file, and not from a URL."
        raise UnusableSource(f"{source.label} {message}")
    if not is_text(page.content_type):
        raise UnusableSource(f"{source.label} is not a text but {kind[:80] or 'of no type'}.")
    text = read_page(page.body, page.content_type)
    if not text.text:
        raise UnusableSource(f"{source.label} has no text in it.")
    return text
