"""What a caller points at becomes files for the writer, or the reason that there is no video."""

import pytest

from studio.application.happenings import Stamp
from studio.application.job_meter import meters
from studio.application.stages.fetch_context import _WHY, FetchContext
from studio.application.stages.write_script import WriteScript
from studio.domain.brief import ContextFile
from studio.domain.errors import DestinationRefused, DestinationUnreachable, UnusableSource
from studio.domain.timeline import Happening
from studio.ports import Page
from tests.builders import JOB, a_brief, a_job, an_event
from tests.fakes import (
    CannedWriter,
    CountingRandomness,
    FakePages,
    InMemoryArtifacts,
    InMemoryJobs,
    SteppingClock,
)

BREAD = "https://example.org/bread"
README = "https://files.invalid/a/b/HEAD/README.md"


def html(url=BREAD, body=b"<title>Bread</title><p>Yeast.", **changes):
    fields = {"url": url, "status": 200, "content_type": "text/html", "body": body}
    return Page(**{**fields, **changes})


class Desk:
    def __init__(self, **brief):
        self.jobs, self.artifacts = InMemoryJobs(), InMemoryArtifacts()
        self.pages, self.writer = FakePages(), CannedWriter()
        stamp = Stamp(SteppingClock(), CountingRandomness())
        self.jobs.add(a_job(brief=a_brief(**brief)), an_event())
        self.fetch_context = FetchContext(
            self.jobs, self.jobs, self.artifacts, self.pages, stamp, "https://files.invalid"
        )
        self.write_script = WriteScript(
            self.jobs, self.jobs, self.artifacts, self.writer, meters(self.jobs, stamp), stamp
        )

    def fetched(self):
        prefix = f"jobs/{JOB}/work/context/fetched/"
        kept = self.artifacts.bodies.items()
        return {key.removeprefix(prefix): body for key, body in kept if key.startswith(prefix)}

    def told(self, happening):
        return [event for event in self.jobs.events(JOB) if event.happening is happening]


def test_pages_and_readmes_become_files_that_the_writer_reads():
    desk = Desk(urls=(BREAD,), github=("a/b",), context=(ContextFile(name="own.txt", size=1),))
    desk.artifacts.bodies[f"jobs/{JOB}/context/own.txt"] = b"own"
    desk.pages.answers = {BREAD: html(), README: html(README, b"# B", content_type="text/plain")}

    assert desk.fetch_context(JOB) == 2
    desk.write_script(JOB)
    ((_, context),) = desk.writer.asked
    assert context == {
        "own.txt": b"own",
        "example.org-bread.md": b"# Bread\n\nYeast.",
        "files.invalid-a-b-HEAD-README.md": b"# B",
    }


def test_a_second_run_leaves_the_same():
    desk = Desk(urls=(BREAD,))
    desk.pages.answers = {BREAD: html()}
    desk.fetch_context(JOB)
    first = desk.fetched()
    desk.fetch_context(JOB)

    assert desk.fetched() == first


def test_sources_of_the_same_name_do_not_overwrite_each_other_or_a_file():
    urls = tuple(f"{BREAD}?{n}" for n in range(3))
    desk = Desk(urls=urls, context=(ContextFile(name="example.org-bread.md", size=1),))
    desk.pages.answers = {url: html(url, url.encode()) for url in urls}
    desk.fetch_context(JOB)

    assert list(desk.fetched().values()) == [url.encode() for url in urls]
    assert set(desk.fetched()) == {f"example.org-bread_{n}.md" for n in (1, 2, 3)}


def test_the_timeline_tells_what_is_fetched_and_how_much_it_was():
    desk = Desk(urls=(BREAD,), github=("a/b",))
    desk.pages.answers = {BREAD: html(), README: html(README, b"# B", content_type="text/plain")}
    desk.fetch_context(JOB)

    (before,), (after,) = desk.told(Happening.FETCHING), desk.told(Happening.PAGES_FETCHED)
    assert before.detail == {"pages": [BREAD, "a/b"]}
    assert after.detail == {"chars": {BREAD: 15, "a/b": 3}}
    assert 0 < before.progress.percent < after.progress.percent


def test_of_a_long_page_the_beginning_is_read_and_that_is_said():
    desk = Desk(urls=(BREAD,))
    desk.pages.answers = {BREAD: html(body=b"x" * 300_000)}
    desk.fetch_context(JOB)

    assert [len(body) for body in desk.fetched().values()] == [200_000]
    (warning,) = desk.told(Happening.WARNED)
    assert warning.detail == {"message": f"Of {BREAD} only the first 200 kB were read."}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (html(status=404), "could not be read: HTTP status 404."),
        (html(status=500), "could not be read: HTTP status 500."),
        (html(content_type="application/pdf"), "is a PDF, which is read when it is attached"),
        (html(content_type="image/png"), "is not a text but image/png."),
        (html(content_type=""), "is not a text but of no type."),
        (html(body=b"<script>render()</script>"), "has no text in it."),
        (DestinationRefused("address"), "it leads to an address that is not public."),
        (DestinationUnreachable("timeout"), "it took longer than 20 seconds."),
        (DestinationUnreachable("too_large"), "it is larger than 2 MB."),
    ],
)
def test_a_source_that_cannot_be_read_is_named_with_the_reason(answer, reason):
    desk = Desk(urls=("https://example.org/fine", BREAD))
    desk.pages.answers = {"https://example.org/fine": html(), BREAD: answer}
    with pytest.raises(UnusableSource) as failure:
        desk.fetch_context(JOB)

    assert str(failure.value).startswith(f"{BREAD} ")
    assert reason in str(failure.value)
    assert desk.fetched() == {}


def test_a_repository_without_a_readme_is_named():
    desk = Desk(github=("a/b",))
    with pytest.raises(UnusableSource, match="a/b has no README, or is no public repository"):
        desk.fetch_context(JOB)

    asked = [url.removeprefix("https://files.invalid/a/b/HEAD/") for url in desk.pages.asked]
    assert asked[:5] == ["README.md", "readme.md", "README.rst", "README.txt", "README"]


def test_every_reason_the_client_gives_has_words():
    reasons = {"address", "dns", "connect", "encoding", "own_domain", "port"}

    assert reasons | {"protocol", "redirects", "timeout", "tls", "too_large", "url"} == set(_WHY)
