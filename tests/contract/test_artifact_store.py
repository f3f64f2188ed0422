"""What every store of artifacts keeps: the stand-in of the unit tests, and S3."""

import uuid
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from studio.adapters.s3 import S3Artifacts
from studio.domain.errors import ArtifactNotFound, RangeNotSatisfiable
from tests.fakes import InMemoryArtifacts


@pytest.fixture(params=["in memory", "s3"])
def artifacts(request):
    if request.param == "in memory":
        return InMemoryArtifacts()
    cloud = request.getfixturevalue("cloud")
    return S3Artifacts(cloud.client("s3"), bucket=cloud.stack.physical["MediaBucket"])


@pytest.fixture
def folder():
    return f"test/{uuid.uuid4()}/"


def test_what_is_put_once_is_not_replaced(artifacts, folder):
    artifacts.put_once(folder + "a", b"first", content_type="text/plain")
    artifacts.put_once(folder + "a", b"second", content_type="text/plain")

    assert artifacts.get(folder + "a") == b"first"


def test_what_was_put_is_got(artifacts, folder):
    artifacts.put(folder + "a", b"\0\xff", content_type="text/plain")

    assert artifacts.get(folder + "a") == b"\0\xff"


def test_what_is_not_there_is_not_found(artifacts, folder):
    with pytest.raises(ArtifactNotFound):
        artifacts.get(folder + "a")
    with pytest.raises(ArtifactNotFound):
        artifacts.open(folder + "a", None)


def test_a_copy_is_the_same_and_a_copy_of_nothing_is_refused(artifacts, folder):
    artifacts.put(f"{folder}/a", b"body", content_type="text/plain")
    artifacts.copy(f"{folder}/a", f"{folder}/b")

    assert artifacts.get(f"{folder}/b") == b"body"
    with pytest.raises(ArtifactNotFound):
        artifacts.copy(f"{folder}/missing", f"{folder}/c")


def test_names_are_what_follows_the_prefix_sorted(artifacts, folder):
    for name in ("b", "a", "c/d"):
        artifacts.put(folder + name, b"x", content_type="text/plain")

    assert artifacts.names(folder) == ("a", "b", "c/d")
    assert artifacts.names(folder + "none/") == ()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (None, b"0123456789"),
        ((2, 4), b"234"),
        ((7, None), b"789"),
        ((None, 3), b"789"),
        ((0, 99), b"0123456789"),
        ((None, 99), b"0123456789"),
    ],
)
def test_a_range_is_what_was_asked_for(artifacts, folder, asked, expected):
    artifacts.put(folder + "a", b"0123456789", content_type="text/plain")
    found = artifacts.open(folder + "a", asked)

    assert b"".join(found.chunks) == expected
    assert (found.size, found.last - found.first + 1) == (10, len(expected))
    assert found.etag


@pytest.mark.parametrize("asked", [(10, None), (None, 0)])
def test_a_range_outside_is_refused(artifacts, folder, asked):
    artifacts.put(folder + "a", b"0123456789", content_type="text/plain")
    with pytest.raises(RangeNotSatisfiable):
        artifacts.open(folder + "a", asked)


def test_an_empty_artifact_opens_empty(artifacts, folder):
    artifacts.put(folder + "a", b"", content_type="text/plain")

    assert b"".join(artifacts.open(folder + "a", None).chunks) == b""


def test_what_is_written_once_is_not_overwritten(cloud, folder):
    artifacts = S3Artifacts(cloud.client("s3"), bucket=cloud.stack.physical["MediaBucket"])
    put = artifacts.presigned_put(folder + "a", content_type="text/plain", seconds=60, once=True)
    headers = {"Content-Type": "text/plain", "If-None-Match": "*"}
    first, second = (httpx.put(put, content=body, headers=headers) for body in (b"x", b"y"))

    assert "if-none-match" in put
    assert (first.status_code, second.status_code) == (200, 412)
    assert artifacts.get(folder + "a") == b"x"


def test_a_presigned_url_reads_or_writes_exactly_one_key(cloud, folder):
    artifacts = S3Artifacts(cloud.client("s3"), bucket=cloud.stack.physical["MediaBucket"])
    put = artifacts.presigned_put(folder + "a", content_type="text/plain", seconds=60)
    written = httpx.put(put, content=b"x", headers={"Content-Type": "text/plain"})
    get = artifacts.presigned_get(folder + "a", seconds=60)

    assert written.status_code == 200
    assert httpx.get(get).content == b"x"
    assert httpx.get(get.replace(folder + "a", folder + "b")).status_code in {403, 404}


def test_everything_under_a_prefix_is_deleted_and_nothing_else(artifacts, folder):
    for name in ("a/1", "a/b/2", "aa", "b"):
        artifacts.put(folder + name, b"", content_type="text/plain")
    artifacts.delete(folder + "a/")
    artifacts.delete(folder + "a/")

    assert artifacts.names(folder) == ("aa", "b")


def test_more_than_one_requests_worth_is_deleted(artifacts, folder):
    for number in range(1001):
        artifacts.put(f"{folder}{number}", b"", content_type="text/plain")
    artifacts.delete(folder)

    assert artifacts.names(folder) == ()


def test_sizes_are_told_by_what_follows_the_prefix(artifacts, folder):
    for name, body in (("a", b"x"), ("b c", b"four"), ("empty", b"")):
        artifacts.put(folder + name, body, content_type="text/plain")

    assert artifacts.sizes(folder) == {"a": 1, "b c": 4, "empty": 0}
    assert artifacts.sizes(folder + "none/") == {}


@pytest.mark.parametrize("name", ["a.txt", "with space & ünïcode+%41.txt"])
def test_an_upload_is_signed_for_its_very_length_and_written_once(cloud, folder, name):
    artifacts = S3Artifacts(cloud.client("s3"), bucket=cloud.stack.physical["MediaBucket"])
    url = artifacts.presigned_upload(folder + name, size=5, seconds=60)
    signed = parse_qs(urlsplit(url).query)["X-Amz-SignedHeaders"][0].split(";")
    answers = [
        httpx.put(url, content=body, headers={"If-None-Match": "*"})
        for body in (b"first", b"again")
    ]

    assert {"content-length", "if-none-match"} <= set(signed)
    assert [answer.status_code for answer in answers] == [200, 412]
    assert artifacts.sizes(folder) == {name: 5}
    assert artifacts.get(folder + name) == b"first"
