"""What the SDK is for, by a program of its own that has the wheel and nothing else of ours."""

import json
import sys
from pathlib import Path

import httpx

import chalkboard
from chalkboard import ChalkboardClient, JobFailedError


def create_and_poll(client, folder):
    job = client.create_job(topic="How hash tables work")
    final = client.wait_for_completion(job.id, timeout=300)
    out = client.download_file(final.id, "final.mp4", out_path=folder / "hash-tables.mp4")
    return {"id": final.id, "mode": final.mode, "box": out.read_bytes()[4:8].decode()}


def create_and_stream(client):
    job = client.create_job("Why is the sky blue?", audience="beginner")
    nodes = [event.node for event in client.stream_events(job.id)]
    return {"nodes": nodes, "status": client.get_job(job.id).status}


def look_through_the_library(client, job_id):
    page = client.library(status="completed", sort="oldest")
    video = client.get_video(job_id)
    return {
        "listed": job_id in [video.run_id for video in page.videos],
        "signed": httpx.get(video.urls["thumb.jpg"], trust_env=False).status_code,
        "seconds": video.duration_sec,
    }


def lead_a_job(client, job_id):
    retried = client.retry_job(job_id)
    cancelling = client.cancel_job(retried.id)
    try:
        client.wait_for_completion(retried.id, timeout=60, poll=0.2)
    except JobFailedError as error:
        ended = error.job.status
    rerendered = client.wait_for_completion(client.rerender_job(job_id).id, timeout=300)
    client.delete_video(rerendered.id)
    return {
        "cancelling": cancelling,
        "ended": ended,
        "log": len(client.get_log(job_id).splitlines()),
        "jobs": len(client.list_jobs()),
    }


def main(base_url, key, folder):
    with ChalkboardClient(api_key=key, base_url=base_url) as client:
        polled = create_and_poll(client, Path(folder))
        found = {
            "from": chalkboard.__file__,
            "polled": polled,
            "streamed": create_and_stream(client),
            "library": look_through_the_library(client, polled["id"]),
            "led": lead_a_job(client, polled["id"]),
        }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
