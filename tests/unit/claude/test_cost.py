"""What a minute of video costs by the list, from the prompts as they are."""

import json

from studio.adapters.claude.fact_checker import ClaudeFactChecker
from studio.adapters.claude.quiz_writer import ClaudeQuizWriter
from studio.adapters.claude.scene_composer import ClaudeSceneComposer
from studio.adapters.claude.scene_repairer import ClaudeSceneRepairer
from studio.adapters.claude.script_writer import ClaudeScriptWriter
from studio.adapters.claude.video_reviewer import ClaudeVideoReviewer
from studio.domain.model_call import ModelCall
from studio.domain.problem import Problem
from studio.domain.review import FrameSpot
from studio.domain.script import SceneCode
from studio.domain.visual import Sketch
from studio.ports import Frame
from tests.builders import a_brief, a_scene, a_script
from tests.fakes import FakeMeter
from tests.unit.claude.listener import Listener
from tests.unit.claude.test_material import image

SCENES = 4
NARRATION = "Forty words of narration are said in this scene, " * 5
PICTURE = "A row of nine cells. Mark one points at the middle, mark two dims the left half. " * 3
CODE = "        self.play(cells.point(middle=4), cells.highlight(4))\n" * 40
NANODOLLARS = 1_000_000_000
ANSWERED = {
    "script": SCENES * len(NARRATION + PICTURE) + 200,
    "fact_check": 300,
    "scene": len(json.dumps(CODE)),
    "repair": len(json.dumps(CODE)) + 3000,
    "visual_qa": 600,
    "quiz": 2500,
}
"""Characters that come back for each task, thoughts and all."""


def ask_everything(claude):
    brief, meter = a_brief(topic="How binary search works"), FakeMeter()
    scenes = [
        a_scene(n, NARRATION.strip(), cues=(3, 20), visual=Sketch(picture=PICTURE))
        for n in range(1, SCENES + 1)
    ]
    script = a_script(*scenes)
    codes = [SceneCode(number=s.number, class_name=s.class_name, source=CODE) for s in scenes]
    frames = [Frame(FrameSpot(seconds=i, scene=1 + i % SCENES), image("JPEG")) for i in range(8)]
    problem = Problem(kind="text_overlap", message="'a' lies over 'b'", line=7)

    ClaudeScriptWriter(claude).write(brief, {}, meter=meter)
    ClaudeFactChecker(claude).check(script, brief, meter=meter)
    list(
        ClaudeSceneComposer(claude).compose(script, [s.number for s in scenes], brief, meter=meter)
    )
    ClaudeSceneRepairer(claude).repair(scenes[0], codes[0], [problem], brief, meter=meter)
    ClaudeVideoReviewer(claude).review(
        frames, list(zip(scenes, codes, strict=True)), brief, meter=meter
    )
    ClaudeQuizWriter(claude).write_quiz(script, brief, meter=meter)


def calls(questions):
    """As the vendor would count them, with nothing in its cache at first."""
    cached = set()
    for question in questions:
        prefix = -(-len(question.system) // 3)
        known, cacheable = (question.model, question.system) in cached, prefix >= 512
        cached.add((question.model, question.system))
        yield ModelCall(
            task=question.task,
            model=question.model,
            input_tokens=question.input_tokens() - (prefix if cacheable else 0),
            output_tokens=ANSWERED[question.task] // 3,
            cache_read_tokens=prefix if cacheable and known else 0,
            cache_write_tokens=prefix if cacheable and not known else 0,
            max_tokens=question.max_tokens,
            stop_reason="end_turn",
            seconds=1,
        )


def test_a_minute_with_one_repair_costs_less_than_ten_cents():
    claude = Listener()
    ask_everything(claude)

    booked = list(calls(claude.asked))
    total = sum(call.cost for call in booked) / NANODOLLARS
    assert len(booked) == SCENES + 5
    assert total < 0.10


def test_the_composers_prompt_is_long_enough_to_be_cached_and_short_enough_to_be_cheap():
    claude = Listener()
    ask_everything(claude)

    for question in claude.asked:
        if question.task in {"scene", "repair"}:
            assert 1_024 < len(question.system) / 4 < len(question.system) / 3 < 5_000


def test_every_answer_has_room_for_half_more_than_is_typical():
    claude = Listener()
    ask_everything(claude)

    for question in claude.asked:
        assert question.max_tokens > 1.5 * ANSWERED[question.task] / 3
