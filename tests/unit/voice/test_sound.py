import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.errors import UnusableVoice
from studio.domain.mp3 import read_mp3
from studio.domain.recital import Take, recite
from studio.domain.sound import Sound, joined

FRAME = bytes.fromhex("fff364c4") + bytes(140)  # MPEG 2, layer III, 48 kbit/s, 24 kHz: 24 ms
INFO = FRAME[:13] + b"Info" + FRAME[17:]
ID3 = b"ID3\x04\x00\x00\x00\x00\x00\x05hello"


@given(st.binary(max_size=64).map(lambda raw: raw[: len(raw) // 2 * 2]), st.integers(1, 48_000))
def test_sound_survives_a_wav_file(samples, rate):
    assert Sound.read(Sound(samples, rate).wav()) == Sound(samples, rate)


@pytest.mark.parametrize("junk", [b"", b"RIFF", b"RIFF\x00\x00\x00\x00WAVEfmt ", b"junk" * 20])
def test_what_is_not_a_wav_file_is_refused(junk):
    with pytest.raises(ValueError, match="not a WAV file"):
        Sound.read(junk)


def test_sounds_of_different_rates_do_not_join():
    with pytest.raises(ValueError, match="do not join"):
        joined([Sound(b"", 8000), Sound(b"", 16000)])


def test_mp3_is_as_long_as_its_frames():
    assert read_mp3(FRAME * 10).seconds == pytest.approx(0.24)


def test_tags_of_mp3_are_left_out():
    assert read_mp3(ID3 + INFO + FRAME * 2 + b"TAG" + bytes(125)) == read_mp3(FRAME * 2)


def test_an_mp3_frame_cut_short_is_left_out():
    assert read_mp3(FRAME * 2 + FRAME[:50]) == read_mp3(FRAME * 2)


@pytest.mark.parametrize(
    "junk", [b"", b"ID3", b"<html>", INFO, FRAME + b"junk", b"\xff\xff\xff\xff"]
)
def test_what_is_not_mp3_is_refused(junk):
    with pytest.raises(ValueError, match="not MP3"):
        read_mp3(junk)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_mp3_reader_fail_otherwise(stream):
    with pytest.raises(ValueError, match="not MP3"):
        read_mp3(stream + b"....")


def test_a_narration_is_recited_sentence_by_sentence_with_a_pause_after_each():
    asked = []

    def say(texts):
        asked.extend(texts)
        return [Take(Sound(bytes(2000), 1000), ()) for _ in texts]

    speech = recite("test", "One two. Three! 🎉.", say)

    assert asked == ["One two.", "Three!"]
    assert speech.track.seconds == pytest.approx(2.3)
    assert speech.track.words[2].start == pytest.approx(1.15)


def test_a_voice_that_answers_without_sound_is_unusable():
    with pytest.raises(UnusableVoice, match="without any sound"):
        recite("test", "Hello.", lambda texts: [Take(Sound(b"", 16_000), ())])
