"""Pauses in a narration: where they are cut, how long they are, what comes after them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.narration import assemble_narration
from render.silences import cuts
from studio.domain.render import SAMPLE_RATE, Pause
from tests.render.test_narration import heard, onsets, segment, syllables, tone, wav


def told_pause(at: float, seconds: float, gap: float = 0.0) -> Pause:
    return Pause(at=at, seconds=seconds, gap=gap)


def spoken_words(*starts: float, seconds: float, long: float = 0.4) -> np.ndarray:
    voice = np.zeros(round(seconds * SAMPLE_RATE))
    for start in starts:
        voice[round(start * SAMPLE_RATE) :][: round(long * SAMPLE_RATE)] = tone(
            long, rate=SAMPLE_RATE
        )
    return voice


@pytest.mark.parametrize("tempo", [0.5, 0.85 * 0.94, 0.94, 1.0, 1.06, 1.5 * 1.06, 2.0, 2.2])
def test_pauses_are_heard_between_the_words_and_everything_after_them_is_later(tempo):
    voice = wav(spoken_words(0.0, 1.0, 2.0, 3.0, 4.0, seconds=4.4), SAMPLE_RATE)
    pauses = (told_pause(0.7, 1.0, gap=0.6), told_pause(2.7, 0.5, gap=0.6))
    spoken = segment(600, lead_in=0.5).model_copy(update={"pauses": pauses})

    sound = heard(assemble_narration([spoken], {"v": voice}, fps=30, tempo=tempo))

    shifts = [0.0, 1.0, 1.0, 1.5, 1.5]
    wanted = [0.5 + start / tempo + shift for start, shift in zip(range(5), shifts, strict=True)]
    worst = np.abs(np.array(onsets(sound, silence=0.1)) - wanted).max()
    assert worst < 0.025, f"worst {worst * 1000:.1f} ms"


def test_the_silence_that_is_inserted_is_true_silence_of_the_length_that_was_told():
    noisy = np.random.default_rng(5).normal(0, 0.01, 3 * SAMPLE_RATE)
    spoken = segment(120).model_copy(update={"pauses": (told_pause(1.0, 0.75),)})

    sound = heard(assemble_narration([spoken], {"v": wav(noisy, SAMPLE_RATE)}, fps=30, tempo=1.0))

    silent = np.flatnonzero(sound[SAMPLE_RATE : 3 * SAMPLE_RATE] == 0)
    run = max(map(len, np.split(silent, np.flatnonzero(np.diff(silent) != 1) + 1)))
    assert run == pytest.approx(0.75 * SAMPLE_RATE, abs=4)


def test_a_pause_told_a_little_late_does_not_cut_into_the_next_word():
    voice = spoken_words(0.0, 1.0, seconds=1.95, long=0.95)
    spoken = segment(120, lead_in=0.0).model_copy(update={"pauses": (told_pause(1.02, 1.0),)})

    sound = heard(assemble_narration([spoken], {"v": wav(voice, SAMPLE_RATE)}, fps=30, tempo=1.0))

    assert onsets(sound) == pytest.approx([0.0, 2.0], abs=0.005)


@pytest.mark.parametrize("tempo", [0.8, 1.0, 1.59])
def test_with_pauses_too_every_segment_is_as_long_as_its_frames(tempo):
    voice = wav(spoken_words(0.0, 1.0, seconds=1.5), SAMPLE_RATE)
    spoken = [
        segment(frames, number=n).model_copy(update={"pauses": (told_pause(0.7, 0.8, 0.6),)})
        for n, frames in enumerate((121, 137), start=1)
    ]

    sound = heard(assemble_narration(spoken, {"v": voice}, fps=30, tempo=tempo))

    assert len(sound) == 258 * SAMPLE_RATE // 30
    assert onsets(sound)[2] == pytest.approx(121 / 30 + 0.5, abs=0.005)


@given(st.lists(st.floats(0, 3), max_size=5).map(sorted), st.floats(0, 1))
def test_pauses_anywhere_cut_in_order_and_lose_nothing(places, gap):
    voice = np.random.default_rng(3).normal(0, 0.1, 2 * SAMPLE_RATE).astype(np.float32)

    found = cuts(voice, [told_pause(at, 0.5, gap) for at in places])

    assert found == sorted(found)
    assert all(0 <= place <= voice.size for place in found)


def test_pauses_change_neither_loudness_nor_peaks():
    voice = wav(syllables(8.0, level=0.1, peak=1.0))
    plain = assemble_narration([segment(360)], {"v": voice}, fps=30, tempo=1.0)
    pauses = tuple(told_pause(at, 1.1) for at in (1.0, 2.0, 3.0, 4.0, 5.0))
    paused = [segment(560).model_copy(update={"pauses": pauses})]

    narration = assemble_narration(paused, {"v": voice}, fps=30, tempo=1.0)

    assert narration.lufs == pytest.approx(plain.lufs, abs=0.3)
    assert np.abs(heard(narration)).max() <= 10 ** (-1 / 20)
