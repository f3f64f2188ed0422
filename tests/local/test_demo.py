"""The demo, against an API that answers from a script."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from local import demo
from tests.local.credentials import KEYS

EVENTS = [
    ("00:00:00", {"stage": "queued"}),
    ("00:00:01", {"stage": "writing_script"}),
    ("00:00:02", {"warning": "no stage here"}),
    ("00:00:04", {"stage": "rendering"}),
    ("00:00:10", {"stage": "rendering"}),
    ("00:00:11", {"stage": "done"}),
]


def job(status: str, **changes: Any) -> dict[str, Any]:
    events = [{"ts": f"2026-01-01T{ts}Z", "node": "n", "updates": what} for ts, what in EVENTS]
    return {
        "id": "j1",
        "topic": "Trees",
        "status": status,
        "stage": "done",
        "progress": 100,
        "events": events,
        "error": None,
        "output_files": ["final.mp4", "script.txt"],
        "duration_sec": 75.2,
        "warnings": [],
    } | changes


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[httpx.Request]]:
    """Let the API give these answers in turn, and files for files."""

    def answering(*answers: httpx.Response) -> list[httpx.Request]:
        waiting, seen = list(answers), []

        def answer(request: httpx.Request) -> httpx.Response:
            request.read()
            seen.append(request)
            if "/files/" in request.url.path:
                return httpx.Response(200, content=request.url.path.encode())
            return waiting.pop(0)

        client = httpx.Client

        def scripted(**arguments: Any) -> httpx.Client:
            return client(transport=httpx.MockTransport(answer), **arguments)

        monkeypatch.setattr(httpx, "Client", scripted)
        monkeypatch.setattr(demo, "POLL_SECONDS", 0)
        return seen

    return answering


def test_a_finished_job_is_downloaded(
    answering: Callable[..., list[httpx.Request]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen = answering(
        httpx.Response(202, json=job("pending", stage="queued", progress=0)),
        httpx.Response(200, json=job("running", stage="rendering", progress=50)),
        httpx.Response(200, json=job("completed")),
    )
    folder = demo.make(demo.Order("Trees", None, tmp_path), KEYS)

    shown = capsys.readouterr().out
    assert folder == tmp_path / "j1"
    assert seen[0].headers["authorization"] == "Bearer chk_live_1"
    assert json.loads(seen[0].content) == {"topic": "Trees"}
    assert (tmp_path / "j1/final.mp4").read_bytes() == b"/api/v1/jobs/j1/files/final.mp4"
    assert (tmp_path / "j1/script.txt").exists()
    assert " 50 %  Rendering" in shown
    assert "1:15 of video" in shown


def test_a_failed_job_says_why_and_fails_the_demo(
    answering: Callable[..., list[httpx.Request]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answering(httpx.Response(202, json=job("failed", error="The render was killed.")))

    assert demo.make(demo.Order("Trees", None, tmp_path), KEYS) is None
    assert "The render was killed." in capsys.readouterr().out


def test_a_refused_order_says_what_the_api_said(
    answering: Callable[..., list[httpx.Request]], tmp_path: Path
) -> None:
    answering(httpx.Response(422, json={"detail": "no topic"}))

    with pytest.raises(demo.JobRefused, match="no topic"):
        demo.make(demo.Order("", None, tmp_path), KEYS)


def test_a_file_is_uploaded_as_a_form(
    answering: Callable[..., list[httpx.Request]], tmp_path: Path
) -> None:
    seen = answering(httpx.Response(202, json=job("completed")))
    (tmp_path / "tree.py").write_text("class Tree: ...")
    demo.make(demo.Order(None, tmp_path / "tree.py", tmp_path / "out"), KEYS)

    assert seen[0].url.path == "/api/v1/jobs/upload"
    assert b'name="files"; filename="tree.py"' in seen[0].content
    assert b"What tree.py does" in seen[0].content


def test_a_stage_lasts_until_the_next_one_starts() -> None:
    seconds = demo.seconds_per_stage(job("completed"))

    assert seconds == {"queued": 1.0, "writing_script": 3.0, "rendering": 7.0}
