"""Every voice keeps the same promise: all words of a narration, in time, in order."""

# ruff: noqa: S106 - lookalikes are among the words; the key is no secret

import io
import itertools
import json
from collections.abc import Callable
from functools import cache

import av
import boto3
import numpy as np
import pytest
from botocore.response import StreamingBody
from botocore.stub import ANY, Stubber

from studio.adapters.espeak import EspeakVoice
from studio.adapters.festival import FestivalVoice
from studio.adapters.flite import FliteVoice
from studio.adapters.polly import NARRATORS as READERS
from studio.adapters.polly import PollySamples, PollyVoice
from studio.domain.alignment import utter
from studio.domain.errors import ProviderMisconfigured, ProviderUnavailable, UnusableVoice
from studio.domain.narrators import DEFAULT_NARRATOR, NARRATORS, SAMPLE
from studio.domain.pronunciation import natural_english
from studio.domain.sound import Sound
from studio.domain.voice import Speech
from studio.ports import Voice

PLAIN = "A key becomes a number. That number picks a slot, and the slot holds the value."
NARRATIONS = {
    "plain prose": PLAIN,
    "contractions and dashes": "Don't panic — it's the cat's O(n) walk, isn't it? We’ll see – soon.",
    "notation": "On x86, O(n^2) beats 2^n; hash(k) % 8 == 3, a[i] <= b_max and C++ 17.",
    "addresses": "See https://example.com/a/b?c=d#e or mail me@example.com, v2.0.1, 127.0.0.1.",
    "numbers": "In 1984, 1,024 bytes cost $5.50, i.e. 3.14% of 1/2 at 12:30, the 3rd time.",
    "other scripts": "The naïve café says Москва and 中文 — λ, π ≈ 3 🎉 done.",
    "symbols among words": "🎉 First * second ... third — fourth !!! … 🎉",
    "code": "`self.items[0]` != None -> return {'a': 1} </div> & \"quoted\" \\n",
    "one word": "Yes",
    "white space": "  Two \n\n lines\tand a tab.  ",
}
MARK_SECONDS = 0.3


def mp3(seconds: float, rate: int = 24_000) -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=rate, layout="mono")
        stream.bit_rate = 48_000
        tone = np.sin(np.arange(round(seconds * rate)) / 20).astype(np.float32)[None] * 0.3
        frame = av.AudioFrame.from_ndarray(tone, format="fltp", layout="mono")
        frame.sample_rate = rate
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return file.getvalue()


def marks(text: str) -> bytes:
    """What Polly answers: one JSON object a line, offsets in bytes of UTF-8."""
    lines = [{"time": 0, "type": "sentence", "start": 0, "end": len(text.encode()), "value": text}]
    begin = 0
    for count, word in enumerate(text.split(" ")):
        begin = text.index(word, begin)
        start = len(text[:begin].encode())
        bare = word.strip(".,?!\"'()")
        lines.append({
            "time": 6 + round(1000 * MARK_SECONDS * count), "type": "word",
            "start": start, "end": start + len(word.encode()), "value": bare,
        })  # fmt: skip
        begin += len(word)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def body(content: bytes) -> dict[str, object]:
    return {"AudioStream": StreamingBody(io.BytesIO(content), len(content)), "ContentType": "x/y"}


@pytest.fixture
def polly():
    client = boto3.client(
        "polly", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
    )
    with Stubber(client) as stubber:
        yield client, stubber


def answer(stubber: Stubber, text: str, voice: object = ANY, engine: str = "neural") -> None:
    asked = {"Engine": engine, "VoiceId": voice, "Text": text}
    seconds = MARK_SECONDS * (len(text.split()) + 1)
    stubber.add_response(
        "synthesize_speech",
        body(mp3(seconds)),
        asked | {"OutputFormat": "mp3", "SampleRate": "24000"},
    )
    stubber.add_response(
        "synthesize_speech",
        body(marks(text)),
        asked | {"OutputFormat": "json", "SpeechMarkTypes": ["sentence", "word"]},
    )


def speak_through_polly(narration: str, narrator: str | None = None) -> Speech:
    client = boto3.client(
        "polly", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
    )
    with Stubber(client) as stubber:
        text = utter(natural_english(narration.split())).text
        if text:
            answer(stubber, text)
        speech = PollyVoice(client).speak(narration, narrator=narrator)
        stubber.assert_no_pending_responses()
        return speech


Speak = Callable[..., Speech]
LOCAL: dict[str, Voice] = {
    "festival": FestivalVoice(),
    "flite": FliteVoice(),
    "espeak": EspeakVoice(),
}


