"""The narration: every voice in its place to the sample, and as loud as it should be."""

import io
import math
import wave

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.loudness import CEILING, limit, measure
from render.narration import assemble_narration, decode, tempo_chain
from studio.domain.errors import UnusableVoice
from studio.domain.render import SAMPLE_RATE, SegmentPlan
from studio.domain.sound import Sound

FRAME = 1 / SAMPLE_RATE


def segment(frames: int, *, number: int = 1, lead_in: float = 0.5, voice: str = "v") -> SegmentPlan:
    return SegmentPlan(
        number=number,
        title="t",
        class_name="Segment01",
        source="",
        fallback_source="",
        frames=frames,
        lead_in=lead_in,
        narration="words",
        cues=(),
        voice=voice,
    )


def tone(seconds: float, *, level: float = 0.2, hertz: float = 300, rate: int = 32_000):
    return level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def syllables(seconds: float, *, level: float = 0.2, peak: float = 0.0, rate: int = 32_000):
    """Something like speech: harmonics that come and go, and a few sharp peaks."""
    clock = np.arange(round(seconds * rate)) / rate
    voiced = sum(np.sin(2 * np.pi * 160 * k * clock) / k for k in range(1, 20))
    samples = level * voiced * np.clip(np.sin(2 * np.pi * 3 * clock), 0, 1)
    samples[:: rate // 2] += peak
    return np.clip(samples, -1, 1)


def wav(samples, rate: int = 32_000) -> bytes:
    return Sound((samples * 32767).astype("<i2").tobytes(), rate).wav()


def mp3(samples, rate: int = 24_000) -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(
            samples.astype(np.float32)[None], format="fltp", layout="mono"
        )
        frame.sample_rate = rate
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return file.getvalue()


def heard(narration) -> np.ndarray:
    with wave.open(io.BytesIO(narration.wav)) as reader:
        assert reader.getparams()[:3] == (1, 2, SAMPLE_RATE)
        return np.frombuffer(reader.readframes(reader.getnframes()), "<i2") / 32768


def onsets(samples, *, level: float = 0.02, silence: float = 0.1) -> list[float]:
    loud = np.flatnonzero(np.abs(samples) > level)
    first = np.concatenate([[True], np.diff(loud) > silence * SAMPLE_RATE])
    return list(loud[first] / SAMPLE_RATE)


@pytest.mark.parametrize("fps", [1, 15, 24, 30, 60, 7, 120])
def test_the_sound_is_exactly_as_long_as_the_picture_at_any_frame_rate(fps):
    segments = [segment(frames, number=i) for i, frames in enumerate((31, 47, 101), start=1)]

    narration = assemble_narration(segments, {"v": wav(tone(0.5))}, fps=fps, tempo=1.0)

    assert len(heard(narration)) == round(179 * SAMPLE_RATE / fps)
    assert narration.seconds == pytest.approx(179 / fps, abs=FRAME)


def test_each_voice_starts_its_lead_in_after_its_segment():
    segments = [segment(100, lead_in=0.4, voice="a"), segment(77, number=2, voice="b")]
    inputs = {"a": wav(tone(2.0)), "b": mp3(tone(1.0, rate=24_000))}

    starts = onsets(heard(assemble_narration(segments, inputs, fps=30, tempo=1.0)))

    assert starts == pytest.approx([0.4, 100 / 30 + 0.5], abs=0.005)


def test_a_voice_longer_than_its_segment_is_cut_and_never_heard_in_the_next():
    segments = [segment(30), segment(60, number=2, voice="silent")]
    inputs = {"v": wav(tone(9.0)), "silent": wav(np.zeros(1000))}

    samples = heard(assemble_narration(segments, inputs, fps=30, tempo=1.0))

    assert not samples[SAMPLE_RATE:].any()
    assert np.abs(samples[: SAMPLE_RATE - 200]).max() > 0.1


def test_a_lead_in_longer_than_the_segment_leaves_it_silent():
    narration = assemble_narration(
        [segment(15, lead_in=3.0)], {"v": wav(tone(1.0))}, fps=30, tempo=1.0
    )

    assert len(heard(narration)) == SAMPLE_RATE // 2
    assert not heard(narration).any()


def test_joins_do_not_click():
    voice = np.full(32_000, 0.3)
    samples = heard(assemble_narration([segment(60)], {"v": wav(voice)}, fps=30, tempo=1.0))

    assert np.abs(np.diff(samples)).max() < 0.03


@pytest.mark.parametrize("tempo", [0.25, 0.4, 0.5, 0.94, 1.0, 1.06, 1.5, 2.0, 3.3, 4.0])
def test_tempo_changes_how_long_speech_takes_and_keeps_it_in_step(tempo):
    voice = np.zeros(32_000 * 13)
    for begin in (1, 6, 12):
        voice[begin * 32_000 :][:12_800] = tone(0.4)

    samples = decode(wav(voice), tempo=tempo)

    assert len(samples) / SAMPLE_RATE == pytest.approx(13 / tempo, abs=0.08)
    assert onsets(samples, silence=0.5 / tempo) == pytest.approx(
        [1 / tempo, 6 / tempo, 12 / tempo], abs=0.05 if tempo < 0.5 else 0.025
    )


def test_tempo_does_not_change_the_pitch():
    spectrum = np.abs(np.fft.rfft(decode(wav(tone(2.0, hertz=440)), tempo=1.5)))

    assert np.argmax(spectrum) * SAMPLE_RATE / (2 * len(spectrum)) == pytest.approx(440, rel=0.01)


@given(st.floats(0.25, 4.0))
def test_a_chain_of_tempos_multiplies_to_the_tempo(tempo):
    chain = tempo_chain(tempo)

    assert math.prod(chain) == pytest.approx(tempo)
    assert all(0.5 <= factor <= 2 for factor in chain)


@pytest.mark.parametrize("level", [0.002, 0.05, 0.4])
@pytest.mark.parametrize("peak", [0.0, 5.0, 12.0])
def test_whatever_the_voice_the_narration_is_at_the_standard_loudness_and_never_clips(level, peak):
    voice = wav(syllables(8.0, level=level, peak=peak * level))

    narration = assemble_narration([segment(360)], {"v": voice}, fps=30, tempo=1.0)

    samples = heard(narration)
    assert narration.lufs == pytest.approx(-16, abs=1)
    assert narration.lufs == pytest.approx(
        measure(samples.astype(np.float32), SAMPLE_RATE), abs=0.01
    )
    assert np.abs(samples).max() <= 10 ** (-1 / 20)


def test_what_the_limiter_takes_from_a_peaky_voice_is_given_back():
    bursts = 1 + 3 * (np.arange(24_000 * 6) % 2400 < 600)
    noise = np.random.default_rng(7).laplace(size=bursts.size) * bursts / 50
    voice = noise.clip(-1, 1)

    narration = assemble_narration([segment(240)], {"v": wav(voice, 24_000)}, fps=30, tempo=1.0)

    assert narration.lufs == pytest.approx(-16, abs=0.5)
    assert np.abs(heard(narration)).max() <= 10 ** (-1 / 20)


def test_silence_between_words_is_not_made_up_for():
    quiet = assemble_narration([segment(900)], {"v": wav(syllables(4.0))}, fps=30, tempo=1.0)
    dense = assemble_narration([segment(150)], {"v": wav(syllables(4.0))}, fps=30, tempo=1.0)

    assert np.abs(heard(quiet)).max() == pytest.approx(np.abs(heard(dense)).max(), rel=0.12)


@pytest.mark.parametrize("voice", [np.zeros(20_000), np.zeros(0)])
def test_silence_stays_silent(voice):
    narration = assemble_narration([segment(60)], {"v": wav(voice)}, fps=30, tempo=1.25)

    assert not heard(narration).any()
    assert narration.lufs == -math.inf


def test_the_limiter_leaves_what_fits_alone_and_keeps_peaks_between_samples_down():
    loud = np.float32(1.4) * np.sin(np.pi * np.arange(24_000) / 2 + np.pi / 4).astype(np.float32)
    calm = loud * np.float32(0.3)

    assert np.array_equal(limit(calm, SAMPLE_RATE), calm)
    assert np.abs(limit(loud, SAMPLE_RATE)[500:-500]).max() * math.sqrt(2) <= CEILING * 1.02


@pytest.mark.parametrize("junk", [b"", b"not audio at all" * 10, wav(tone(0.1))[:20]])
def test_audio_that_cannot_be_read_is_an_unusable_voice(junk):
    with pytest.raises(UnusableVoice):
        assemble_narration([segment(30)], {"v": junk}, fps=30, tempo=1.0)


def test_a_segment_without_audio_is_an_unusable_voice():
    with pytest.raises(UnusableVoice, match="Segment 3"):
        assemble_narration([segment(30, number=3)], {}, fps=30, tempo=1.0)


def test_stereo_becomes_mono():
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(2)
        writer.setsampwidth(2)
        writer.setframerate(44_100)
        left = (tone(1.0, rate=44_100) * 32767).astype("<i2")
        writer.writeframes(np.column_stack([left, left]).tobytes())

    samples = decode(file.getvalue(), tempo=1.0)

    assert len(samples) == pytest.approx(SAMPLE_RATE, abs=40)
    assert np.abs(samples).max() > 0.15
