from hypothesis import given
from hypothesis import strategies as st

from studio.domain.timeline import Happening
from studio.domain.usage import Usage, dollars, model_calls, usage
from tests.builders import a_call_event, an_event

counts = st.integers(0, 100_000)


def voiced(number, **told):
    return an_event(number, happening=Happening.SCENE_VOICED, detail={"seconds": 2.0, **told})


def test_where_no_model_was_asked_nothing_has_a_price():
    assert usage([an_event()]) == Usage(calls=0, nanodollars=None, tts_chars=None)


def test_what_calls_came_to_is_their_sum():
    first = a_call_event(1, cache_write_tokens=4000, web_searches=1)
    second = a_call_event(2, model="claude-haiku-5-5", cache_read_tokens=4000)
    scene = 500 * 2_000 + 1000 * 10_000 + 4000 * 2_500 + 10_000_000
    cheap = 500 * 100 + 1000 * 500 + 4000 * 10

    assert usage([first, second]) == Usage(
        calls=2,
        input_tokens=1000,
        output_tokens=2000,
        cache_read_tokens=4000,
        cache_write_tokens=4000,
        web_searches=1,
        nanodollars=scene + cheap,
    )


@given(st.lists(st.tuples(counts, counts), max_size=5), st.integers(1, 3))
def test_a_call_that_is_told_twice_was_made_once(tokens, times):
    events = [
        a_call_event(number, input_tokens=came, output_tokens=went)
        for number, (came, went) in enumerate(tokens)
    ]

    assert usage(events * times) == usage(events)


def test_a_call_of_a_model_that_is_gone_keeps_the_price_of_its_day():
    event = a_call_event()
    kept = event.model_copy(
        update={"detail": event.detail | {"model": "claude-2", "cost_nanodollars": 7}}
    )

    assert [(call.model, call.cost_nanodollars) for call in model_calls([kept])] == [
        ("claude-2", 7)
    ]


def test_a_scene_that_was_spoken_twice_counts_once():
    events = [voiced(1, segment=1, chars=40), voiced(2, segment=1, chars=40)]

    assert usage([*events, voiced(3, segment=2, chars=2)]).tts_chars == 42


def test_characters_that_nobody_counted_are_not_made_up():
    assert usage([voiced(1, segment=1)]).tts_chars is None


def test_dollars_are_told_to_the_millionth():
    assert (dollars(118_302_499), dollars(0)) == (0.118302, 0.0)
