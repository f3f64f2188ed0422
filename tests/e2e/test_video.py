"""One topic becomes one video, through the real template; everything about it is looked at."""

import io
import itertools
import json
import wave
from fractions import Fraction

import av
import httpx
import numpy as np
import pyloudnorm
import pytest
import srt

from studio.domain.files import MADE_BY_PLAN, MADE_BY_RENDER
from studio.domain.run_stats import RUN_STATS


@pytest.fixture(scope="module")
def job(customer):
    job = customer.outcome(customer.order("How does binary search work?", burn_captions=True))
    assert job["status"] == "completed", job["error"]
    return job


@pytest.fixture(scope="module")
def files(customer, job):
    return {
        name: customer.http.get(f"/jobs/{job['id']}/files/{name}").raise_for_status().content
        for name in job["output_files"]
    }


@pytest.fixture(scope="module")
def segments(files):
    return json.loads(files["segments.json"])


@pytest.fixture(scope="module")
def video(files):
    with av.open(io.BytesIO(files["final.mp4"])) as container:
        yield container


def test_every_file_of_the_spec_is_there(job):
    assert set(job["output_files"]) == {*MADE_BY_PLAN, *MADE_BY_RENDER, RUN_STATS}


def test_the_job_tells_what_it_was_and_how_it_went(job):
    assert (job["mode"], job["progress"], job["stage"], job["error"]) == ("test", 100, "done", None)
    assert job["started_at"] >= job["created_at"]
    assert job["finished_at"] > job["started_at"]
    assert job["burn_captions"] is False, "a test key turns it off"


def test_every_transition_is_an_event_in_order(job):
    times = [event["ts"] for event in job["events"]]
    nodes = [event["node"] for event in job["events"]]

    assert times == sorted(times)
    before, side_by_side, after = ["init", "script_agent"], {"tts", "manim_agent"}, "render_trigger"
    known = [node for node in nodes if node in {*before, *side_by_side, after}]
    assert list(dict.fromkeys(known))[:2] == before
    assert set(known[known.index("script_agent") + 1 : known.index(after)]) == side_by_side
    assert "render" in nodes
    assert [e["updates"]["status"] for e in job["events"] if e["node"] in {"init", "job"}] == [
        "pending",
        "running",
        "completed",
    ]
    percents = [e["updates"]["progress"] for e in job["events"] if e["node"] == "render"]
    assert percents == sorted(percents)


def test_the_video_is_what_players_expect(video, files):
    picture, sound = video.streams.video[0], video.streams.audio[0]

    assert (picture.codec.name, picture.pix_fmt) == ("h264", "yuv420p")
    assert (picture.width, picture.height, picture.average_rate) == (854, 480, 15)
    assert (sound.codec.name, sound.layout.name) == ("aac", "mono")
    assert files["final.mp4"].index(b"moov") < files["final.mp4"].index(b"mdat"), "faststart"


def test_picture_and_narration_have_the_length_that_was_planned(video, files, segments):
    frames = sum(segment["frames"] for segment in segments)
    picture, sound = video.streams.video[0], video.streams.audio[0]
    with wave.open(io.BytesIO(files["voiceover.wav"])) as wav:
        assert (wav.getnchannels(), wav.getframerate(), wav.getsampwidth()) == (1, 24_000, 2)
        assert wav.getnframes() == frames * 24_000 // 15

    assert sum(1 for _ in video.decode(picture)) == frames
    assert float(sound.duration * sound.time_base) == pytest.approx(frames / 15, abs=1 / 15)


def test_every_segment_starts_at_the_same_frame_in_picture_chapters_and_sound(
    video, files, segments
):
    starts = [0, *itertools.accumulate(segment["frames"] for segment in segments)]
    chapters = video.chapters()

    assert [round(c["start"] * c["time_base"] * 15) for c in chapters] == starts[:-1]
    samples = samples_of(files["voiceover.wav"])
    for start, segment in zip(starts, segments, strict=False):
        first = start * 1600
        lead_in = samples[first : first + int(segment["speech_start_sec"] * 24_000) - 240]
        spoken = samples[first : first + int((segment["speech_start_sec"] + 1.0) * 24_000)]
        assert np.abs(lead_in).max() < 0.01, "silent until the words begin"
        assert np.abs(spoken).max() > 0.05, "and then they do"


