"""A scene's sounds: whatever the file, heard in time and as loud as asked for."""

import io
from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.frame import AudioFrame

from render.materials import Materials, UnusableSound
from render.order import Sound
from render.sound import RATE, UnreadableSound, decoded, encoded, mixed


def a_file(path: Path, codec: str, container: str, channels: list[float], rate: int = RATE) -> Path:
    """Half a second of a tone as loud as this in each channel."""
    times = np.arange(rate // 2) / rate
    tone = np.sin(2 * np.pi * 440 * times)
    samples = np.stack([tone * loud for loud in channels]).astype(np.float32)
    layout = "mono" if len(channels) == 1 else "stereo"
    with av.open(str(path), "w", format=container) as file:
        stream = file.add_stream(codec, rate=rate, layout=layout)
        frame = AudioFrame.from_ndarray(samples, "fltp", layout)
        frame.sample_rate = rate
        resampler = av.AudioResampler(stream.codec_context.format.name, layout, rate)
        fifo = av.AudioFifo()
        for part in resampler.resample(frame):
            fifo.write(part)
        for part in fifo.read_many(stream.codec_context.frame_size or 1024, partial=True):
            file.mux(stream.encode(part))
        file.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("codec", "container"),
    [("pcm_s16le", "wav"), ("libmp3lame", "mp3"), ("libopus", "ogg"), ("flac", "flac")],
)
@pytest.mark.parametrize("channels", [[0.5], [0.5, 0.25]])
def test_every_kind_of_sound_keeps_its_level(
    tmp_path: Path, codec: str, container: str, channels: list[float]
) -> None:
    a_file(
        tmp_path / "sound-00",
        codec,
        container,
        channels,
        rate=RATE if codec == "libopus" else 44_100,
    )
    track = mixed([Sound(file="sound-00", start=0.25)], tmp_path, 1.0)
    loud = np.abs(track[:, int(0.35 * RATE) : int(0.65 * RATE)]).max(axis=1)

    assert track.shape == (2, RATE)
    assert np.abs(track[:, : int(0.24 * RATE)]).max() < 0.01
    assert loud == pytest.approx([channels[0], channels[-1]], abs=0.03)


def test_what_sounds_already_is_softer_where_that_is_asked_for(tmp_path: Path) -> None:
    a_file(tmp_path / "sound-00", "pcm_s16le", "wav", [0.5])
    first = Sound(file="sound-00", start=0)
    silent = Sound(file="sound-00", start=0.25, gain=-100, others_gain=-20)
    track = mixed([first, silent], tmp_path, 0.5)

    assert np.abs(track[:, : RATE // 5]).max() == pytest.approx(0.5, abs=0.01)
    assert np.abs(track[:, RATE // 3 :]).max() == pytest.approx(0.05, abs=0.01)


def test_too_loud_is_as_loud_as_can_be(tmp_path: Path) -> None:
    a_file(tmp_path / "sound-00", "pcm_s16le", "wav", [0.5])
    track = mixed([Sound(file="sound-00", start=0, gain=40)], tmp_path, 0.5)

    assert np.abs(track).max() == 1


def test_what_comes_after_the_film_is_not_heard(tmp_path: Path) -> None:
    a_file(tmp_path / "sound-00", "pcm_s16le", "wav", [0.5])
    sounds = [Sound(file="sound-00", start=0.4), Sound(file="sound-00", start=7.0)]

    assert mixed(sounds, tmp_path, 0.5).shape == (2, RATE // 2)


def test_a_track_begins_where_the_film_does() -> None:
    click = np.zeros((2, RATE), np.float32)
    click[:, RATE // 2 : RATE // 2 + 480] = 0.8
    with av.open(io.BytesIO(encoded(click, "aac", "mp4")), "r") as file:
        heard = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])
        start = float(file.streams.audio[0].start_time * file.streams.audio[0].time_base)

    first = (np.abs(heard) > 0.3).nonzero()[0][0] / RATE + start
    assert first == pytest.approx(0.5, abs=0.003)


@pytest.mark.parametrize("content", [b"", b"#EXTM3U\n", b"RIFF", b"\x00" * 100])
def test_what_is_no_sound_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sound-00").write_bytes(content)

    with pytest.raises(UnreadableSound):
        decoded(tmp_path / "sound-00", RATE)


def test_a_scene_keeps_one_copy_of_a_sound_it_uses_often(tmp_path: Path) -> None:
    materials = Materials(tmp_path)
    beep = a_file(tmp_path / "beep.wav", "pcm_s16le", "wav", [0.5])
    for start in (0.0, 1.0):
        materials.add_sound(beep, start, None, None)

    assert [sound.file for sound in materials.sounds] == ["sound-00", "sound-00"]
    with pytest.raises(UnusableSound, match="timestamp < 0"):
        materials.add_sound(beep, -1.0, None, None)
