from hypothesis import given
from hypothesis import strategies as st

from studio.domain.telling import Telling, heard
from studio.domain.timeline import RENDER_STARTS, Happening, Progress, Stage
from tests.builders import an_event

THREE = [an_event(n) for n in (1, 2, 3)]


def rendering(number, percent, happening=Happening.RENDER_PROGRESSED, stage=Stage.RENDERING):
    progress = Progress(stage=stage, percent=percent)
    return an_event(number, happening=happening, progress=progress)


def ids(events):
    return [event.id for event in events]


def test_each_event_is_told_once_even_one_that_comes_late():
    telling = Telling()

    assert telling.news([THREE[0], THREE[2]]) == [THREE[0], THREE[2]]
    assert telling.news(THREE) == [THREE[1]]
    assert telling.news(THREE) == []


def test_nothing_comes_after_the_end():
    end = an_event(2, happening=Happening.CANCELLED)
    telling = Telling()

    assert telling.news([THREE[0], end, THREE[2]]) == [THREE[0], end]
    assert telling.over
    assert telling.news(THREE) == []


def test_progress_that_was_overtaken_is_not_told_in_a_later_look_either():
    telling = Telling()
    telling.news([rendering(1, 40)])

    assert telling.news([rendering(2, 30), rendering(3, 50)]) == [rendering(3, 50)]


@given(st.lists(st.integers(0, 99), max_size=20))
def test_a_render_is_never_told_to_go_back_however_its_tasks_notices_race(percents):
    planned = rendering(0, RENDER_STARTS, Happening.RENDER_PLANNED)
    events = [planned, *(rendering(n, percent) for n, percent in enumerate(percents, 1))]

    told = [event.progress.percent for event in Telling().news(events)]

    assert told == sorted(set(told))
    assert max(told) == max([RENDER_STARTS, *percents])


def test_what_is_no_progress_of_a_render_is_told_always():
    failed = an_event(3, happening=Happening.FAILED)
    events = [rendering(1, 50), an_event(2, happening=Happening.WARNED), failed]

    assert Telling().news(events) == events


def test_a_new_listener_hears_everything_one_who_comes_back_what_followed():
    assert heard(THREE, last_id=None, replay=True) == ()
    assert ids(heard(THREE, last_id="0002", replay=True)) == ["0001", "0002"]
    assert ids(heard(THREE, last_id="0002", replay=False)) == ["0001", "0002"]
    assert heard(THREE, last_id="nonsense", replay=True) == ()
    assert heard(THREE, last_id=None, replay=False) == THREE


@given(st.lists(st.integers(0, 99), max_size=20), st.data())
def test_however_the_looks_overlap_the_same_is_told(percents, data):
    events = [rendering(n, percent) for n, percent in enumerate(percents)]
    telling, told, seen = Telling(), [], 0
    while seen < len(events):
        start = data.draw(st.integers(0, seen))
        seen = data.draw(st.integers(seen + 1, len(events)))
        told += telling.news(events[start:seen])

    assert told == Telling().news(events)


def test_scenes_that_are_voiced_out_of_order_are_all_told_and_the_bar_never_shrinks():
    voiced = [
        rendering(n, percent, Happening.SCENE_VOICED, Stage.SYNTHESIZING_VOICE)
        for n, percent in ((1, 19), (2, 13), (3, 20))
    ]
    told = Telling().news(voiced)

    assert ids(told) == ids(voiced)
    assert [event.progress and event.progress.percent for event in told] == [19, None, 20]


def test_a_repair_is_told_as_the_stage_it_is_and_the_bar_stays_where_it_was():
    repaired = rendering(2, 26, Happening.SCENE_REPAIRED, Stage.REPAIRING_SCENES)
    (_, told) = Telling().news([rendering(1, 90), repaired])

    assert told.progress == Progress(stage=Stage.REPAIRING_SCENES, percent=90)