def test_the_picture_changes_at_every_segment_boundary(video, segments):
    boundaries = list(itertools.accumulate(segment["frames"] for segment in segments[:-1]))
    wanted = {boundary - back for boundary in boundaries for back in (2, 1, 0)}
    video.seek(0)
    frames = {
        number: frame.to_ndarray(format="gray").astype(int)
        for number, frame in enumerate(video.decode(video=0))
        if number in wanted
    }
    for boundary in boundaries:
        change = np.abs(frames[boundary] - frames[boundary - 1]).max()
        within = np.abs(frames[boundary - 1] - frames[boundary - 2]).max()
        assert change > 60
        assert within < change


def test_the_narration_is_as_loud_as_it_should_be(files):
    meter = pyloudnorm.Meter(24_000)

    assert meter.integrated_loudness(samples_of(files["voiceover.wav"])) == pytest.approx(
        -16, abs=1
    )


def test_captions_say_the_script_in_lines_one_can_read(files, segments):
    cues = list(srt.parse(files["captions.srt"].decode()))
    said = " ".join(cue.content.replace("\n", " ") for cue in cues)

    assert said.split() == files["script.txt"].decode().split()
    assert all(len(line) <= 42 for cue in cues for line in cue.content.splitlines())
    assert all(a.end <= b.start for a, b in itertools.pairwise(cues))
    length = sum(Fraction(segment["frames"], 15) for segment in segments)
    assert cues[-1].end.total_seconds() <= length
    assert files["captions.vtt"].startswith(b"WEBVTT\n")
    assert files["chapters.txt"].startswith(b";FFMETADATA1\n")


def test_the_thumbnail_is_a_picture(files):
    with av.open(io.BytesIO(files["thumb.jpg"])) as image:
        assert (image.streams.video[0].width, image.streams.video[0].height) == (640, 360)


def test_a_part_of_a_file_can_be_asked_for(customer, job, files):
    url = f"/jobs/{job['id']}/files/final.mp4"
    answer = customer.http.get(url, headers={"Range": "bytes=4-7"})

    assert (answer.status_code, answer.content) == (206, b"ftyp")
    assert answer.headers["content-range"] == f"bytes 4-7/{len(files['final.mp4'])}"
    assert answer.headers["etag"]


@pytest.mark.parametrize(
    "name", ["..%2Fwork%2Fscript.json", "../work/script.json", "nothing.mp4", "final.mp4%00"]
)
def test_path_tricks_find_nothing(customer, job, name):
    answer = customer.http.get(f"/jobs/{job['id']}/files/{name}")

    assert answer.status_code == 404
    assert answer.json()["detail"] in {"File not found", "Not Found"}


def test_it_is_in_the_list_and_only_in_its_owners(cloud, customer, job):
    assert job["id"] in [listed["id"] for listed in customer.http.get("/jobs").json()]
    account = json.loads(
        cloud.client("lambda")
        .invoke(
            FunctionName=cloud.stack.physical["CreateAccountFunction"],
            Payload=json.dumps({"name": "a stranger"}),
        )["Payload"]
        .read()
    )
    stranger = {"Authorization": f"Bearer {account['live']}"}

    assert customer.http.get("/jobs", headers=stranger).json() == []
    for path in (f"/jobs/{job['id']}", f"/jobs/{job['id']}/files/final.mp4"):
        answer = customer.http.get(path, headers=stranger)
        assert (answer.status_code, answer.json()) == (404, {"detail": "Job not found"})


def test_without_a_key_nothing_is_told(cloud, job):
    for path in ("/jobs", f"/jobs/{job['id']}", f"/jobs/{job['id']}/files/final.mp4"):
        answer = httpx.get(cloud.base_url + path, trust_env=False)
        assert (answer.status_code, answer.json()) == (
            401,
            {"detail": "Invalid or missing API key"},
        )


def samples_of(wav_bytes):
    with wave.open(io.BytesIO(wav_bytes)) as wav:
        pcm = wav.readframes(wav.getnframes())
    return np.frombuffer(pcm, np.int16).astype(np.float64) / 32768