@cache
def spoken(voice: str, narration: str) -> Speech:
    return LOCAL[voice].speak(narration) if voice in LOCAL else speak_through_polly(narration)


every_voice = pytest.mark.parametrize("voice", [*LOCAL, "polly"])
every_narration = pytest.mark.parametrize("narration", NARRATIONS.values(), ids=NARRATIONS)


def decoded(audio: bytes) -> tuple[np.ndarray, int]:
    with av.open(io.BytesIO(audio)) as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
        rate = container.streams.audio[0].rate
    assert {frame.shape[0] for frame in frames} == {1}
    samples = np.concatenate(frames, axis=1)[0]
    return samples.astype(np.float64), rate


@every_voice
@every_narration
def test_exactly_the_words_of_the_narration_are_timed_in_order(voice: str, narration: str):
    track = spoken(voice, narration).track

    assert [word.text for word in track.words] == narration.split()
    assert all(a.end <= b.start + 1e-9 for a, b in zip(track.words, track.words[1:], strict=False))
    assert track.words[-1].end <= track.seconds + 1e-6


@every_voice
@every_narration
def test_the_audio_is_mono_and_as_long_as_it_says(voice: str, narration: str):
    speech = spoken(voice, narration)

    samples, rate = decoded(speech.audio)

    assert len(samples) / rate == pytest.approx(speech.track.seconds, abs=0.03)
    assert np.abs(samples).max() > 0


@every_voice
def test_every_ordinary_word_takes_its_time(voice: str):
    words = spoken(voice, PLAIN).track.words

    assert all(0.03 <= word.end - word.start < 1.5 for word in words)


@pytest.mark.parametrize("voice", LOCAL)
def test_there_is_sound_where_the_words_are_and_silence_where_they_are_not(voice: str):
    narration = "Stop. Now wait, and listen. Seven tables stand there. Good."
    speech = spoken(voice, narration)

    samples, rate = decoded(speech.audio)
    within = np.zeros(len(samples), bool)
    for word in speech.track.words:
        within[int(max(word.start - 0.03, 0) * rate) : int((word.end + 0.03) * rate)] = True

    assert (samples[within] ** 2).sum() > 0.99 * (samples**2).sum()
    assert not within.all()


@pytest.mark.parametrize("voice", ["festival", "flite"])
def test_the_same_words_sound_the_same_twice(voice: str):
    narration = NARRATIONS["notation"]

    assert LOCAL[voice].speak(narration) == spoken(voice, narration)


def test_espeak_takes_about_the_same_time_for_the_same_words():
    first, second = (LOCAL["espeak"].speak(PLAIN).track.words for _ in range(2))

    assert [w.start for w in first] == pytest.approx([w.start for w in second], abs=0.1)


every_narrator = pytest.mark.parametrize("narrator", [each.id for each in NARRATORS])


@pytest.mark.parametrize("voice", LOCAL)
@every_narrator
def test_every_narrator_says_every_word_in_its_time(voice: str, narrator: str):
    speech = LOCAL[voice].speak(PLAIN, narrator=narrator)
    samples, rate = decoded(speech.audio)
    words = speech.track.words

    assert [word.text for word in words] == PLAIN.split()
    assert len(samples) / rate == pytest.approx(speech.track.seconds, abs=0.03)
    within = np.zeros(len(samples), bool)
    for word in words:
        within[int(max(word.start - 0.05, 0) * rate) : int((word.end + 0.05) * rate)] = True
    assert (samples[within] ** 2).sum() > 0.98 * (samples**2).sum()
    assert 0.7 < speech.track.seconds / spoken(voice, PLAIN).track.seconds < 1.4


def pitch_and_colour(audio: bytes) -> np.ndarray:
    """A voice as the ear sorts it: octaves of its pitch, and where its energy lies."""
    samples, rate = decoded(audio)
    size = int(0.04 * rate)
    found = []
    for start in range(0, len(samples) - size, size):
        window = samples[start : start + size] - samples[start : start + size].mean()
        echo = np.correlate(window, window, "full")[size - 1 :]
        low, high = rate // 400, rate // 60
        lag = low + int(echo[low:high].argmax())
        if echo[0] > 1 and echo[lag] > 0.5 * echo[0]:
            found.append(rate / lag)
    energy = np.abs(np.fft.rfft(samples)) ** 2
    heights = np.fft.rfftfreq(len(samples), 1 / rate)
    bands = [energy[(heights >= a) & (heights < 2 * a)].sum() for a in (100, 200, 400, 800, 1600)]
    return np.array([3 * np.log2(np.median(found)), *np.log10(np.array(bands) / sum(bands))])


