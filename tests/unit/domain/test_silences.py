"""How much silence a pace puts where, and when the words are then heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.pacing import PACING
from studio.domain.silences import Hearing, silences
from studio.domain.voice import Word

PACES = ("relaxed", "normal", "brisk")


def said(text: str, gap: float = 0.0, seconds: float = 0.3) -> list[Word]:
    step = seconds + gap
    return [
        Word(text=word, start=i * step, end=i * step + seconds)
        for i, word in enumerate(text.split())
    ]


def inserted(text: str, *, gap: float = 0.0, beats=(), pace="relaxed", speed: float = 1.0):
    pacing = PACING[pace]
    found = silences(said(text, gap), beats, pacing, speed * pacing.tempo)
    return [(each.before, each.pause.kind, each.pause.seconds) for each in found]


@pytest.mark.parametrize(
    ("pace", "sentence", "question", "colon", "beat"),
    [
        ("relaxed", 0.65, 1.1, 0.9, 1.1),
        ("normal", 0.45, 0.75, 0.6, 0.75),
        ("brisk", 0.3, 0.45, 0.4, 0.45),
    ],
)
def test_every_pace_has_its_silence_for_every_reason(pace, sentence, question, colon, beat):
    text = "It ends. Does it? Yes: it does so now."

    assert inserted(text, beats=[7], pace=pace) == [
        (2, "sentence", sentence),
        (4, "question", question),
        (5, "colon", colon),
        (7, "beat", beat),
    ]


def test_only_what_the_voice_does_not_leave_itself_is_inserted():
    [(_, _, seconds)] = inserted("It ends. It begins", gap=0.2, pace="normal")

    assert seconds == pytest.approx(0.25)


def test_a_voice_that_pauses_enough_is_left_alone():
    assert inserted("It ends. It begins? So: there", gap=1.2) == []


def test_what_the_voice_leaves_counts_as_it_is_heard():
    [(_, _, seconds)] = inserted("It ends. It begins", gap=0.2, pace="normal", speed=2.0)

    assert seconds == pytest.approx(0.45 - 0.1)


def test_nothing_follows_the_last_word_and_nothing_goes_before_the_first():
    assert inserted("It ends.", beats=[0, 2]) == []


def test_the_longest_reason_counts_where_there_are_several():
    assert inserted("It ends. Really", beats=[2]) == [(2, "beat", 1.1)]
    assert inserted("Is it? Really", beats=[2]) == [(2, "beat", 1.1)]


@pytest.mark.parametrize(
    "text", ["Use e.g. this", "See Dr. Strange", "At 3.14 it is", "Well, then; so — now"]
)
def test_a_point_that_ends_no_sentence_is_no_pause(text):
    assert inserted(text) == []


@pytest.mark.parametrize(
    "text", ['He said "go." Then', "(It ends.) Then", "Wait… Then", "Go! Then"]
)
def test_quotes_and_brackets_may_close_after_the_end(text):
    assert [kind for _, kind, _ in inserted(text)] == ["sentence"]


def test_a_sign_nobody_says_stays_with_the_word_before_it():
    words = [
        Word(text="Done.", start=0, end=0.5),
        Word(text="🎉", start=0.5, end=0.5),
        Word(text="Next", start=0.6, end=1.0),
    ]

    [silence] = silences(words, (), PACING["relaxed"], 0.94)

    assert silence.before == 2
    assert silence.pause.at == pytest.approx(0.55)
    assert Hearing(words, [silence], 0.94).start(1) == pytest.approx(0.5 / 0.94)


@st.composite
def narrations(draw) -> list[Word]:
    texts = draw(
        st.lists(st.sampled_from(["a", "end.", "why?", "so:", "x,", "—"]), min_size=1, max_size=30)
    )
    words, clock = [], 0.0
    for text in texts:
        start = clock + draw(st.sampled_from([0.0, 0.05, 0.3, 2.0]))
        clock = start + draw(st.sampled_from([0.0, 0.2, 0.5]))
        words.append(Word(text=text, start=start, end=clock))
    return words


@given(narrations(), st.sets(st.integers(0, 30)), st.sampled_from(PACES), st.floats(0.5, 2.0))
def test_every_silence_is_as_long_as_the_pace_wants_and_the_words_stay_in_order(
    words, beats, pace, speed
):
    pacing = PACING[pace]
    tempo = speed * pacing.tempo

    found = silences(words, beats, pacing, tempo)
    heard = Hearing(words, found, tempo).words(10.0)

    assert [word.start for word in heard] == sorted(word.start for word in heard)
    for each in found:
        following = heard[each.before].start
        before = max(word.end for word in heard[: each.before] if word.end > word.start)
        least = getattr(pacing, each.pause.kind)
        assert following - before == pytest.approx(max(least, each.pause.gap / tempo), abs=0.001)
        assert max(w.end for w in words[: each.before] if w.end > w.start) <= each.pause.at + 1e-9
        assert each.pause.at <= words[each.before].start + 1e-9
    total = sum(each.pause.seconds for each in found)
    assert heard[-1].start == pytest.approx(10 + words[-1].start / tempo + total)
