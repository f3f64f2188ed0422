"""Two segments through the real task; what is in the file that comes out."""

import io
from collections.abc import Iterator
from itertools import pairwise

import av
import numpy as np
import pytest
from PIL import Image

from studio.domain.render import Format, RenderProgress
from tests.render.workshop import Job, Part, a_job, a_scene, an_object_store, captions

FORMAT = Format(width=320, height=180, fps=30)
RED, BLUE = "#C00000", "#0000C0"
FIRST, SECOND = 47, 38
MOVING = "dot = Dot(color=WHITE)\nself.play(dot.animate.shift(RIGHT * 3), run_time=0.5)"


@pytest.fixture(scope="module")
def job() -> Iterator[Job]:
    with an_object_store() as store:
        job = a_job(
            store,
            [
                Part(a_scene(1, RED, MOVING), frames=FIRST, hertz=400),
                Part(a_scene(2, BLUE, "self.wait(5)"), frames=SECOND, hertz=1600),
            ],
            format=FORMAT,
            burn_captions=True,
            captions=captions((0.5, 1.2, "Burned in"), (2.0, 2.5, "And again")),
        )
        store.failures = {"voice-2.wav": 2, "final.mp4": 1, "progress.json": 1}
        assert job.run() == 0, job.log
        yield job


@pytest.fixture(scope="module")
def pictures(job: Job) -> list[np.ndarray]:
    with av.open(io.BytesIO(job.film)) as film:
        return [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]


def boundary(flags: list[bool]) -> int:
    changes = [place for place, (one, next_) in enumerate(pairwise(flags), 1) if one != next_]
    assert len(changes) == 1
    return changes[0]


def test_the_film_is_h264_and_aac_for_every_player(job: Job) -> None:
    with av.open(io.BytesIO(job.film)) as film:
        video, audio = film.streams.video[0], film.streams.audio[0]

        assert (video.codec_context.name, video.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (video.width, video.height, video.average_rate) == (320, 180, 30)
        assert {video.codec_context.colorspace, video.codec_context.color_primaries} == {1}
        assert (audio.codec_context.name, audio.rate) == ("aac", 48_000)


def test_players_can_start_before_the_last_byte(job: Job) -> None:
    assert 0 < job.film.index(b"moov") < job.film.index(b"mdat")


def test_chapters_are_inside(job: Job) -> None:
    with av.open(io.BytesIO(job.film)) as film:
        titles = [chapter["metadata"]["title"] for chapter in film.chapters()]
        starts = [chapter["start"] * chapter["time_base"] for chapter in film.chapters()]

    assert titles == ["Part 1", "Part 2"]
    assert float(starts[1]) == pytest.approx(FIRST / 30, abs=0.001)


def test_every_planned_frame_is_there_at_its_time(job: Job) -> None:
    with av.open(io.BytesIO(job.film)) as film:
        times = [frame.time for frame in film.decode(video=0)]

    assert times == pytest.approx([place / 30 for place in range(FIRST + SECOND)])


def test_every_segment_begins_with_a_picture_that_decodes_alone(job: Job) -> None:
    with av.open(io.BytesIO(job.film)) as film:
        keys = [place for place, packet in enumerate(film.demux(video=0)) if packet.is_keyframe]

    assert keys == [0, FIRST]


def test_picture_and_sound_change_over_together(job: Job, pictures: list[np.ndarray]) -> None:
    with av.open(io.BytesIO(job.film)) as film:
        sound = np.concatenate([frame.to_ndarray()[0] for frame in film.decode(audio=0)])
    seen = boundary([bool(picture[5, 5, 2] > picture[5, 5, 0]) for picture in pictures]) / 30
    window = 480
    heard = [
        bool(np.abs(np.fft.rfft(part))[4:40].argmax() + 4 > 10)
        for part in sound[: len(sound) // window * window].reshape(-1, window)
    ]
    changes = [place for place, (one, next_) in enumerate(pairwise(heard), 1) if one != next_]

    assert seen == FIRST / 30
    assert min(abs(place * window / 48_000 - seen) for place in changes) <= 1 / 30
    assert len(sound) / 48_000 == pytest.approx((FIRST + SECOND) / 30, abs=1 / 30)


def test_captions_are_burned_in_while_they_are_spoken(pictures: list[np.ndarray]) -> None:
    covered = [place for place, picture in enumerate(pictures) if picture[150:, :, 1].max() > 150]

    assert covered == [*range(15, 36), *range(60, 75)]


def test_the_thumbnail_fits_the_list(job: Job) -> None:
    thumb = Image.open(io.BytesIO(job.store.objects["thumb.jpg"]))

    assert (thumb.format, thumb.size) == ("JPEG", (640, 360))
    assert thumb.getpixel((20, 20))[0] > 150


def test_files_are_stored_with_their_types(job: Job) -> None:
    kinds = job.store.content_types

    assert kinds["final.mp4"] == "video/mp4"
    assert kinds["thumb.jpg"] == "image/jpeg"
    assert kinds["voiceover.wav"] == "audio/wav"
    assert kinds["report.json"] == kinds["progress.json"] == "application/json"


def test_the_report_tells_what_was_padded_and_cut(job: Job) -> None:
    first, second = job.report.segments

    assert job.report.failure is None
    assert job.report.duration == pytest.approx((FIRST + SECOND) / 30)
    assert {"film", "narrate", "post", "upload"} <= set(job.report.stages)
    assert first.warning == "The scene was 32 frames short of its narration."
    assert second.warning == "The scene outlasted its narration and was cut."


def test_the_report_holds_the_facts_of_the_file(job: Job) -> None:
    facts = job.report.facts

    assert facts is not None
    assert (facts.width, facts.height, facts.fps, facts.codec) == (320, 180, 30.0, "h264")
    assert (facts.frames, facts.size) == (FIRST + SECOND, len(job.film))


def test_progress_only_moves_forward_and_ends_at_a_hundred(job: Job) -> None:
    told = [
        RenderProgress.model_validate_json(content)
        for name, content in job.store.history
        if name == "progress.json"
    ]

    assert [each.sequence for each in told] == sorted({each.sequence for each in told})
    assert [each.percent for each in told] == sorted(each.percent for each in told)
    assert (told[-1].status, told[-1].percent, told[-1].frames_done) == ("done", 100, 85)