@pytest.mark.parametrize("voice", LOCAL)
def test_no_two_narrators_sound_alike(voice: str):
    speeches = {n.id: LOCAL[voice].speak(PLAIN, narrator=n.id) for n in NARRATORS}
    heard = {name: pitch_and_colour(speech.audio) for name, speech in speeches.items()}

    assert len({speech.track.voice for speech in speeches.values()}) == len(NARRATORS)
    for one, other in itertools.combinations(heard, 2):
        assert np.linalg.norm(heard[one] - heard[other]) > 0.3, (one, other)


@pytest.mark.parametrize("voice", LOCAL)
@pytest.mark.parametrize("narrator", [DEFAULT_NARRATOR.id, "nobody-we-know"])
def test_the_default_narrator_reads_for_whoever_is_not_known(voice: str, narrator: str):
    known = spoken(voice, PLAIN).track

    assert LOCAL[voice].speak(PLAIN, narrator=narrator).track.voice == known.voice


def test_a_narrator_is_not_changed_by_who_spoke_before():
    voice = LOCAL["flite"]
    before = voice.speak(PLAIN, narrator="alloy")
    voice.speak(PLAIN, narrator="grace")

    assert voice.speak(PLAIN, narrator="alloy") == before


@every_voice
@pytest.mark.parametrize("narration", ["", " \n\t "])
def test_nothing_to_say_is_an_error(voice: str, narration: str):
    with pytest.raises(UnusableVoice):
        spoken(voice, narration)


@every_voice
def test_what_cannot_be_said_is_a_short_silence(voice: str):
    speech = spoken(voice, "… 🎉 !!!")

    samples, _ = decoded(speech.audio)

    assert [word.text for word in speech.track.words] == ["…", "🎉", "!!!"]
    assert speech.track.seconds == 0.5
    assert not samples.any()


def test_a_missing_program_names_the_package_to_install():
    with pytest.raises(ProviderMisconfigured, match="apt-get install festival"):
        FestivalVoice("no-such-program").speak(PLAIN)


def test_a_missing_festival_voice_names_the_package_to_install(tmp_path):
    program = tmp_path / "festival"
    program.write_text(
        "#!/bin/sh\necho 'SIOD ERROR: unbound variable : voice_cmu_us_slt_arctic_hts' >&2\nexit 255\n"
    )
    program.chmod(0o755)

    with pytest.raises(ProviderMisconfigured, match="apt-get install festvox-us-slt-hts"):
        FestivalVoice(str(program)).speak(PLAIN)


@pytest.mark.parametrize(
    ("script", "error"),
    [("sleep 5", ProviderUnavailable), ("exit 3", UnusableVoice), ("echo =", UnusableVoice)],
)
def test_a_program_that_hangs_dies_or_answers_without_sound_is_reported(tmp_path, script, error):
    program = tmp_path / "festival"
    program.write_text(
        f"#!/bin/sh\nexec {script}\n" if "sleep" in script else f"#!/bin/sh\n{script}\n"
    )
    program.chmod(0o755)

    with pytest.raises(error):
        FestivalVoice(str(program), patience=0.2).speak("Hi.")


def test_missing_libraries_name_the_packages_to_install():
    with pytest.raises(ProviderMisconfigured, match="apt-get install libespeak-ng1"):
        EspeakVoice("libnowhere.so.9").speak(PLAIN)
    with pytest.raises(ProviderMisconfigured, match="apt-get install libflite1"):
        FliteVoice(["libnowhere.so.9"]).speak(PLAIN)


@pytest.mark.parametrize("by_the_engine", [True, False])
def test_a_narration_is_never_run_as_a_program(tmp_path, by_the_engine: bool):
    stolen = tmp_path / "stolen"
    narration = f'Hello") (system "touch {stolen}") (print "there'

    if by_the_engine:
        FestivalVoice()._say(1.0, [narration])
    else:
        FestivalVoice().speak(narration)

    assert not stolen.exists()


def test_polly_marks_count_bytes_not_characters(polly):
    client, stubber = polly
    answer(stubber, "Москва стоит на реке, café")

    words = PollyVoice(client).speak("Москва стоит на реке, café").track.words

    assert [word.start for word in words] == [0.006, 0.306, 0.606, 0.906, 1.206]


