"""One video, as a customer would get it: order it over HTTP, watch it, download everything."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx

from local.ground import Ground
from local.keys import Credentials, opens, read
from local.screen import Screen

POLL_SECONDS = 0.5
FINAL = {"completed", "failed", "cancelled"}
TOPIC = "How hash tables work"

Job = dict[str, Any]


class JobRefused(Exception):
    """The API did not take the order."""


@dataclass(frozen=True)
class Order:
    topic: str | None
    file: Path | None
    out: Path


def running_cloud(ground: Ground) -> Credentials | None:
    """The keys of a local cloud that is already up, if there is one."""
    credentials = read(ground.home / "credentials.json")
    try:
        return credentials if credentials and opens(credentials) else None
    except httpx.TransportError:
        return None


def make(order: Order, credentials: Credentials) -> Path | None:
    """The folder with the video; none when the job did not make one, and said why."""
    headers = {"Authorization": f"Bearer {credentials.live}"}
    with httpx.Client(
        base_url=credentials.base_url, headers=headers, timeout=120, trust_env=False
    ) as http:
        job = submit(http, order)
        with Screen(job) as screen:
            job = screen.follow(watched(http, job))
        if job["status"] != "completed":
            screen.fail(job)
            return None
        folder = order.out / str(job["id"])
        download(http, job, folder)
        screen.celebrate(job, folder / "final.mp4", seconds_per_stage(job))
        return folder


def submit(http: httpx.Client, order: Order) -> Job:
    if order.file is None:
        answer = http.post("/jobs", json={"topic": order.topic or TOPIC})
    else:
        topic = order.topic or f"What {order.file.name} does"
        files = {"files": (order.file.name, order.file.read_bytes())}
        answer = http.post("/jobs/upload", data={"topic": topic}, files=files)
    if answer.status_code != httpx.codes.ACCEPTED:
        raise JobRefused(f"{answer.status_code}: {answer.text}")
    job: Job = answer.json()
    return job


def watched(http: httpx.Client, job: Job) -> Iterator[Job]:
    """The job, again and again, until it is over."""
    while True:
        yield job
        if job["status"] in FINAL:
            return
        time.sleep(POLL_SECONDS)
        job = http.get(f"/jobs/{job['id']}").raise_for_status().json()


def download(http: httpx.Client, job: Job, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in job["output_files"]:
        with http.stream("GET", f"/jobs/{job['id']}/files/{name}") as answer:
            answer.raise_for_status()
            with (folder / Path(name).name).open("wb") as file:
                for chunk in answer.iter_bytes():
                    file.write(chunk)


def seconds_per_stage(job: Job) -> dict[str, float]:
    """How long each stage was the one being worked on, from the job's own events."""
    marks = [
        (datetime.fromisoformat(event["ts"]), event["updates"]["stage"])
        for event in job["events"]
        if "stage" in event["updates"]
    ]
    seconds: dict[str, float] = {}
    for (start, stage), (end, _) in pairwise(marks):
        seconds[stage] = seconds.get(stage, 0.0) + (end - start).total_seconds()
    return seconds
