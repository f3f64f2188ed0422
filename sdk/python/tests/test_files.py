import httpx
import pytest

from chalkboard import ConnectionFailedError, NotFoundError
from scripted import Broken, refusal


def part(content, first, total, etag='"a"'):
    headers = {
        "ETag": etag,
        "Content-Range": f"bytes {first}-{total - 1}/{total}",
        "Content-Length": str(total - first),
    }
    return httpx.Response(206, content=iter([content]), headers=headers)


def test_a_file_arrives_under_the_name_that_was_asked_for(client, service, tmp_path):
    service.says(httpx.Response(200, content=iter([b"mp", b"4"]), headers={"Content-Length": "3"}))

    out = client.download_file("j1", "final.mp4", out_path=str(tmp_path / "tides.mp4"))

    assert out == tmp_path / "tides.mp4"
    assert out.read_bytes() == b"mp4"
    assert [path.name for path in tmp_path.iterdir()] == ["tides.mp4"]
    assert service.requests[0].url.path == "/api/v1/jobs/j1/files/final.mp4"


def test_a_broken_download_asks_only_for_the_rest(client, service, tmp_path):
    headers = {"ETag": '"a"', "Content-Length": "6"}
    broken = httpx.Response(200, stream=Broken(b"abc"), headers=headers)
    service.says(broken, part(b"def", 3, 6))

    assert client.download_file("j1", "f", tmp_path / "f").read_bytes() == b"abcdef"
    assert service.requests[1].headers["range"] == "bytes=3-"
    assert service.requests[1].headers["if-range"] == '"a"'


def test_a_file_that_changed_meanwhile_is_fetched_from_its_start(client, service, tmp_path):
    headers = {"ETag": '"a"', "Content-Length": "6"}
    whole = httpx.Response(200, content=iter([b"XYZ"]), headers={"Content-Length": "3"})
    service.says(
        httpx.Response(200, stream=Broken(b"abc"), headers=headers),
        part(b"DEF", 3, 6, etag='"b"'),
        whole,
    )

    assert client.download_file("j1", "f", tmp_path / "f").read_bytes() == b"XYZ"


def test_fewer_bytes_than_promised_are_no_file(client, service, tmp_path):
    answers = [
        httpx.Response(200, content=iter([b"abc"]), headers={"Content-Length": "6"})
        for _ in range(9)
    ]
    service.says(*answers)

    with pytest.raises(ConnectionFailedError):
        client.download_file("j1", "f", tmp_path / "f")
    assert list(tmp_path.iterdir()) == []


def test_a_download_that_fails_leaves_what_was_there(client, service, tmp_path):
    (tmp_path / "f").write_text("old")
    service.says(refusal(404, "File not found"))

    with pytest.raises(NotFoundError):
        client.download_file("j1", "f", tmp_path / "f")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("f", "old")]


def test_a_name_stays_within_its_job(client, service, tmp_path):
    service.says(refusal(404))

    with pytest.raises(NotFoundError):
        client.download_file("j1", "../x", tmp_path / "f")
    assert service.requests[0].url.raw_path == b"/api/v1/jobs/j1/files/..%2Fx"