@pytest.mark.parametrize("narrator", [*READERS, None, "nobody-we-know"])
def test_polly_lends_each_narrator_a_voice(polly, narrator):
    client, stubber = polly
    reader = READERS.get(narrator, READERS[DEFAULT_NARRATOR.id])
    answer(stubber, "Hello", reader.voice, reader.engine)

    track = PollyVoice(client).speak("Hello", narrator=narrator).track

    assert track.voice == f"polly-{reader.voice}-{reader.engine}"


def test_polly_has_a_voice_of_its_own_for_every_narrator_on_an_engine_that_times_words():
    assert set(READERS) == {narrator.id for narrator in NARRATORS}
    assert len({reader.voice for reader in READERS.values()}) == len(NARRATORS)
    assert {reader.engine for reader in READERS.values()} <= {"neural", "long-form", "standard"}


@every_narrator
def test_pollys_samples_are_wav_files(polly, narrator):
    client, stubber = polly
    reader = READERS[narrator]
    stubber.add_response(
        "synthesize_speech",
        body(bytes(3200)),
        {
            "Engine": reader.engine,
            "VoiceId": reader.voice,
            "Text": SAMPLE,
            "OutputFormat": "pcm",
            "SampleRate": "16000",
        },
    )

    assert Sound.read(PollySamples(client)(SAMPLE, narrator)) == Sound(bytes(3200), 16_000)


@pytest.mark.parametrize("voice", LOCAL)
@every_narrator
def test_a_sample_is_a_few_seconds_long(voice: str, narrator: str):
    assert 3 < LOCAL[voice].speak(SAMPLE, narrator=narrator).track.seconds < 10


def test_polly_is_given_long_narrations_a_few_sentences_at_a_time(polly):
    client, stubber = polly
    sentence = "Word " + " ".join(["word"] * 239) + "."
    endless = "More " + " ".join(["more"] * 699)
    for text in (
        f"{sentence} {sentence}",
        sentence + " More " + " ".join(["more"] * 358),
        " ".join(["more"] * 341),
    ):
        assert len(text) <= 3000
        answer(stubber, text)

    narration = f"{sentence} {sentence} {sentence} {endless}"
    speech = PollyVoice(client).speak(narration)
    samples, rate = decoded(speech.audio)

    stubber.assert_no_pending_responses()
    assert len(speech.track.words) == 240 * 3 + 700
    assert len(samples) / rate == pytest.approx(speech.track.seconds, abs=0.03)


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("ThrottlingException", 400, ProviderUnavailable),
        ("TooManyRequestsException", 429, ProviderUnavailable),
        ("ServiceFailureException", 500, ProviderUnavailable),
        ("SomethingNew", 503, ProviderUnavailable),
        ("AccessDeniedException", 403, ProviderMisconfigured),
        ("UnrecognizedClientException", 403, ProviderMisconfigured),
        ("EngineNotSupportedException", 400, ProviderMisconfigured),
        ("ValidationException", 400, ProviderMisconfigured),
        ("TextLengthExceededException", 400, UnusableVoice),
    ],
)
def test_polly_errors_say_whether_another_attempt_can_help(polly, code, status, error):
    client, stubber = polly
    stubber.add_client_error("synthesize_speech", code, http_status_code=status)

    with pytest.raises(error):
        PollyVoice(client).speak("Hello")


@pytest.mark.parametrize(
    ("audio", "lines"),
    [
        (b"<html>not audio</html>", marks("Hello")),
        (b"", marks("Hello")),
        (mp3(1.0), b"not json\n"),
        (mp3(1.0), b'{"type": "word"}\n'),
        (mp3(1.0), b"[]\n"),
    ],
)
def test_an_answer_of_polly_that_makes_no_sense_is_an_unusable_voice(polly, audio, lines):
    client, stubber = polly
    stubber.add_response("synthesize_speech", body(audio))
    stubber.add_response("synthesize_speech", body(lines))

    with pytest.raises(UnusableVoice):
        PollyVoice(client).speak("Hello")


def test_an_unreachable_polly_is_worth_another_attempt():
    client = boto3.client(
        "polly",
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        endpoint_url="http://127.0.0.1:9",
        config=boto3.session.Config(retries={"total_max_attempts": 1}),
    )

    with pytest.raises(ProviderUnavailable):
        PollyVoice(client).speak("Hello")


def test_sound_of_the_local_voices_is_a_plain_wav_file():
    for voice in LOCAL:
        assert Sound.read(spoken(voice, PLAIN).audio).rate >= 16_000
