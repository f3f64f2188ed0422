"""Sound, picture and cues of finished films agree, at every pace and speed; seen and heard."""

import io
from collections.abc import Iterator
from itertools import accumulate, pairwise

import av
import numpy as np
import pytest
import srt

from tests.render.synced import RATE, Synced, film_synced
from tests.render.workshop import an_object_store

COMBINATIONS = [(p, s) for p in ("relaxed", "normal", "brisk") for s in (0.85, 1.0, 1.5)]
TONE = 1
"""Index of the scene that is a tone."""


@pytest.fixture(scope="module", params=COMBINATIONS, ids=lambda each: f"{each[0]}-{each[1]}")
def film(request) -> Iterator[Synced]:
    with an_object_store() as store:
        yield film_synced(store, *request.param)


def starts(film: Synced) -> list[float]:
    frames = accumulate((segment.frames for segment in film.plan.segments), initial=0)
    return [frame / film.plan.format.fps for frame in frames]


def spoken_at(film: Synced, scene: int, word: int) -> float:
    """By the voice's own times and what segments.json says was inserted before."""
    told, planned = film.segments[scene], film.plan.segments[scene]
    start = film.tracks[scene].words[word].start
    pauses = zip(told["pauses"], planned.pauses, strict=True)
    inserted = sum(pause["sec"] for pause, cut in pauses if cut.at <= start + 0.001)
    return starts(film)[scene] + told["speech_start_sec"] + start / film.plan.tempo + inserted


def cue_words(film: Synced) -> list[tuple[int, int]]:
    return [(n, word) for n, scene in enumerate(film.script.scenes) for word in scene.cues]


def loudness(samples: np.ndarray) -> np.ndarray:
    window = RATE // 200
    return np.sqrt(np.convolve(samples.astype(np.float64) ** 2, np.ones(window) / window, "same"))


def runs(samples: np.ndarray, level: float = 0.004) -> list[tuple[float, float]]:
    """Begins and ends of what is not silent, in seconds; silence of 50 ms parts it."""
    loud = np.flatnonzero(loudness(samples) > level)
    parts = np.split(loud, np.flatnonzero(np.diff(loud) > RATE // 20) + 1)
    return [(part[0] / RATE, part[-1] / RATE) for part in parts if part.size]


def worst(found: list[float], wanted: list[float]) -> str:
    assert len(found) == len(wanted), (found, wanted)
    each = np.abs(np.array(found) - np.array(wanted))
    return f"worst: {each.max() * 1000:.1f} ms, at {wanted[int(each.argmax())]:.2f} s"


def test_every_scene_is_seen_from_its_first_frame_to_its_last(film):
    boundaries = accumulate(segment.frames for segment in film.plan.segments)

    assert film.changes() == list(boundaries)[:-1]
    assert len(film.pictures) == film.plan.frames


def test_every_scenes_sound_begins_and_ends_with_its_picture(film):
    begin, end = starts(film)[TONE : TONE + 2]
    told = film.segments[TONE]
    heard = runs(film.sound[round(begin * RATE) : round(end * RATE)])
    edges = [edge for run in heard for edge in run]
    inserted = [(p["at"], p["at"] + p["sec"]) for p in told["pauses"]]
    flat = [edge for pause in inserted for edge in pause]
    wanted = [told["speech_start_sec"], *flat, told["speech_end_sec"]]

    message = worst(edges, wanted)
    assert edges == pytest.approx(wanted, abs=1 / film.plan.format.fps), message


def test_no_scenes_sound_is_heard_in_another(film):
    for begin, segment in zip(starts(film), film.segments, strict=False):
        spoken = film.sound[round(begin * RATE) :][: round(segment["actual_duration_sec"] * RATE)]
        lead_in = round((segment["speech_start_sec"] - 0.02) * RATE)
        hold = round((segment["speech_end_sec"] + 0.05) * RATE)
        assert loudness(spoken[:lead_in]).max() < 0.004
        assert loudness(spoken[hold:]).max() < 0.004
        assert loudness(spoken[lead_in:hold]).max() > 0.02


def test_every_cue_is_seen_when_its_word_is_spoken(film):
    flashes, wanted = film.flashes(), [spoken_at(film, *each) for each in cue_words(film)]

    message = worst(flashes, wanted)
    assert flashes == pytest.approx(wanted, abs=0.1), message


def test_every_cue_after_a_silence_is_seen_when_the_sound_comes_back(film):
    heard = [begin for begin, _ in runs(film.sound)]
    seen, wanted = [], []
    for flash, (scene, word) in zip(film.flashes(), cue_words(film), strict=True):
        at = spoken_at(film, scene, word)
        track = film.tracks[scene].words
        if any(
            track[word - 1].end - 0.1 <= p.at <= track[word].start + 0.1
            for p in film.plan.segments[scene].pauses
        ):
            seen.append(flash)
            wanted.append(min(heard, key=lambda onset: abs(onset - at)))

    assert len(seen) >= 6
    message = worst(seen, wanted)
    assert seen == pytest.approx(wanted, abs=0.1), message


def test_the_silence_between_words_is_at_least_the_paces(film):
    silent = [(end, begin) for (_, end), (begin, _) in pairwise(runs(film.sound))]
    for begin, segment in zip(starts(film), film.segments, strict=False):
        for pause in segment["pauses"]:
            middle = begin + pause["at"] + pause["sec"] / 2
            assert any(
                one < middle < two and two - one >= pause["sec"] - 0.02 for one, two in silent
            ), f"{pause} is not heard"


def test_chapters_begin_with_their_words(film):
    with av.open(io.BytesIO(film.job.film)) as opened:
        found = [
            (c["metadata"]["title"], float(c["start"] * c["time_base"])) for c in opened.chapters()
        ]
    marks = [(n, mark) for n, scene in enumerate(film.script.scenes) for mark in scene.chapters]

    assert [title for title, _ in found] == [mark.title for _, mark in marks]
    assert found[0][1] == 0
    for (_, at), (scene, mark) in list(zip(found, marks, strict=True))[1:]:
        wanted = spoken_at(film, scene, mark.word) if mark.word else starts(film)[scene]
        assert at == pytest.approx(wanted, abs=0.002)


def test_every_caption_is_shown_when_its_first_word_is_spoken(film):
    shown = list(srt.parse(film.files["captions.srt"]))
    words = [(n, w) for n, track in enumerate(film.tracks) for w, _ in enumerate(track.words)]
    firsts = accumulate((len(caption.content.split()) for caption in shown[:-1]), initial=0)
    wanted = [spoken_at(film, *words[first]) for first in firsts]
    found = [caption.start.total_seconds() for caption in shown]

    message = worst(found, wanted)
    assert found == pytest.approx(wanted, abs=0.05), message
