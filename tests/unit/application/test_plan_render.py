import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.application.artifacts import store_take
from studio.application.happenings import Stamp
from studio.application.stages.plan_render import PlanRender
from studio.application.stages.render_plan import MadeScene, plan
from studio.domain.brief import MAX_SPEED, MIN_SPEED
from studio.domain.files import MADE_BY_PLAN
from studio.domain.render import RenderManifest
from studio.domain.scene_take import SceneTake
from tests.builders import (
    JOB,
    a_brief,
    a_job,
    a_scene,
    a_script,
    a_track,
    an_event,
    scene_code,
)
from tests.fakes import CountingRandomness, InMemoryArtifacts, InMemoryJobs, SteppingClock


def plain(scene, theme):
    return f"# {theme} {scene.number}"


def planned(seconds, cues=(), **brief):
    scenes = [a_scene(n, cues=cues) for n in range(1, len(seconds) + 1)]
    made = [
        MadeScene(a_track(seconds=s), scene_code(scene))
        for s, scene in zip(seconds, scenes, strict=True)
    ]
    return plan(a_job(brief=a_brief(**brief)), a_script(*scenes), made, plain)


@given(
    st.lists(st.floats(0.3, 30), min_size=1, max_size=6),
    st.floats(MIN_SPEED, MAX_SPEED),
    st.sampled_from(["low", "medium", "high"]),
    st.sampled_from(["relaxed", "normal", "brisk"]),
)
def test_every_segment_ends_on_a_frame_after_its_voice_and_hold(seconds, speed, quality, pace):
    render = planned(seconds, speed=speed, quality=quality, pace=pace)
    fps = render.format.fps

    for said, segment in zip(seconds, render.segments, strict=True):
        voiced = segment.lead_in + said / render.tempo
        assert segment.frames / fps >= voiced
        assert segment.frames / fps < voiced + 2.0 + 1 / fps + 1e-6
    assert render.captions[-1].end <= render.frames / fps
    assert render.chapters[0].start == 0
    assert render.chapters[-1].end == pytest.approx(render.frames / fps)
    assert all(b.start == a.end for a, b in zip(render.chapters, render.chapters[1:], strict=False))


def test_cues_follow_the_words_at_the_speed_they_are_heard():
    render = planned([4.0], cues=(0, 2), speed=2.0, pace="normal")

    assert render.tempo == 2.0
    assert render.segments[0].cues == (0.35, 0.35 + 2.0 / 2.0)


def test_captions_start_when_the_words_are_heard():
    render = planned([4.0, 4.0], pace="normal")
    second = render.segments[0].frames / render.format.fps

    assert render.captions[0].start == pytest.approx(0.35, abs=0.01)
    later = [caption for caption in render.captions if caption.start > 4.5]
    assert later[0].start == pytest.approx(second + 0.35, abs=0.05)


def stored(artifacts, jobs, *scenes):
    """What the stages before left of a job with these scenes."""
    jobs.add(a_job(), an_event(0))
    work = f"jobs/{JOB}/work"
    artifacts.bodies[f"{work}/script.json"] = a_script(*scenes).model_dump_json().encode()
    for scene in scenes:
        store_take(artifacts, JOB, SceneTake(code=scene_code(scene)))
    for scene in scenes:
        key = f"{work}/voice/{scene.number:02d}.json"
        artifacts.bodies[key] = a_track().model_dump_json().encode()


def test_the_manifest_names_every_byte_the_render_needs_and_may_write():
    jobs, artifacts = InMemoryJobs(), InMemoryArtifacts()
    stored(artifacts, jobs, a_scene(1), a_scene(2))
    work = f"jobs/{JOB}/work"
    stamp = Stamp(SteppingClock(), CountingRandomness())

    planned_render = PlanRender(jobs, jobs, artifacts, plain, stamp, 37_500)(JOB)

    assert planned_render == (
        f"https://artifacts.invalid/{work}/render_manifest.json?get",
        (),
        False,
    )
    manifest = RenderManifest.model_validate_json(artifacts.bodies[f"{work}/render_manifest.json"])
    assert set(manifest.inputs) == {"01", "02"}
    assert set(manifest.outputs) == {"final.mp4", "thumb.jpg", "voiceover.wav"}
    assert set(artifacts.names(f"jobs/{JOB}/outputs/")) == set(MADE_BY_PLAN)
    told = json.loads(artifacts.bodies[f"jobs/{JOB}/outputs/segments.json"])
    assert sum(s["frames"] for s in told) == manifest.plan.frames
    assert manifest.segments_json == artifacts.bodies[f"jobs/{JOB}/outputs/segments.json"].decode()


def test_a_long_videos_parts_each_write_their_own_and_the_join_reads_them_all():
    jobs, artifacts = InMemoryJobs(), InMemoryArtifacts()
    stored(artifacts, jobs, *map(a_scene, range(1, 5)))
    stamp = Stamp(SteppingClock(), CountingRandomness())

    join_url, part_urls, judged = PlanRender(jobs, jobs, artifacts, plain, stamp, 300)(JOB)

    assert not judged

    join = read(artifacts, join_url)
    parts = [read(artifacts, url) for url in part_urls]
    assert [part.share.segments for part in parts] == [(1, 2), (3, 4)]
    assert all(part.plan == join.plan for part in parts)
    urls = [url for part in parts for url in (*part.outputs.values(), part.share.report)]
    assert len({*urls}) == 6
    assert all(url.endswith("?put-once") for url in urls)
    assert all(part.inputs == {} and part.report == join.report for part in parts)
    assert len({part.progress for part in parts} | {join.progress}) == 3
    fetched = {*join.inputs.values(), *join.share.reports}
    assert {url.partition("?")[0] for url in urls} <= {url.partition("?")[0] for url in fetched}
    assert set(join.outputs) == {"final.mp4", "thumb.jpg", "voiceover.wav"}


def read(artifacts, url):
    key = url.removeprefix("https://artifacts.invalid/").removesuffix("?get")
    return RenderManifest.model_validate_json(artifacts.bodies[key])
