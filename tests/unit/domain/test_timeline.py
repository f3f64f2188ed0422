"""A timeline as it is told."""

from hypothesis import given
from hypothesis import strategies as st

from studio.domain.timeline import RENDER_STARTS, Happening, Progress, Stage, forward_only
from tests.builders import an_event


def rendering(number, percent, happening=Happening.RENDER_PROGRESSED):
    progress = Progress(stage=Stage.RENDERING, percent=percent)
    return an_event(number, happening=happening, progress=progress)


@given(st.lists(st.integers(0, 99), max_size=20))
def test_a_render_is_never_told_to_go_back_however_its_tasks_notices_race(percents):
    planned = rendering(0, RENDER_STARTS, Happening.RENDER_PLANNED)
    events = [planned, *(rendering(n, percent) for n, percent in enumerate(percents, 1))]

    told = [event.progress.percent for event in forward_only(events)]

    assert told == sorted(set(told))
    assert max(told) == max([RENDER_STARTS, *percents])


def test_what_is_no_progress_of_a_render_is_told_always():
    failed = an_event(3, happening=Happening.FAILED)
    events = (rendering(1, 50), an_event(2, happening=Happening.WARNED), failed)

    assert forward_only(events) == events
