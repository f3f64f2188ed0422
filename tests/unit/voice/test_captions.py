"""Captions: short enough to read, long enough to see, and everything that was said."""

import html
import re
from datetime import timedelta
from itertools import pairwise

import pytest
import srt
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.captions import (
    LINE_CHARS,
    captions,
    to_ffmetadata,
    to_srt,
    to_vtt,
)
from studio.domain.render import Caption, Chapter
from studio.domain.silences import Hearing
from studio.domain.voice import Word


@st.composite
def spoken_segments(draw) -> list[list[Word]]:
    clock, segments = 0.0, []
    for _ in range(draw(st.integers(0, 3))):
        words = []
        for text in " ".join(draw(st.lists(st.text(max_size=60), max_size=40))).split():
            start = clock + draw(st.sampled_from([0.0, 0.0, 0.02, 0.08, 0.5, 3.0]))
            clock = start + draw(st.sampled_from([0.0, 0.05, 0.2, 0.4, 1.0, 9.0]))
            words.append(Word(text=text, start=start, end=clock))
        segments.append(words)
        clock += 2.0
    return segments


def shown(cues) -> str:
    return "".join("".join(cue.lines) for cue in cues).replace(" ", "")


def said(text: str, seconds: float = 0.3, gap: float = 0.0) -> list[Word]:
    step = seconds + gap
    return [
        Word(text=word, start=i * step, end=i * step + seconds)
        for i, word in enumerate(text.split())
    ]


def lines(text: str, **timing: float) -> list[tuple[str, ...]]:
    return [cue.lines for cue in captions([said(text, **timing)])]


@given(spoken_segments())
def test_any_speech_is_shown_whole_in_two_lines_that_fit(segments):
    cues = captions(segments)

    everything = "".join(word.text for words in segments for word in words)
    assert shown(cues) == re.sub(r"[\x00-\x1f\x7f-\x9f]", "", everything).replace(" ", "")
    assert all(1 <= len(cue.lines) <= 2 for cue in cues)
    assert all(0 < len(line) <= LINE_CHARS for cue in cues for line in cue.lines)


@given(spoken_segments())
def test_captions_never_overlap_and_leave_no_flicker_between_them(segments):
    cues = captions(segments)

    assert all(cue.start < cue.end for cue in cues)
    for cue, following in pairwise(cues):
        gap = following.start - cue.end
        assert gap == 0 or gap >= 0.099


@given(spoken_segments())
def test_captions_stay_for_a_second_unless_the_speech_goes_on(segments):
    for cue, following in pairwise([*captions(segments), Caption(start=9e9, end=9e9, lines=())]):
        assert cue.end - cue.start >= 0.999 or cue.end == following.start
        assert cue.end - cue.start <= 6.101


@given(spoken_segments())
def test_both_caption_files_say_what_the_captions_say(segments):
    cues = captions(segments)

    parsed = list(srt.parse(to_srt(cues)))
    blocks = to_vtt(cues).split("\n\n")

    assert len(parsed) == len(cues)
    assert blocks[0] == "WEBVTT"
    assert len(blocks) == len(cues) + 2
    for number, (cue, subtitle, block) in enumerate(
        zip(cues, parsed, blocks[1:], strict=False), start=1
    ):
        assert subtitle.index == number
        assert subtitle.start == timedelta(milliseconds=round(cue.start * 1000))
        assert subtitle.end == timedelta(milliseconds=round(cue.end * 1000))
        assert subtitle.content == "\n".join(cue.lines).replace("-->", "→")
        timing, *text = block.split("\n")
        assert re.fullmatch(r"[\d:]+\.\d{3} --> [\d:]+\.\d{3}", timing)
        assert tuple(map(html.unescape, text)) == cue.lines
        assert "-->" not in "".join(text)


def test_a_sentence_begins_a_new_caption():
    assert lines("First we look at the key. Then we look for its slot in the table.") == [
        ("First we look at the key.",),
        ("Then we look for its slot in the table.",),
    ]


def test_a_long_sentence_is_cut_at_a_clause():
    text = (
        "When two keys land in one place, that is called a collision, and there are several ways."
    )

    first, second = (" ".join(cue) for cue in lines(text))

    assert first.endswith(",")
    assert f"{first} {second}" == text


def test_a_pause_inside_a_sentence_ends_a_caption():
    before = said("And the winner of it all is", seconds=0.25)
    after = [word.later(before[-1].end + 1.1) for word in said("the key itself", seconds=0.4)]

    first, second = captions([[*before, *after]])

    assert first.lines == ("And the winner of it all is",)
    assert first.end < second.start == pytest.approx(after[0].start)


def test_two_lines_are_of_about_the_same_length():
    (first, second) = lines("It computes a number from the key and goes to that slot", seconds=0.2)[
        0
    ]

    assert abs(len(first) - len(second)) < 8


def test_very_short_sentences_share_a_caption():
    assert lines("No. Yes. It works well enough.") == [("No. Yes. It works well enough.",)]


def test_a_word_too_long_for_a_line_is_split():
    url = "https://example.com/" + "a" * 50

    assert "".join(lines(f"See {url} now.")[0]).replace(" ", "").startswith("Seehttps://")
    assert shown(captions([said(f"See {url} now.")])) == f"See{url}now."


def test_an_arrow_in_the_speech_is_not_taken_for_a_time():
    cue = Caption(start=0, end=1, lines=("a --> b",))

    assert to_srt([cue]).endswith("\na → b\n\n")
    assert to_vtt([cue]).endswith("\na --&gt; b\n\n")


def test_a_symbol_alone_stays_with_the_words_before_it():
    assert lines("That is the end of this. 🎉")[-1] == ("That is the end of this. 🎉",)


def test_captions_do_not_reach_into_the_next_segment():
    cues = captions([said("One."), Hearing(said("Two."), (), 1.0).words(0.5)])

    assert [cue.lines for cue in cues] == [("One.",), ("Two.",)]
    assert cues[0].end <= cues[1].start == 0.5


def test_words_are_heard_later_and_faster_in_the_video():
    words = Hearing([Word(text="a", start=1, end=2)], (), 2.0).words(10)

    assert words == (Word(text="a", start=10.5, end=11.0),)


def test_times_go_past_the_hour():
    cue = Caption(start=3661.5, end=3662.25, lines=("late",))

    assert to_srt([cue]) == "1\n01:01:01,500 --> 01:01:02,250\nlate\n\n"
    assert to_vtt([cue]) == "WEBVTT\n\n01:01:01.500 --> 01:01:02.250\nlate\n\n"


def parsed_ffmetadata(text: str) -> list[dict[str, str]]:
    header, *logical = re.split(r"(?<!\\)(?:\\\\)*\n", text)
    assert header == ";FFMETADATA1"
    chapters: list[dict[str, str]] = []
    for line in filter(None, logical):
        if line == "[CHAPTER]":
            chapters.append({})
        else:
            name, value = line.split("=", 1)
            chapters[-1][name] = re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL)
    return chapters


@pytest.mark.parametrize(
    "title", ["Plain", "a=b; #c \\ d", "two\nlines", "ends in \\x", "[CHAPTER]"]
)
def test_chapters_survive_their_file(title):
    chapters = [Chapter(start=0, end=1.5, title=title), Chapter(start=1.5, end=3.25, title="b")]

    first, second = parsed_ffmetadata(to_ffmetadata(chapters))

    assert first == {"TIMEBASE": "1/1000", "START": "0", "END": "1500", "title": title}
    assert second["END"] == "3250"
