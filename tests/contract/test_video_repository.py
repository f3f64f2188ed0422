"""What every library keeps: the stand-in of the unit tests, and DynamoDB's tables."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest

from studio.adapters.dynamodb_videos import DynamoVideos
from studio.domain.brief import AccountId, JobId
from studio.domain.errors import JobConflict, JobNotFound, VideoNotFound
from studio.domain.job import Job
from studio.domain.video import filed
from studio.ports import JobRepository, VideoRepository
from tests.builders import NOON, a_job, a_scene, a_script, an_event
from tests.fakes import InMemoryJobs
from tests.tables import jobs_in


class Shelves(NamedTuple):
    jobs: JobRepository
    videos: VideoRepository

    def ended(self, owner: AccountId, says: str = "One two three four") -> Job:
        """A job that was over from the start, so that the deployed product leaves it alone."""
        job = a_job(id=JobId(str(uuid.uuid4())), owner=owner).fail("made for a test", at=NOON)
        self.jobs.add(job, an_event(1))
        over = job.model_copy(update={"version": job.version + 1})
        video = filed(over, a_script(a_scene(narration=says)))
        self.jobs.save(over, an_event(2), video=video)
        return over


@pytest.fixture(params=["in memory", "dynamodb"])
def shelves(request):
    if request.param == "in memory":
        jobs = InMemoryJobs()
        return Shelves(jobs, jobs.videos)
    cloud = request.getfixturevalue("cloud")
    tables, client = cloud.stack.physical, cloud.client("dynamodb")
    jobs = jobs_in(tables, client)
    return Shelves(jobs, DynamoVideos(client, table=tables["VideosTable"]))


@pytest.fixture
def owner():
    return AccountId(f"acct_{uuid.uuid4()}")


def test_a_video_is_kept_with_the_end_of_its_job(shelves, owner):
    job = shelves.ended(owner)

    video = shelves.videos.get(owner, job.id)
    assert (video.job, video.title, video.notes) == (job, "A Script", None)
    assert video.script == "One two three four"


def test_a_job_that_another_ended_first_leaves_no_video(shelves, owner):
    job = shelves.ended(owner)

    with pytest.raises(JobConflict):
        shelves.jobs.save(job, an_event(3), video=filed(job, None))
    assert shelves.videos.get(owner, job.id).title == "A Script"


def test_videos_are_found_by_their_owners_only(shelves, owner):
    job = shelves.ended(owner)

    for whose, which in ((AccountId("acct_other"), job.id), (owner, JobId("nobody"))):
        with pytest.raises(VideoNotFound):
            shelves.videos.get(whose, which)
    assert list(shelves.videos.owned_by(AccountId("acct_other"))) == []


def test_all_videos_are_found_however_many_pages_they_fill(shelves, owner):
    made = {shelves.ended(owner, says="ß" * 20_000).id for _ in range(30)}

    assert {video.job.id for video in shelves.videos.owned_by(owner)} == made


def test_notes_replace_those_before(shelves, owner):
    job = shelves.ended(owner)
    for notes in ("first", "second", None):
        shelves.videos.annotate(owner, job.id, notes)
        assert shelves.videos.get(owner, job.id).notes == notes


def test_notes_need_a_video(shelves, owner):
    with pytest.raises(VideoNotFound):
        shelves.videos.annotate(owner, JobId("nobody"), "x")
    assert list(shelves.videos.owned_by(owner)) == []


def test_a_job_that_is_erased_goes_with_its_video(shelves, owner):
    job, other = shelves.ended(owner), shelves.ended(owner)
    shelves.jobs.erase(job)

    with pytest.raises(JobNotFound):
        shelves.jobs.get(job.id)
    assert [video.job.id for video in shelves.videos.owned_by(owner)] == [other.id]


def test_a_job_may_be_erased_by_two_at_once(shelves, owner):
    job = shelves.ended(owner)

    def erase(_):
        try:
            shelves.jobs.erase(job)
        except JobConflict:
            return "met the other"
        return "gone"

    with ThreadPoolExecutor(8) as pool:
        assert "gone" in set(pool.map(erase, range(8)))
    with pytest.raises(VideoNotFound):
        shelves.videos.get(owner, job.id)
