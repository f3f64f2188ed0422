"""What a pace and the script's marks do to a plan."""

import ast
import json

import pytest

from studio.application.stages.render_plan import MadeScene, plan
from studio.application.stages.write_files import text_files
from studio.domain.script import ChapterMark, Scene
from tests.builders import a_brief, a_job, a_scene, a_script, a_track, scene_code


def plain(scene, theme):
    return f"# {theme} {scene.number}"


def paced(*scenes, seconds=4.0, **brief):
    made = [MadeScene(a_track(scene.narration, seconds), scene_code(scene)) for scene in scenes]
    job = a_job(brief=a_brief(**brief))
    script = a_script(*scenes)
    return job, script, made, plan(job, script, made, plain)


def test_silences_shift_what_is_heard_after_them_and_lengthen_the_segment():
    scene = a_scene(narration="It ends. Why? Because so", cues=(0, 2, 3))
    *_, render = paced(scene, seconds=5.0, pace="relaxed")
    [segment] = render.segments

    assert [(p.at, p.seconds, p.kind) for p in segment.pauses] == [
        (2.0, 0.65, "sentence"),
        (3.0, 1.1, "question"),
    ]
    first, second, third = segment.cues
    assert first == 0.5
    assert second == pytest.approx(0.5 + 2 / 0.94 + 0.65)
    assert third == pytest.approx(0.5 + 3 / 0.94 + 0.65 + 1.1)
    assert segment.frames / 30 == pytest.approx(0.5 + 5 / 0.94 + 1.75 + 2.0, abs=1 / 30)
    assert any(c.start == pytest.approx(third, abs=0.001) for c in render.captions)


def test_marked_chapters_begin_with_their_words():
    first = a_scene(1, "One two three four", chapters=(ChapterMark(word=0, title="Keys"),))
    second = a_scene(2, "One two. Three four", chapters=(ChapterMark(word=2, title="Slots"),))
    *_, render = paced(first, second, seconds=8.0, pace="normal")
    boundary = render.segments[0].frames / render.format.fps

    assert [(c.title, c.start) for c in render.chapters] == [
        ("Keys", 0.0),
        ("Slots", pytest.approx(boundary + 0.35 + 4.0 + 0.45)),
    ]


def test_the_segments_file_tells_of_every_pause_as_it_is_heard():
    scene = a_scene(narration="It ends. Why? Because so", cues=(3,))
    job, script, made, render = paced(scene, seconds=5.0, pace="normal", speed=2.0)

    files = text_files(job, script, [each.track for each in made], render)
    [told] = json.loads(files["segments.json"])

    assert told["pauses"] == [
        {"at": 1.35, "sec": 0.45, "gap": 0.0, "kind": "sentence"},
        {"at": 2.3, "sec": 0.75, "gap": 0.0, "kind": "question"},
    ]
    assert told["cues"] == [0.35 + 1.5 + 1.2]
    assert told["speech_end_sec"] == 0.35 + 2.5 + 1.2
    assert told["hold_sec"] == pytest.approx(1.2, abs=1 / 30 + 0.001)
    assert files["youtube_chapters.txt"] == "0:00 Scene 1\n"


@pytest.mark.parametrize("source", ["def (:", "x = 1\0", "x = " + "(" * 500 + ")" * 500])
def test_code_that_never_became_python_is_handed_out_as_the_plain_scene_it_is_shown_as(source):
    job, script, made, render = paced(a_scene(1), a_scene(2), seconds=5.0)
    first, second = render.segments
    broken = first.model_copy(update={"source": source, "fallback_source": "class Plain: pass"})
    render = render.model_copy(update={"segments": (broken, second)})

    files = text_files(job, script, [each.track for each in made], render)

    classes = [n.name for n in ast.parse(files["scene.py"]).body if isinstance(n, ast.ClassDef)]
    assert classes == ["Plain", "Segment02"]


def test_a_script_stored_before_there_were_beats_still_loads():
    stored_scene = a_scene().model_dump(exclude={"beats", "chapters"})

    assert Scene.model_validate(stored_scene) == a_scene()
