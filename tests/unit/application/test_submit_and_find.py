import pytest

from studio.application.accepted_files import accepted_files
from studio.application.find_jobs import FindJobs
from studio.application.happenings import Stamp
from studio.application.pause_service import EnsureOpen
from studio.application.submit_job import Order, StoredFile, SubmitJob
from studio.domain.errors import (
    ArtifactNotFound,
    BalanceConflict,
    Busy,
    FileTooLarge,
    JobConflict,
    JobNotFound,
    NothingToReuse,
)
from studio.domain.job import Dialect
from studio.domain.timeline import Happening
from tests.builders import a_brief, a_caller, an_event
from tests.fakes import (
    CountingRandomness,
    InMemoryArtifacts,
    InMemoryJobs,
    InMemoryPastRuns,
    InMemoryTraffic,
    SteppingClock,
    insist,
)


@pytest.fixture
def jobs():
    return InMemoryJobs()


@pytest.fixture
def artifacts():
    return InMemoryArtifacts()


@pytest.fixture
def traffic():
    return InMemoryTraffic()


@pytest.fixture
def submit(jobs, artifacts, traffic):
    clock, randomness = SteppingClock(), CountingRandomness()
    stamp = Stamp(clock, randomness)
    return SubmitJob(
        jobs,
        artifacts,
        jobs.ledger,
        clock,
        randomness,
        stamp,
        insist(),
        InMemoryPastRuns(),
        EnsureOpen(traffic),
    )


@pytest.fixture
def find(jobs, artifacts):
    return FindJobs(jobs, jobs, artifacts, SteppingClock())


def submitted(submit, **options):
    options = {"caller": a_caller(), "dialect": Dialect.CHALKBOARD_V1, **options}
    return submit(Order(a_brief(), **options))


def test_an_accepted_job_is_stored_with_its_first_event(submit, jobs):
    job = submitted(submit)

    assert jobs.get(job.id) == job
    assert [event.happening for event in jobs.events(job.id)] == [Happening.ACCEPTED]


def test_files_are_stored_before_the_job_and_named_in_its_brief(submit, jobs, artifacts):
    job = submitted(submit, files={"a.py": b"print()"})

    assert [file.name for file in job.brief.context] == ["a.py"]
    assert artifacts.bodies == {f"jobs/{job.id}/context/a.py": b"print()"}


def test_files_that_were_sent_before_are_copied(submit, artifacts):
    artifacts.bodies["uploads/a.py"] = b"print()"
    job = submitted(submit, stored={"b.py": StoredFile("uploads/a.py", 7)})

    assert [(file.name, file.size) for file in job.brief.context] == [("b.py", 7)]
    assert artifacts.bodies[f"jobs/{job.id}/context/b.py"] == b"print()"


def test_the_total_of_all_files_is_bounded():
    with pytest.raises(FileTooLarge, match="Total"):
        accepted_files([(f"{n}.txt", b"x" * 1_500_000) for n in range(3)])


def test_jobs_come_newest_first_and_only_ones_own(submit, find):
    first, second = submitted(submit), submitted(submit)
    submitted(submit, caller=a_caller(account_id="acct_other"))

    assert [view.job.id for view in find.page(caller=a_caller())] == [second.id, first.id]


def test_a_foreign_job_is_not_found(submit, find):
    job = submitted(submit)
    with pytest.raises(JobNotFound):
        find.one(job.id, caller=a_caller(account_id="acct_other"))
    with pytest.raises(JobNotFound):
        find.file(job.id, "final.mp4", caller=a_caller(account_id="acct_other"))


@pytest.mark.parametrize(
    "name", ["final.mp4", "../context/a.py", "../../x/outputs/final.mp4", "/etc/passwd", ""]
)
def test_only_listed_outputs_can_be_read(submit, find, name):
    job = submitted(submit, files={"a.py": b""})

    with pytest.raises(ArtifactNotFound):
        find.file(job.id, name, caller=a_caller())


def test_what_a_stage_says_after_the_end_is_not_told(submit, find, jobs):
    job = submitted(submit)
    jobs.record(job.id, an_event(1, id="3", happening=Happening.RENDER_PROGRESSED))
    jobs.record(job.id, an_event(2, id="21", happening=Happening.FAILED))

    told = find.one(job.id, caller=a_caller()).events
    assert [event.happening for event in told] == [Happening.ACCEPTED, Happening.FAILED]


def test_a_file_that_was_deleted_in_the_meantime_is_no_missing_page(submit, artifacts):
    with pytest.raises(NothingToReuse, match="Send it again"):
        submitted(submit, files={"a.py": b"print()"}, stored={"b.py": StoredFile("jobs/1/b.py", 7)})

    assert artifacts.bodies == {}


def test_an_order_that_is_refused_leaves_no_files(submit, jobs, artifacts):
    def beaten(*_, **__):
        raise BalanceConflict("acct")

    jobs.add = beaten
    artifacts.bodies["uploads/a.py"] = b"print()"
    with pytest.raises(Busy):
        submitted(
            submit, files={"b.py": b"print()"}, stored={"a.py": StoredFile("uploads/a.py", 7)}
        )

    assert artifacts.bodies == {"uploads/a.py": b"print()"}


def test_an_order_that_was_stored_after_all_keeps_its_files(submit, jobs, artifacts):
    add = jobs.add

    def stored_unheard(job, event, **kept):
        add(job, event, **kept)
        raise JobConflict(job.id)

    jobs.add = stored_unheard
    with pytest.raises(JobConflict):
        submitted(submit, files={"a.py": b"print()"})

    assert len(artifacts.bodies) == 1
