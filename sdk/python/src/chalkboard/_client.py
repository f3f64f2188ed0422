"""The client: one method for each thing the API does."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload
from urllib.parse import quote

from . import _orders
from ._connection import Connection
from ._downloads import download
from ._errors import JobFailedError, JobTimeoutError
from ._events import follow
from ._models import (
    ApiKey,
    Delivery,
    Estimate,
    Event,
    Job,
    LibraryPage,
    Meta,
    Question,
    Video,
    Voice,
    Webhook,
)
from ._uploads import fits_in_a_form, store

if TYPE_CHECKING:
    from os import PathLike

    from typing_extensions import Unpack

    from ._orders import JobOptions


class ChalkboardClient(Connection):
    """The Chalkboard API, for one key. Close it, or use it in a `with` block.

    Requests that fail on the way, or that the service refuses for now (429, 502 to 504), are sent
    again up to three times, after the time that the service asks for. What costs credits carries
    an Idempotency-Key, so that it happens once.

    Every method raises the ChalkboardErrors; `timeout` is in seconds, for each request.
    """

    # Jobs

    def create_job(
        self, topic: str, *, idempotency_key: str | None = None, **options: Unpack[JobOptions]
    ) -> Job:
        """Order a video. The same `idempotency_key` within 24 hours is the same job."""
        order = _orders.body(topic, options)
        return self._order("/jobs", idempotency_key, json=order)

    def upload_job(
        self,
        topic: str,
        files: Iterable[str | PathLike[str]] = (),
        *,
        idempotency_key: str | None = None,
        **options: Unpack[JobOptions],
    ) -> Job:
        """Order a video that explains files; `files` are paths.

        They travel in the request where they fit, else straight into the service's storage.
        Raises OSError for a file that cannot be read.
        """
        order, contents = _orders.body(topic, options), _orders.read(files)
        if fits_in_a_form(contents, self.meta):
            parts = [("files", content) for content in contents]
            fields = _orders.form(order)
            return self._order("/jobs/upload", idempotency_key, data=fields, files=parts)
        stored = store(self._transport, contents)
        return self._order("/jobs", idempotency_key, json={**order, "upload": stored})

    def estimate(self, topic: str, **options: Unpack[JobOptions]) -> Estimate:
        """What such a job would cost. Orders nothing and spends nothing."""
        order = _orders.body(topic, options)
        return Estimate.from_dict(self._transport.json("POST", "/jobs/estimate", json=order))

    def get_job(self, job_id: str) -> Job:
        """The job as it stands, with its events."""
        return Job.from_dict(self._transport.json("GET", _job(job_id)))

    def list_jobs(self) -> list[Job]:
        """Your jobs, newest first, without their events."""
        return [Job.from_dict(item) for item in self._array("/jobs")]

    def wait_for_completion(self, job_id: str, timeout: float = 600, poll: float = 2) -> Job:
        """The completed job, asked for every `poll` seconds.

        Raises JobFailedError for one that failed or was cancelled, JobTimeoutError after `timeout`
        seconds.
        """
        deadline = time.monotonic() + timeout
        while not (job := self.get_job(job_id)).is_terminal:
            left = deadline - time.monotonic()
            if left <= 0:
                raise JobTimeoutError(job, timeout)
            time.sleep(min(poll, left))
        if job.status != "completed":
            raise JobFailedError(job)
        return job

    def stream_events(self, job_id: str) -> Iterator[Event]:
        """Every event from the first to the last, as they happen; breaks are resumed."""
        return follow(lambda headers: self._opened(f"{_job(job_id)}/events", headers))

    @overload
    def get_log(self, job_id: str, format: Literal["text"] = "text") -> str: ...

    @overload
    def get_log(self, job_id: str, format: Literal["json"]) -> dict[str, Any]: ...

    def get_log(
        self,
        job_id: str,
        format: Literal["text", "json"] = "text",  # noqa: A002, as the API calls it
    ) -> str | dict[str, Any]:
        """The pipeline's log: lines of text, or an object with `lines`."""
        path, query = f"{_job(job_id)}/log", {"format": format}
        if format == "text":
            return self._transport.send("GET", path, params=query).text
        return self._object("GET", path, params=query)

    def cancel_job(self, job_id: str) -> str:
        """Stop a job. Answers "cancelling", or how the job had already ended."""
        return str(self._object("DELETE", _job(job_id)).get("status", ""))

    def retry_job(self, job_id: str, *, idempotency_key: str | None = None) -> Job:
        """A new job with the same parameters. Raises ConflictError while the first one runs."""
        return self._order(f"{_job(job_id)}/retry", idempotency_key)

    def rerender_job(self, job_id: str, *, idempotency_key: str | None = None) -> Job:
        """A new job that films the same script and voice again."""
        return self._order(f"{_job(job_id)}/rerender", idempotency_key)

    def download_file(
        self, job_id: str, name: str, out_path: str | PathLike[str] | None = None
    ) -> Path:
        """Fetch an output file to `out_path`, or under its own name, and say where it is.

        The path holds nothing new until the whole file is there. Raises OSError.
        """
        path = f"{_job(job_id)}/files/{_segment(name)}"
        out = Path(name).name if out_path is None else out_path
        return download(lambda headers: self._opened(path, headers), Path(out))

    def get_quiz(self, job_id: str) -> list[Question]:
        """The questions on a video that was ordered with `quiz`.

        Raises NotFoundError for one that has none.
        """
        path = f"{_job(job_id)}/files/quiz.json"
        return [Question.from_dict(item) for item in self._array(path)]

    # Library

    def library(
        self,
        q: str | None = None,
        *,
        status: str | None = None,
        sort: Literal["newest", "oldest", "longest", "shortest"] | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> LibraryPage:
        """A page of your videos; `q` looks into topics, titles and scripts."""
        asked = {"q": q, "status": status, "sort": sort, "limit": limit, "offset": offset}
        query = {name: value for name, value in asked.items() if value is not None}
        return LibraryPage.from_dict(self._transport.json("GET", "/library", params=query))

    def get_video(self, video_id: str) -> Video:
        """One video, with signed URLs of its files."""
        return Video.from_dict(self._transport.json("GET", f"/library/{_segment(video_id)}"))

    def delete_video(self, video_id: str) -> None:
        """Remove a video and its files."""
        self._transport.send("DELETE", f"/library/{_segment(video_id)}")

    # Account: making keys and webhooks takes a session of the web pages, not an API key.

    def list_webhooks(self) -> list[Webhook]:
        """The endpoints that are told when jobs end."""
        return [Webhook.from_dict(item) for item in self._array("/webhooks")]

    def webhook_deliveries(self, webhook_id: str) -> list[Delivery]:
        """The last 50 attempts to tell an endpoint."""
        path = f"/webhooks/{_segment(webhook_id)}/deliveries"
        return [Delivery.from_dict(item) for item in self._array(path)]

    def list_api_keys(self) -> list[ApiKey]:
        """The account's keys. Raises AuthError for an API key: sign in as the web pages do."""
        path = self._base_url.rpartition("/v1")[0] + "/account/api-keys"
        return [ApiKey.from_dict(item) for item in self._array(path)]

    def meta(self) -> Meta:
        """The service's version, defaults and limits."""
        return Meta.from_dict(self._transport.json("GET", "/meta"))

    def voices(self) -> list[Voice]:
        """Who may read a video aloud."""
        found = self._object("GET", "/voices").get("voices", ())
        return [Voice.from_dict(item) for item in found]

    def voice_sample(self, voice_id: str) -> bytes:
        """How a narrator sounds, as a WAV file; the first to ask waits some seconds for it.

        Raises ServerError while it is not there.
        """
        return self._transport.send("GET", f"/voices/{_segment(voice_id)}/sample").content

    def _order(self, path: str, idempotency_key: str | None, **request: Any) -> Job:
        key = str(uuid.uuid4()) if idempotency_key is None else idempotency_key
        headers = {"Idempotency-Key": key}
        return Job.from_dict(self._transport.json("POST", path, headers=headers, **request))


def _job(job_id: str) -> str:
    return f"/jobs/{_segment(job_id)}"


def _segment(text: str) -> str:
    return quote(text, safe="")
