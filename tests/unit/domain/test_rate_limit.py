from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studio.domain.rate_limit import Quota, window_of

moments = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
limits = st.integers(1, 10_000)


@given(moments, limits, st.integers(1, 20_000))
def test_the_first_requests_of_a_minute_are_let_in_and_no_more(at, limit, count):
    quota = Quota.after(count, limit=limit, at=at)

    assert quota.exceeded == (count > limit)
    assert quota.remaining == max(limit - count, 0)


@given(moments, limits)
def test_whoever_waits_as_long_as_told_is_in_the_next_window(at, limit):
    reset = Quota.after(1, limit=limit, at=at).reset

    assert 1 <= reset <= 60
    assert window_of(at + timedelta(seconds=reset)) == window_of(at) + 1
    assert window_of(at.replace(microsecond=0) + timedelta(seconds=reset - 1)) == window_of(at)
